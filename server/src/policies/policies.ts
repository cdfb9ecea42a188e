/**
 * What holds, for everybody who must know it at every step: remembered for two seconds at a node, so that a version
 * that takes effect acts everywhere within the five of AUT-3. That somebody has accepted a version is remembered
 * for good, since an acceptance is never taken back.
 */
import { boundBy, type Caller } from '@parlour/shared/access/table.js';
import { documentsOf, type PolicyAudience, type PolicyName } from '@parlour/shared/model/policy.js';
import type { NoticeView } from '@parlour/shared/protocol/conversation.js';
import type { PolicyVersionView } from '@parlour/shared/protocol/policy.js';
import { comingOf, currentOf } from '@parlour/shared/rules/policy-effect.js';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';
import { acceptanceId } from './acceptance.model.js';
import { noticeOf } from './notice.js';
import type { PolicyVersionDocument } from './policy-version.model.js';

const remembered = 2_000;
const acceptancesRemembered = 50_000;

export class Policies {
  #versions: Promise<PolicyVersionView[]> | null = null;
  #until = 0;
  readonly #accepted = new Set<string>();

  constructor(
    private readonly parts: {
      readonly models: Pick<Models, 'PolicyVersion' | 'Acceptance'>;
      readonly clock: Clock;
    },
  ) {}

  /** Every version of every document. */
  versions(): Promise<PolicyVersionView[]> {
    const now = this.parts.clock.now();
    if (!this.#versions || this.#until <= now || this.#until > now + remembered) {
      this.#until = now + remembered;
      const reading = this.#read();
      this.#versions = reading;
      reading.catch(() => this.forget());
    }
    return this.#versions;
  }

  /** Something has changed at this node: what was remembered is void. */
  forget(): void {
    this.#versions = null;
  }

  async current(document: PolicyName): Promise<PolicyVersionView | null> {
    const versions = await this.versions();
    return currentOf(
      versions.filter((version) => version.document === document),
      this.parts.clock.now(),
    );
  }

  /** Of an audience's documents, those that hold now. */
  async currentFor(audience: PolicyAudience): Promise<PolicyVersionView[]> {
    const found = await Promise.all(documentsOf(audience).map((document) => this.current(document)));
    return found.filter((version) => version !== null);
  }

  /** Of an audience's documents, the versions that have been announced and take effect later. */
  async comingFor(audience: PolicyAudience): Promise<PolicyVersionView[]> {
    const documents = documentsOf(audience);
    const versions = (await this.versions()).filter(({ document }) => documents.includes(document));
    return comingOf(versions, this.parts.clock.now());
  }

  /** CON-2: what a consumer reads before the first message, out of the privacy agreement that holds. */
  async notice(): Promise<NoticeView> {
    const current = await this.current('consumer/privacy-agreement');
    if (!current) throw new Error('the privacy agreement for consumers is missing: seed the policies first');
    return noticeOf(current);
  }

  /** POL-3: the versions that hold and that this account has not accepted. */
  async dueFor(account: string, audience: PolicyAudience): Promise<PolicyVersionView[]> {
    const current = await this.currentFor(audience);
    const unknown = current.filter(({ sha256 }) => !this.#accepted.has(acceptanceId(account, sha256)));
    if (unknown.length === 0) return [];
    const ids = unknown.map(({ sha256 }) => acceptanceId(account, sha256));
    const found = await this.parts.models.Acceptance.find({ _id: { $in: ids } }, { _id: 1 }).lean();
    if (this.#accepted.size > acceptancesRemembered) this.#accepted.clear();
    for (const { _id } of found) this.#accepted.add(_id);
    return unknown.filter(({ sha256 }) => !this.#accepted.has(acceptanceId(account, sha256)));
  }

  async hasAccepted(caller: Caller): Promise<boolean> {
    const audience = policyAudienceOf(caller);
    if (!audience || !('account' in caller)) return true;
    return (await this.dueFor(caller.account, audience)).length === 0;
  }

  async #read(): Promise<PolicyVersionView[]> {
    const found = await this.parts.models.PolicyVersion.find().lean<PolicyVersionDocument[]>();
    return found.map(policyVersionView);
  }
}

/** Whose documents bind this caller's portal, as the table says; null where there is none to accept. */
export const policyAudienceOf = ({ role }: Caller): 'merchant' | 'provider' | null => boundBy[role];

export const policyVersionView = (version: PolicyVersionDocument): PolicyVersionView => ({
  document: version.document,
  version: version.version,
  sha256: version.sha256,
  title: version.title,
  text: version.text,
  summary: version.summary,
  material: version.material,
  effectiveAt: version.effectiveAt.getTime(),
  noticeSentAt: version.noticeSentAt?.getTime() ?? null,
  publishedAt: version.publishedAt?.getTime() ?? null,
  supersedes: version.supersedes,
});
