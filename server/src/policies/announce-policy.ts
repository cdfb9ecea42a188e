import { policyAddress } from '@parlour/shared/model/policy.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { announcePolicy } from '@parlour/shared/protocol/policy.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { policyVersionView } from './policies.js';
import type { PolicyVersionDocument } from './policy-version.model.js';
import { entryOf } from './publish-policy.js';

/**
 * POL-4: from here banners tell of the coming version, and those with an address get a mail. The notice counts as
 * sent once every mail is in the queue; repeated after a crash, it may reach somebody twice, and nobody not at all.
 */
export const announcePolicyCase =
  (context: Context): UseCase<typeof announcePolicy> =>
  async ({ document, version }, { caller }) => {
    const { models, policies, clock } = context;
    const _id = `${document}/${version}`;
    const found = await models.PolicyVersion.findById(_id).lean<PolicyVersionDocument>();
    if (!found) throw new Refusal('not_found');
    if (found.noticeSentAt) return { version: policyVersionView(found), mails: 0 };
    const mails = await sendMails(context, found);
    const announced = await models.PolicyVersion.findOneAndUpdate(
      { _id, noticeSentAt: null },
      { $set: { noticeSentAt: new Date(clock.now()) } },
      { returnDocument: 'after' },
    ).lean<PolicyVersionDocument>();
    policies.forget();
    if ('account' in caller) await context.audit.append(entryOf(caller.account, 'policy.announce', found));
    return { version: policyVersionView(announced ?? found), mails };
  };

/** To every account of the audience. Consumers and visitors leave no address for this: they see it where they are. */
async function sendMails(
  { models, mailer, publicOrigin }: Context,
  version: PolicyVersionDocument,
): Promise<number> {
  const [audience] = version.document.split('/');
  if (!mailer.works || (audience !== 'merchant' && audience !== 'provider')) return 0;
  const accounts = await models.Account.find({ audience, disabledAt: null }, { email: 1, name: 1 }).lean();
  const date = version.effectiveAt.toISOString().slice(0, 10);
  for (const { email, name } of accounts) {
    await mailer.send({
      kind: 'policy_notice',
      to: email,
      subject: `${version.title}: a new version from ${date}`,
      text: [
        `Good day ${name},`,
        `from ${date} (UTC) version ${version.version} of this document holds: ${version.title}.`,
        `What is new: ${version.summary}`,
        `Read it: ${publicOrigin()}${policyAddress(version.document, version.version)}`,
        `Compare it with the current one: ${publicOrigin()}${policyAddress(version.document, version.version)}/changes`,
        'From that day you are asked to accept it when you open the portal.',
      ].join('\n\n'),
    });
  }
  return accounts.length;
}
