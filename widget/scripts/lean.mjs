/** What the bundle leaves out, because nobody on a page reads it. */

/** An operation's sentence for the documentation. */
const summary = /\bsummary:\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,/g;

const squeeze = (style) =>
  style
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/:\s+/g, ':')
    .replace(/;}/g, '}');

export const lean = () => [
  {
    name: 'parlour-only-what-is-read',
    transform(code, id) {
      if (/shared\/src\/protocol\/.*\.ts$/.test(id)) return { code: code.replace(summary, ''), map: null };
      if (!/widget\/src\/.*\.ts$/.test(id)) return;
      const styles = code.replace(/css`([^`]*)`/g, (_, style) => `css\`${squeeze(style)}\``);
      // Between tags and attributes a template's line breaks are of no use either.
      const markup = styles.replace(/>\s*\n\s*</g, '><').replace(/\n\s{4,}(?=[@.?a-z-]+=)/g, ' ');
      return markup === code ? undefined : { code: markup, map: null };
    },
  },
];
