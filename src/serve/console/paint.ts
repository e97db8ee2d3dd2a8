/** Colours a text by codes of ECMA-48 (8.3.117), `1;32` for bold green, where the terminal shows colours. */
export function paint(
  codes: string,
  text: string,
  { hasColour }: { readonly hasColour: boolean },
): string {
  return hasColour ? `\x1b[${codes}m${text}\x1b[0m` : text;
}

/** Removes the colours from a text, which have no width. */
export function bare(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[[\d;]*m/g, "");
}
