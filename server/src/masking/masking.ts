/**
 * POL-6: masks what people write, by the rules for everybody and by the merchant's own patterns. A merchant's
 * patterns are remembered for two seconds, so that a new one acts on every node within the five of AUT-3.
 */
import { maskText, type Masked } from '@parlour/shared/rules/masking.js';
import { SafePattern } from '@parlour/shared/rules/safe-pattern.js';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';

const remembered = 2_000;
const merchantsRemembered = 10_000;

interface Known {
  readonly patterns: Promise<readonly SafePattern[]>;
  readonly until: number;
}

export class Masking {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly parts: { readonly models: Pick<Models, 'MaskingRule'>; readonly clock: Clock },
  ) {}

  async mask(merchant: string, text: string): Promise<Masked> {
    return maskText(text, await this.#patternsOf(merchant));
  }

  /** A change is made at this node: what was remembered is void. */
  forget(merchant: string): void {
    this.#known.delete(merchant);
  }

  #patternsOf(merchant: string): Promise<readonly SafePattern[]> {
    const now = this.parts.clock.now();
    const known = this.#known.get(merchant);
    if (known && known.until > now && known.until <= now + remembered) return known.patterns;
    if (this.#known.size > merchantsRemembered) this.#known.clear();
    const patterns = this.#read(merchant);
    this.#known.set(merchant, { patterns, until: now + remembered });
    patterns.catch(() => this.forget(merchant));
    return patterns;
  }

  async #read(merchant: string): Promise<readonly SafePattern[]> {
    const rule = await this.parts.models.MaskingRule.findById(merchant).lean();
    return (rule?.patterns ?? []).map(({ pattern }) => new SafePattern(pattern));
  }
}
