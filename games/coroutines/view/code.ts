// Shows a program: its lines, the next line, and the lines where the other actors are suspended.

import { addElement } from "../../kit/controls.ts";
import { bindText, say, type Text } from "../../kit/language.ts";
import { wantsCalmMotion } from "../../kit/motion.ts";
import { colourOf, face } from "./faces.ts";
import { type CodeLanguage, tokenize } from "./highlight.ts";
import type { View } from "../trace/moment.ts";
import type { Trace } from "../trace/recorder.ts";
import type { Numbers } from "../runs/run.ts";
import { COMMON_NOTES, type Variant } from "../scenes/scene.ts";
import { STATE_WORDS, WORDS } from "../words.ts";

/** The program to show. */
export type Listing = {
  /** @default "javascript" */
  readonly language?: CodeLanguage;
  /** The program as it came, whose other lines are marked. @default the same */
  readonly original?: string;
  readonly source: string;
  readonly variant: Variant;
  readonly numbers: Numbers;
  /** The program whose run it follows, and its own lines by those of that program. @default its own run */
  readonly twin?: { readonly source: string; readonly lines: ReadonlyMap<number, number> };
};

/** The explanation of a line, if it has one. */
export function noteOf(line: string, { notes }: Variant): Text | undefined {
  return [...notes, ...COMMON_NOTES].find(([part]) => line.includes(part))?.[1];
}

/** Writes a program as a list of lines into `parent`, and returns their elements. */
export function writeListing(
  parent: HTMLElement,
  { source, variant, numbers, language = "javascript", original = source }: Listing,
): HTMLElement[] {
  const names = new Set(language === "javascript" ? variant.numbers : []);
  const known = new Set(language === "javascript" ? original.split("\n") : source.split("\n"));
  const list = addElement("ol", "code", parent);
  return source.trimEnd().split("\n").map((line) => {
    const item = addElement("li", known.has(line) ? "code-line" : "code-line changed", list);
    addElement("span", "code-marks", item).setAttribute("aria-hidden", "true");
    const code = addElement("code", "", item);
    // A line that is too long is wrapped, with an indent of two more characters.
    code.style.setProperty("--indent", `${line.search(/\S|$/) + 4}ch`);
    for (const { kind, text } of tokenize(line, names, language)) {
      const piece = addElement("span", `token-${kind}`, code);
      piece.textContent = text;
      if (kind === "number") piece.dataset.value = String(numbers[text]);
    }
    return item;
  });
}

/** A program with marks of its run. */
export class CodeView {
  readonly #box: HTMLElement;
  readonly #note: HTMLElement;
  #lines: HTMLElement[] = [];
  #notes: readonly (Text | undefined)[] = [];
  #source = "";
  #twin: Listing["twin"];

  /** @param label the name of its place, for screen readers */
  constructor(parent: HTMLElement, label: Text = WORDS.source) {
    this.#box = addElement("div", "code-box", parent);
    this.#box.tabIndex = 0;
    this.#box.setAttribute("role", "region");
    bindText(this.#box, label, "aria-label");
    this.#note = addElement("p", "note", parent);
  }

  /** Takes the focus, without moving the page. */
  focus(): void {
    this.#box.focus({ preventScroll: true });
  }

  /** Shows a program. */
  load(listing: Listing): void {
    const scrolled = listing.source === this.#source ? this.#box.scrollTop : 0;
    this.#source = listing.source;
    this.#box.replaceChildren();
    this.#lines = writeListing(this.#box, listing);
    this.#twin = listing.twin;
    const followed = listing.twin?.source ?? listing.source;
    this.#notes = followed.split("\n").map((line) => noteOf(line, listing.variant));
    this.#box.scrollTop = scrolled;
  }

  /**
   * Marks the next line, and the lines where the other actors wait.
   *
   * @param isLive whether the run is still under way
   * @param isStopped whether it was stopped before its end
   */
  show(
    trace: Trace,
    view: View,
    { isLive = false, isStopped = false }: {
      readonly isLive?: boolean;
      readonly isStopped?: boolean;
    } = {},
  ): void {
    const next = this.#placeOf(view.line);
    for (const [at, line] of this.#lines.entries()) {
      const isNext = at + 1 === next;
      line.classList.toggle("next", isNext);
      if (isNext) line.setAttribute("aria-current", "step");
      else line.removeAttribute("aria-current");
      line.firstElementChild!.replaceChildren();
    }
    const marks = view.line === undefined ? [] : [{ actor: view.actor, line: view.line }];
    for (const mark of [...view.bookmarks, ...marks]) this.#addMark(mark, { trace, view });
    const isOver = view.line === undefined && view.position > 0 && !isStopped;
    const ofLine = this.#twin && view.position === 0
      ? WORDS.pythonHint
      : this.#notes[(view.line ?? 0) - 1];
    const note = isLive ? WORDS.fetching : isOver ? WORDS.over : ofLine;
    bindText(this.#note, () => note ? say(note) : "");
    if (next !== undefined) this.#scrollTo(this.#lines[next - 1]!);
  }

  /** Its own line for a line of the program whose run it follows. */
  #placeOf(line: number | undefined): number | undefined {
    if (!this.#twin || line === undefined) return line;
    return this.#twin.lines.get(line);
  }

  #addMark(
    { actor, line }: { readonly actor: number; readonly line: number },
    { trace, view }: { readonly trace: Trace; readonly view: View },
  ): void {
    const place = this.#lines[(this.#placeOf(line) ?? 0) - 1]?.firstElementChild;
    if (!place) return;
    const mark = addElement("span", `code-mark ${colourOf(actor)}`, place);
    const state = view.states[actor] ?? "running";
    mark.title = say(WORDS.stateOf, { name: trace.actors[actor]!, state: say(STATE_WORDS[state]) });
    mark.innerHTML = `<svg viewBox="-12 -12 24 24">${face(actor, state)}</svg>`;
  }

  /** Scrolls only the code's box, so that the page stays where the reader has scrolled it. */
  #scrollTo(line: HTMLElement): void {
    const box = this.#box;
    const [above, below] = [line.offsetTop - 40, line.offsetTop + line.offsetHeight + 40];
    const top = above < box.scrollTop
      ? above
      : below > box.scrollTop + box.clientHeight
      ? below - box.clientHeight
      : undefined;
    if (top !== undefined) box.scrollTo({ top, behavior: wantsCalmMotion() ? "auto" : "smooth" });
  }
}
