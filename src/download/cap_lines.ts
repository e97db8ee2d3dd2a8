/**
 * Passes text on, but of a line that is too long only its beginning, one character more than is allowed: by
 * that its reader sees that it is too long, and a file without line ends is never held in memory.
 */
export function capLines(maxCharacters: number): TransformStream<string, string> {
  let length = 0;
  const cap = (line: string): string => {
    const kept = line.slice(0, maxCharacters + 1 - length);
    length += kept.length;
    return kept;
  };
  return new TransformStream({
    transform(chunk, controller) {
      const lastEnd = chunk.lastIndexOf("\n");
      if (length + chunk.length <= maxCharacters) {
        // Nearly every chunk: no line in it can be too long.
        length = lastEnd < 0 ? length + chunk.length : chunk.length - lastEnd - 1;
        controller.enqueue(chunk);
        return;
      }
      const [first, ...others] = chunk.split("\n");
      let text = cap(first!);
      for (const line of others) {
        length = 0;
        text += `\n${cap(line)}`;
      }
      if (text !== "") controller.enqueue(text);
    },
  });
}
