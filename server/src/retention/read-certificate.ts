import type { readCertificate } from '@parlour/shared/protocol/audit.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';

export const readCertificateCase =
  ({ models, signer }: Context): UseCase<typeof readCertificate> =>
  async ({ run }) => {
    const found = await models.Certificate.findById(run).lean();
    if (!found) throw new Refusal('not_found');
    return { text: found.text, signature: found.signature, publicKey: signer.publicKey };
  };
