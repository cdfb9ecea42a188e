import { z } from 'zod';
import { ofClass } from './field-class.js';
import { nothing } from './fields.js';

const key = z.object({ madeAt: z.number().nullable(), previousUntil: z.number().nullable() });

export const identitySchemas = {
  'identity.read': { input: nothing, output: key },
  'identity.rotate': {
    input: z.strictObject({ overlap: z.boolean() }),
    output: z.object({ secret: ofClass('secret', z.string()), key }),
  },
};
