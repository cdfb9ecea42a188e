/** The pasted tag's file as it was built: under its stable name, and beside it under the name of this version. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

export interface LoaderVersion {
  /** `widget.<hash>.js`: what it holds never changes. */
  readonly file: string;
  /** For the tag's `integrity` (W3C Subresource Integrity). */
  readonly integrity: string;
}

export const versionedLoader = /^widget\.[\w-]{8,}\.js$/;

export class LoaderFiles {
  #known: { readonly changed: number; readonly version: LoaderVersion | null } | null = null;

  constructor(private readonly folder: string) {}

  /** Null where the widget is not built. Read again whenever the build has changed. */
  async current(): Promise<LoaderVersion | null> {
    try {
      const { mtimeMs } = await stat(path.join(this.folder, 'widget.js'));
      if (this.#known?.changed !== mtimeMs) this.#known = { changed: mtimeMs, version: await this.#read() };
      return this.#known.version;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return null;
    }
  }

  async #read(): Promise<LoaderVersion | null> {
    const stable = await readFile(path.join(this.folder, 'widget.js'));
    for (const file of (await readdir(this.folder)).filter((name) => versionedLoader.test(name))) {
      const content = await readFile(path.join(this.folder, file));
      if (content.equals(stable)) {
        const hash = createHash('sha384').update(content).digest('base64');
        return { file, integrity: `sha384-${hash}` };
      }
    }
    return null;
  }
}
