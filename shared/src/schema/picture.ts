import { z } from 'zod';
import { nothing, pictureId } from './fields.js';

export const pictureSchemas = {
  'picture.set': { input: nothing, output: z.object({ picture: pictureId }) },
  'picture.remove': { input: nothing, output: z.object({}) },
  // Whatever is no id is answered as an id that nobody has: it is not there.
  'picture.read': { input: z.strictObject({ picture: z.string().max(200) }), output: z.object({}) },
};
