import { unicodeWidth } from "@std/cli/unicode-width";

/** Cuts a text to so many columns, with an ellipsis in its middle so that the extension stays. */
export function fitColumns(text: string, columns: number): string {
  if (unicodeWidth(text) <= columns) return text;
  if (columns < 2) return "…".slice(0, Math.max(columns, 0));
  // What a person sees as one character is never cut, be it an emoji of five code points.
  const characters = [...segmenter().segment(text)].map(({ segment }) => segment);
  const room = columns - 1;
  const head = countFitting(characters, Math.ceil(room / 2));
  const headWidth = unicodeWidth(characters.slice(0, head).join(""));
  const tail = countFitting(characters.toReversed(), room - headWidth);
  return [...characters.slice(0, head), "…", ...characters.slice(characters.length - tail)].join(
    "",
  );
}

/** Cuts a text to so many columns at its end. */
export function cutColumns(text: string, columns: number): string {
  if (unicodeWidth(text) <= columns) return text;
  if (columns < 2) return "…".slice(0, Math.max(columns, 0));
  const characters = [...segmenter().segment(text)].map(({ segment }) => segment);
  return `${characters.slice(0, countFitting(characters, columns - 1)).join("")}…`;
}

let graphemes: Intl.Segmenter | undefined;

/** Made when a text must be cut, which most runs never do: it costs a tenth of the whole start. */
function segmenter(): Intl.Segmenter {
  return graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
}

/** How many of the characters fit into so many columns. */
function countFitting(characters: readonly string[], columns: number): number {
  let width = 0;
  const end = characters.findIndex((character) => (width += unicodeWidth(character)) > columns);
  return end < 0 ? characters.length : end;
}

/** Fills a text up with spaces. */
export function padColumns(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - unicodeWidth(text)));
}
