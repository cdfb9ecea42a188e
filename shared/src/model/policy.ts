/** POL-1: what is agreed with whom. Three audiences with three documents each, and the visitors' policy. */
export const policyKinds = [
  'privacy-agreement',
  'information-use-agreement',
  'acceptable-use-policy',
  'privacy-policy',
] as const;
export type PolicyKind = (typeof policyKinds)[number];

export const policyAudiences = ['visitor', 'consumer', 'merchant', 'provider'] as const;
export type PolicyAudience = (typeof policyAudiences)[number];

const agreements = ['privacy-agreement', 'information-use-agreement', 'acceptable-use-policy'] as const;

const kindsOf: Readonly<Record<PolicyAudience, readonly PolicyKind[]>> = {
  visitor: ['privacy-policy'],
  consumer: agreements,
  merchant: agreements,
  provider: agreements,
};

/** `<audience>/<kind>`: also the document's address below `/policies/`. */
export type PolicyName = `${PolicyAudience}/${PolicyKind}`;

export const documentsOf = (audience: PolicyAudience): readonly PolicyName[] =>
  kindsOf[audience].map((kind): PolicyName => `${audience}/${kind}`);

export const policyNames: readonly PolicyName[] = policyAudiences.flatMap(documentsOf);

export const isPolicyName = (name: string): name is PolicyName =>
  (policyNames as readonly string[]).includes(name);

/** Where a document is posted; with a version, that one. */
export const policyAddress = (name: PolicyName, version?: string): string =>
  `/policies/${name}${version === undefined ? '' : `/${version}`}`;
