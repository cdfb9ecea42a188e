/** POL-4: what changed from one version to the next, by words, in the order of reading. */
export interface Difference {
  readonly is: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Long documents are compared by lines first, so that the table of words stays small. */
export function compareTexts(before: string, after: string): Difference[] {
  const byLine = differences(before.split(/(?<=\n)/), after.split(/(?<=\n)/));
  return byLine.flatMap((difference, index): Difference[] => {
    const next = byLine[index + 1];
    const previous = byLine[index - 1];
    if (difference.is === 'removed' && next?.is === 'added') {
      return differences(difference.text.split(/(?<=\s)/), next.text.split(/(?<=\s)/));
    }
    return difference.is === 'added' && previous?.is === 'removed' ? [] : [difference];
  });
}

/** The longest common subsequence of two lists, and what stands between its members. Removed comes before added. */
function differences(before: readonly string[], after: readonly string[]): Difference[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? lengths[(row + 1) * width + column + 1]! + 1
          : Math.max(lengths[(row + 1) * width + column]!, lengths[row * width + column + 1]!);
    }
  }
  const found: { is: Difference['is']; text: string }[] = [];
  const add = (is: Difference['is'], text: string): void => {
    const last = found.at(-1);
    if (last?.is === is) last.text += text;
    else found.push({ is, text });
  };
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      add('same', before[row]!);
      row += 1;
      column += 1;
    } else if (
      row < before.length &&
      (column === after.length || lengths[(row + 1) * width + column]! >= lengths[row * width + column + 1]!)
    ) {
      add('removed', before[row]!);
      row += 1;
    } else {
      add('added', after[column]!);
      column += 1;
    }
  }
  return found;
}
