/** The most lines to show in a span of time, in milliseconds. */
export interface FoldOptions {
  readonly maxLines: number;
  readonly spanMs: number;
  /** Called at the end of a span with the number of lines left out. */
  readonly onFolded: (count: number) => void;
}

/**
 * Limits the lines shown in a span of time and reports the number left out, so that a client's requests cannot fill
 * the operator's terminal.
 *
 * @returns a function that shows or counts a line
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
    // The timer must not delay the host's end.
    Deno.unrefTimer(timer);
  };
  return (line) => {
    if (shown === 0) begin();
    if (shown < maxLines) show(line);
    else folded++;
    shown++;
  };
}
