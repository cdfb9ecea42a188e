import type { Context } from '../context.js';

/** Removes an upload that is in no message, and so never became part of a transcript. Harmless to repeat. */
export async function discardUpload({ models }: Pick<Context, 'models'>, file: string): Promise<void> {
  await models.FileChunk.deleteMany({ file });
  await models.File.deleteOne({ _id: file });
}
