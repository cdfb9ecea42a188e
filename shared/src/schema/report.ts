import { z } from 'zod';

const count = z.int().nullable();
const range = z.enum(['week', 'month', 'quarter']);

export const reportSchemas = {
  'report.read': {
    input: z.strictObject({ range }),
    output: z.object({
      range,
      from: z.string(),
      to: z.string(),
      volumes: z.array(z.object({ from: z.string(), to: z.string(), started: count })),
      started: count,
      waits: z.array(count),
      answers: z.array(count),
      ratings: z.array(count),
    }),
  },
};
