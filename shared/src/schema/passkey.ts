import { z } from 'zod';
import { portalAudiences } from '../access/table.js';
import { line, nothing, time } from './fields.js';
import { ofClass } from './field-class.js';
import { account } from './views.js';

/** So many characters of base64url at most; the bytes are taken apart by the server alone. */
const bytes = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/, 'base64url');

/** WebAuthn, section 4: a credential id has at most 1,023 bytes. */
const credentialId = bytes(1_364);
const clientData = bytes(4_096);
const transport = z.string().regex(/^[a-z-]{1,20}$/, 'a transport');

export const usedPasskey = z.strictObject({
  id: credentialId,
  clientDataJSON: clientData,
  authenticatorData: bytes(4_096),
  signature: bytes(2_048),
  userHandle: bytes(90),
});

const passkey = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: time,
  usedAt: time.nullable(),
  synced: z.boolean(),
});

const descriptor = z.object({
  type: z.literal('public-key'),
  id: z.string(),
  transports: z.array(z.string()),
});

const request = z.object({
  challenge: z.string(),
  rpId: z.string(),
  allowCredentials: z.array(descriptor),
  userVerification: z.literal('required'),
  timeout: z.int(),
});

export const passkeySchemas = {
  'passkey.list': { input: nothing, output: z.object({ passkeys: z.array(passkey) }) },
  'passkey.begin': {
    input: nothing,
    output: z.object({
      creation: z.object({
        challenge: z.string(),
        rp: z.object({ id: z.string(), name: z.string() }),
        user: z.object({ id: z.string(), name: ofClass('own.email', z.string()), displayName: z.string() }),
        pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
        excludeCredentials: z.array(descriptor),
        authenticatorSelection: z.object({
          residentKey: z.literal('required'),
          userVerification: z.literal('required'),
        }),
        attestation: z.literal('none'),
        timeout: z.int(),
      }),
    }),
  },
  'passkey.add': {
    input: z.strictObject({
      name: line(80),
      passkey: z.strictObject({
        id: credentialId,
        clientDataJSON: clientData,
        attestationObject: bytes(16_384),
        transports: z.array(transport).max(10),
      }),
    }),
    output: z.object({ passkey }),
  },
  'passkey.remove': {
    input: z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'an id out of the list') }),
    output: z.object({}),
  },
  'passkey.ask': { input: nothing, output: z.object({ request }) },
  'passkey.open': {
    input: z.strictObject({ audience: z.enum(portalAudiences), passkey: usedPasskey }),
    output: z.object({ account }),
  },
  'passkey.prove': { input: nothing, output: z.object({ request }) },
};
