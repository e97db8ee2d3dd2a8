/** A range of a text and its replacement. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns the text with every change made; the ranges must not overlap. */
export function withChanges(text: string, changes: readonly Change[]): string {
  let at = 0;
  let changed = "";
  for (const { start, end, text: instead } of changes.toSorted((a, b) => a.start - b.start)) {
    changed += text.slice(at, start) + instead;
    at = end;
  }
  return changed + text.slice(at);
}
