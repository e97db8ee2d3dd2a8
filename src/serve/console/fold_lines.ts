/** How many lines are shown in a while, and how long that is. */
export interface FoldOptions {
  readonly maxLines: number;
  readonly spanMs: number;
  /** Says how many lines were left out. */
  readonly onFolded: (count: number) => void;
}

/**
 * Shows so many lines in a while and counts the rest, which is said when the while is over: whoever makes requests
 * must not fill the operator's terminal.
 *
 * @returns shows a line, or counts it
 */
export function foldLines<Line>(
  show: (line: Line) => void,
  { maxLines, spanMs, onFolded }: FoldOptions,
): (line: Line) => void {
  let [shown, folded] = [0, 0];
  const begin = () => {
    const timer = setTimeout(() => {
      const count = folded;
      [shown, folded] = [0, 0];
      if (count > 0) onFolded(count);
    }, spanMs);
    // A host that ends does not wait for it.
    Deno.unrefTimer(timer);
  };
  return (line) => {
    if (shown === 0) begin();
    if (shown < maxLines) show(line);
    else folded++;
    shown++;
  };
}
