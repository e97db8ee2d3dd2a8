import { unicodeWidth } from "@std/cli/unicode-width";

/** Cuts a text to a width in columns, with an ellipsis in its middle so that a file's extension stays. */
export function fitColumns(text: string, columns: number): string {
  if (unicodeWidth(text) <= columns) return text;
  if (columns < 2) return "…".slice(0, Math.max(columns, 0));
  // The cut falls between graphemes, since one emoji may have five code points.
  const characters = [...segmenter().segment(text)].map(({ segment }) => segment);
  const room = columns - 1;
  const head = countFitting(characters, Math.ceil(room / 2));
  const headWidth = unicodeWidth(characters.slice(0, head).join(""));
  const tail = countFitting(characters.toReversed(), room - headWidth);
  return [...characters.slice(0, head), "…", ...characters.slice(characters.length - tail)].join(
    "",
  );
}

/** Cuts a text's end to fit a width in columns. */
export function cutColumns(text: string, columns: number): string {
  if (unicodeWidth(text) <= columns) return text;
  if (columns < 2) return "…".slice(0, Math.max(columns, 0));
  const characters = [...segmenter().segment(text)].map(({ segment }) => segment);
  return `${characters.slice(0, countFitting(characters, columns - 1)).join("")}…`;
}

let graphemes: Intl.Segmenter | undefined;

/**
 * Makes the segmenter only when a text must be cut, which most runs never do: it takes a tenth of the start-up time.
 */
function segmenter(): Intl.Segmenter {
  return graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
}

/** Counts the characters that fit into a width in columns. */
function countFitting(characters: readonly string[], columns: number): number {
  let width = 0;
  const end = characters.findIndex((character) => (width += unicodeWidth(character)) > columns);
  return end < 0 ? characters.length : end;
}

/** Pads a text with spaces to a width in columns. */
export function padColumns(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - unicodeWidth(text)));
}
