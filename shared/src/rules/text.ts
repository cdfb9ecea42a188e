/** MSG-11: what a message's text may be. */
export const textLimits = { minLength: 1, maxLength: 4_000 } as const;

// Everything of Unicode's category Cc but tab and newline; a carriage return becomes a newline first.
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const controlCharacters = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/**
 * MSG-11: NFC, control characters other than newline and tab removed, trimmed. Length is counted afterwards, in
 * UTF-16 code units, as a composer's `maxlength` counts.
 */
export const cleanText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').normalize('NFC').replace(controlCharacters, '').trim();

export const fitsText = (text: string): boolean =>
  text.length >= textLimits.minLength && text.length <= textLimits.maxLength;
