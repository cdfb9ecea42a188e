/** POL-5: what a policy must not be published with. Each finding says where it is and what to do. */
import { plainText, readBlocks, type Block } from './plain-markup.js';

export type LintRule =
  | 'placeholder'
  | 'empty_section'
  | 'missing_contact'
  | 'expired_certification'
  | 'contradiction'
  | 'not_plain_text';

export interface LintFinding {
  readonly rule: LintRule;
  /** The words that it is about. */
  readonly where: string;
  readonly advice: string;
}

/** `today` as `YYYY-MM-DD`. */
export function lintPolicy(text: string, today: string): LintFinding[] {
  const blocks = readBlocks(text);
  return [
    ...placeholders(text),
    ...emptySections(blocks),
    ...missingContact(blocks),
    ...certifications(text, today),
    ...contradictions(text),
    ...markup(text),
  ];
}

const find = (text: string, pattern: RegExp, rule: LintRule, advice: string): LintFinding[] =>
  [...text.matchAll(pattern)].map(([found]) => ({ rule, where: found.trim().slice(0, 120), advice }));

const fillers: readonly RegExp[] = [
  // [specify type …], [your company], {{name}}, <COMPANY>, ____ : but not [text](address).
  /\[[^\]\n]*\](?!\()/g,
  /\{\{[^}\n]*\}\}|\{[A-Za-z_ ]{2,40}\}|\$\{[^}\n]*\}|%[A-Z_]{3,}%/g,
  /<[A-Z][A-Z _-]{2,40}>/g,
  /_{3,}|\.{4,}|\bX{3,}\b/g,
  /\b(TODO|TBD|TBC|FIXME|lorem ipsum|to be (?:determined|completed|filled in)|insert (?:name|date|address|company)[^.\n]*|your (?:company|organi[sz]ation) name)\b/gi,
];

const placeholders = (text: string): LintFinding[] =>
  fillers.flatMap((pattern) =>
    find(text, pattern, 'placeholder', 'Write what is meant here, or take it out.'),
  );

function emptySections(blocks: readonly Block[]): LintFinding[] {
  if (blocks.length === 0) return [{ rule: 'empty_section', where: '', advice: 'The document has no text.' }];
  return blocks.flatMap((block, index): LintFinding[] => {
    if (block.is !== 'heading') return [];
    const next = blocks[index + 1];
    const isEmpty = next === undefined || (next.is === 'heading' && next.level <= block.level);
    return isEmpty
      ? [
          {
            rule: 'empty_section',
            where: block.text,
            advice: 'Say something under this heading, or take it out.',
          },
        ]
      : [];
  });
}

/** A section on contact that names a way: a mail address, a telephone number or a page to write from. */
function missingContact(blocks: readonly Block[]): LintFinding[] {
  const start = blocks.findIndex((block) => block.is === 'heading' && /contact/i.test(block.text));
  const rest = start === -1 ? [] : blocks.slice(start + 1);
  const end = rest.findIndex((block) => block.is === 'heading' && block.level === 2);
  const section = end === -1 ? rest : rest.slice(0, end);
  const hasWay = section.some((block) => {
    if (block.is === 'heading') return false;
    const content = block.is === 'list' ? block.items.flat() : block.content;
    return (
      content.some((part) => typeof part !== 'string') ||
      /[^\s@]+@[^\s@]+\.[a-z]{2,}|\+\d[\d ()-]{6,}/i.test(plainText(content))
    );
  });
  return hasWay
    ? []
    : [
        {
          rule: 'missing_contact',
          where: start === -1 ? '' : 'Contact',
          advice: 'Add a section "Contact" with a mail address, a number or a page from which one can write.',
        },
      ];
}

/** Frameworks that have ended, by the day on which they did. */
const ended: readonly (readonly [name: RegExp, on: string])[] = [
  [/(?:U\.?S\.?\s*[-–]\s*(?:E\.?U\.?|Swiss)[^.\n]{0,20})?\bSafe[ -]Harbou?r\b[^.\n]{0,60}/gi, '2015-10-06'],
  [/\b(?:EU|E\.U\.|Swiss)[-– ]+U\.?S\.?\s*Privacy Shield\b|\bPrivacy Shield\b/gi, '2020-07-16'],
  [/\bTRUSTe\b[^.\n]{0,40}/gi, '2017-06-06'],
];

/** "certified … until 31 March 2020", "valid through 2021-05-01", "expires in 2019". */
const validity =
  /\b(?:certifi\w+|accredit\w+|attest\w+|seal|validat\w+|complian\w+|adher\w+)\b[^.\n]{0,120}?\b(?:until|through|valid to|expir\w+(?: on| in)?)\s+((?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}(?:-\d{2}-\d{2})?)/gi;

function certifications(text: string, today: string): LintFinding[] {
  const advice = 'This has expired. Name what holds today, or take the claim out.';
  const lapsed = ended.flatMap(([name, on]) =>
    today >= on ? find(text, name, 'expired_certification', advice) : [],
  );
  const dated = [...text.matchAll(validity)].flatMap(([claim, until]): LintFinding[] =>
    lastDay(until!) < today ? [{ rule: 'expired_certification', where: claim.slice(0, 120), advice }] : [],
  );
  return [...lapsed, ...dated];
}

/** The last day that a date, a month or a year means, as `YYYY-MM-DD`. */
function lastDay(said: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(said)) return said;
  if (/^\d{4}$/.test(said)) return `${said}-12-31`;
  const parsed = new Date(`${/^\d/.test(said) ? said : `28 ${said}`} UTC`);
  return Number.isNaN(parsed.getTime()) ? '9999-12-31' : parsed.toISOString().slice(0, 10);
}

/** "never share" beside "may share", about the same thing: one of the two is not true. */
function contradictions(text: string): LintFinding[] {
  const verbs = ['share', 'sell', 'disclose', 'store', 'contact you'];
  return verbs.flatMap((verb): LintFinding[] => {
    const never = new RegExp(`\\bwe (?:will |do |would )?(?:never|not) ${verb}\\b[^.\\n]{0,60}`, 'i').exec(
      text,
    );
    const may = new RegExp(`\\bwe (?:may|might|can)(?: also)? ${verb}\\b[^.\\n]{0,60}`, 'i').exec(text);
    return never && may
      ? [
          {
            rule: 'contradiction',
            where: `${never[0]} … ${may[0]}`,
            advice: 'Say which of the two holds, and when.',
          },
        ]
      : [];
  });
}

const markup = (text: string): LintFinding[] =>
  find(
    text,
    /<\/?[a-z][^>\n]*>|^# .*$|^```.*$/gm,
    'not_plain_text',
    'Use headings (##), paragraphs, lists and links only.',
  );
