import { z } from 'zod';
import { corners } from '../protocol/appearance.js';
import { nothing } from './fields.js';

const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'a colour such as #0a7c7c, in small letters');
const appearance = z.strictObject({
  accent: colour.nullable(),
  corners: z.enum(corners),
  greeting: z.string().max(400),
  agentNames: z.boolean(),
  position: z.enum(['start', 'end']),
  label: z.string().max(24),
  asksMarketing: z.boolean(),
});
export const accentColours = z.object({
  light: colour,
  lightInk: colour,
  dark: colour,
  darkInk: colour,
});
export const appearanceTold = z.object({
  colours: accentColours.nullable(),
  corners: z.enum(corners),
  agentNames: z.boolean(),
});
const view = z.object({
  appearance,
  colours: accentColours.nullable(),
  merchant: z.object({ slug: z.string(), name: z.string() }),
});

export const appearanceSchemas = {
  'appearance.read': { input: nothing, output: view },
  'appearance.set': { input: appearance, output: view },
};
