/** Counts the edits (insert, delete, replace, swap of neighbours) from one word to another. */
function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      line[column] = Math.min(
        rows[row - 1]![column]! + 1,
        line[column - 1]! + 1,
        rows[row - 1]![column - 1]! + (same ? 0 : 1),
      );
      if (
        row > 1 && column > 1 && from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1]
      ) {
        line[column] = Math.min(line[column]!, rows[row - 2]![column - 2]! + 1);
      }
    }
    rows.push(line);
  }
  return rows[from.length]![to.length]!;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/**
 * Finds the word that the user probably meant; undefined where none is near. At most a third of the letters may
 * differ, or three after four that agree (`retry`, `retries`), and a beginning of at least three letters counts as
 * near.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const bare = word.replace(/^-+/, "");
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const name = candidate.replace(/^-+/, "");
    const begins = bare.length >= 3 && name.startsWith(bare);
    // A few changed letters are nearer than many added ones: `retry` means `retries` rather than `retry-failed`.
    const edits = editDistance(bare, name);
    const distance = begins ? Math.min(edits, 3.5) : edits;
    const limit = commonStart(bare, name) >= 4
      ? 3
      : Math.max(1, Math.floor(Math.max(bare.length, name.length) / 3));
    if ((begins || distance <= limit) && distance < bestDistance && distance < name.length) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
