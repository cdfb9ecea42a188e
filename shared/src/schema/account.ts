import { z } from 'zod';
import { portalAudiences } from '../access/table.js';
import { tokenScopes } from '../protocol/team.js';
import { accountId, line, nothing, pictureId, time } from './fields.js';
import { ofClass } from './field-class.js';
import { usedPasskey } from './passkey.js';
import { account } from './views.js';

export const staffRole = z.enum(['agent', 'manager', 'provider', 'admin']);
export const email = z
  .string()
  .max(254)
  .regex(/^[^\s@<>"',;:()[\]\\]+@[^\s@<>"',;:()[\]\\]+\.[^\s@<>"',;:()[\]\\.]+$/, 'an e-mail address');
const password = line(1_024);
const code = z.string().regex(/^[\dA-Za-z -]{6,30}$/, 'six digits, or a recovery code');
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'the part of the link after #');
const handle = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'an id out of the list');
const empty = z.object({});

const member = z
  .object({
    id: accountId,
    name: z.string(),
    email: ofClass('staff.email', z.string()),
    audience: z.enum(portalAudiences),
    role: staffRole,
    organization: z.string().nullable(),
    secondFactor: z.boolean(),
    disabledAt: time.nullable(),
    picture: pictureId.optional(),
  })
  .meta({ id: 'Member' });

const invited = {
  email: ofClass('staff.email', z.string()),
  audience: z.enum(portalAudiences),
  role: staffRole,
  organization: z.string().nullable(),
};

const tokenView = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(tokenScopes)),
  createdAt: time,
  usedAt: time.nullable(),
});

export const accountSchemas = {
  'session.open': {
    input: z.strictObject({
      audience: z.enum(portalAudiences),
      email: line(254),
      password,
      code: code.optional(),
    }),
    output: z.object({ account }),
  },
  'session.read': { input: nothing, output: z.object({ account }) },
  'session.close': { input: nothing, output: empty },
  'session.list': {
    input: nothing,
    output: z.object({
      sessions: z.array(
        z.object({ id: z.string(), startedAt: time, seenAt: time, endsAt: time, current: z.boolean() }),
      ),
    }),
  },
  'session.end': { input: z.strictObject({ session: handle.optional() }), output: empty },
  'session.confirm': {
    input: z.strictObject({
      code: code.optional(),
      password: password.optional(),
      passkey: usedPasskey.optional(),
    }),
    output: empty,
  },
  'password.change': { input: z.strictObject({ password, next: password }), output: empty },
  'password.forget': {
    input: z.strictObject({ audience: z.enum(portalAudiences), email: line(254) }),
    output: empty,
  },
  'password.reset': { input: z.strictObject({ token, password }), output: empty },
  'second-factor.begin': {
    input: nothing,
    output: z.object({ secret: ofClass('secret', z.string()), uri: ofClass('secret', z.string()) }),
  },
  'second-factor.confirm': {
    input: z.strictObject({ code }),
    output: z.object({ recoveryCodes: z.array(ofClass('secret', z.string())) }),
  },
  'second-factor.end': { input: z.strictObject({ password }), output: empty },
  'account.list': {
    input: nothing,
    output: z.object({
      accounts: z.array(member),
      invitations: z.array(z.object({ ...invited, endsAt: time })),
    }),
  },
  'account.invite': {
    input: z.strictObject({ email, role: staffRole, organization: line(100).optional() }),
    output: z.object({ sent: z.boolean(), link: ofClass('secret', z.string()).nullable(), endsAt: time }),
  },
  'account.change': {
    input: z.strictObject({
      account: accountId,
      role: staffRole.optional(),
      disabled: z.boolean().optional(),
    }),
    output: z.object({ account: member }),
  },
  'invitation.read': {
    input: z.strictObject({ token }),
    output: z.object({
      kind: z.enum(['invitation', 'setup']),
      audience: z.enum(portalAudiences),
      role: staffRole,
      organization: z.string().nullable(),
      email: ofClass('own.email', z.string()).nullable(),
    }),
  },
  'invitation.accept': {
    input: z.strictObject({ token, name: line(80), password, email: email.optional() }),
    output: z.object({ account }),
  },
  'token.list': { input: nothing, output: z.object({ tokens: z.array(tokenView) }) },
  'token.create': {
    input: z.strictObject({ name: line(80), scopes: z.array(z.enum(tokenScopes)).min(1).max(2) }),
    output: z.object({ token: ofClass('secret', z.string()), view: tokenView }),
  },
  'token.revoke': { input: z.strictObject({ id: handle }), output: empty },
};
