/** The most characters of a name, as people count them. */
export const MAX_NAME_CHARACTERS = 20;

/** The longest family of emoji that is drawn as one has ten code points; longer ones only take room. */
const MAX_CHARACTER_POINTS = 12;
/** Vietnamese, Hebrew, Hindi and Tibetan put at most three marks on a letter; more of them climb over other rows. */
const MAX_MARKS = 3;
/** Text beyond this is not looked at: a name that fits is far shorter. */
const MAX_READ_LENGTH = 2000;

const MARK_REGEXP = /^[\p{Mn}\p{Me}]$/u;
/** What is drawn as nothing: controls, characters that reorder text, fillers, variants, private ones. */
const UNSEEN_REGEXP =
  /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]$/u;
/** Characters that are as blank as a space. */
const BLANKS_REGEXP = /[\s\u2800]+/gu;
const PICTURE_REGEXP = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]$/u;
const EMOJI_REGEXP = /^\p{Emoji}$/u;
const JOINER = "\u200d";
const EMOJI_FORM = "\ufe0f";

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Makes what somebody typed fit for every list: without characters that control, hide or reorder text, without towers
 * of marks, and not longer than {@linkcode MAX_NAME_CHARACTERS}. Letters of all scripts and emoji stay.
 *
 * @returns the name; empty where nothing that can be seen is left
 */
export function cleanName(typed: string): string {
  // A byte order mark counts as a space, but has no width.
  const read = typed.slice(0, MAX_READ_LENGTH).replaceAll("\ufeff", "").normalize("NFC");
  const text = read.replace(BLANKS_REGEXP, " ");
  const seen = keepSeen([...text]).replace(BLANKS_REGEXP, " ").trim();
  const characters = [...segmenter.segment(seen)]
    .map(({ segment }) => segment)
    .filter((segment) => [...segment].length <= MAX_CHARACTER_POINTS);
  return characters.slice(0, MAX_NAME_CHARACTERS).join("").trim();
}

/** Leaves out what cannot be seen, and marks that stand on nothing or on many others. */
function keepSeen(points: readonly string[]): string {
  let kept = "";
  let last = "";
  let marks = MAX_MARKS;
  points.forEach((point, at) => {
    const isMark = MARK_REGEXP.test(point);
    if (point === EMOJI_FORM || point === JOINER) {
      if (!makesEmoji(point, { last, next: points[at + 1] ?? "" })) return;
    } else if (UNSEEN_REGEXP.test(point) || (isMark && marks++ >= MAX_MARKS)) return;
    else if (!isMark) marks = point === " " ? MAX_MARKS : 0;
    kept += point;
    last = point;
  });
  return kept;
}

/** Joiners and the emoji form stay only where they make one emoji of several characters. */
function makesEmoji(point: string, { last, next }: { last: string; next: string }): boolean {
  if (point === EMOJI_FORM) return last !== EMOJI_FORM && EMOJI_REGEXP.test(last);
  return PICTURE_REGEXP.test(last) && PICTURE_REGEXP.test(next);
}
