/** MSG-12: a file's name as it may be shown and saved, whatever was sent as one. */
import { fileEndings, type FileType } from '../model/file.js';

/** UTF-16 code units of a name with its ending. */
export const longestFileName = 100;

/** What a name consists of only when it has no words: nobody can tell two such files apart anyway. */
const nameless = 'file';

// Cc and Cf with the marks that turn the direction of text (so that "gpj.exe" cannot pose as "exe.jpg"), halves of
// surrogates, private use, separators of lines and paragraphs.
const invisible = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Has a meaning in some file system's paths, streams or patterns. */
const reserved = /[<>:"|?*]/g;

/**
 * The last part of whatever path was sent, without what is invisible or reserved, in NFC, and with an ending that the
 * proven type has: a page that is called a picture is saved as the text that it is.
 */
export function cleanFileName(name: string, type: FileType): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(invisible, '')
    .replace(reserved, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const endings: readonly string[] = fileEndings[type];
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 ? plain.slice(dot + 1).toLowerCase() : '';
  const isFitting = endings.includes(ending);
  const stem = isFitting ? plain.slice(0, dot) : plain;
  const kept = isFitting ? ending : endings[0]!;
  return `${shortened(stem, longestFileName - kept.length - 1) || nameless}.${kept}`;
}

/** Cut between characters, so that no half of one is left. */
function shortened(text: string, most: number): string {
  let cut = '';
  for (const character of text) {
    if (cut.length + character.length > most) break;
    cut += character;
  }
  return cut.trimEnd();
}
