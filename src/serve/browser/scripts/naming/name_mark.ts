import { holdOf } from "../holding/hold.ts";
import { openSheet } from "./name_sheet.ts";
import { colourOf, NAME_STYLE } from "./name_style.ts";
import { nameTexts } from "./name_texts.ts";

/** How long the question stays, and a name after it was given or its page was opened. */
const QUESTION_MS = 12_000;
const NAME_MS = 4000;

/** How often the mark looks whether it can still be touched. */
const STAY_MS = 400;

const PLACE = "all:initial;position:fixed;left:0;top:50%;right:auto;bottom:auto;display:block;" +
  "width:auto;height:auto;margin:-24px 0 0;z-index:2147483647;opacity:1;transform:none;" +
  "visibility:visible;pointer-events:none";

/** What a mark tells of. */
export interface MarkOptions {
  /** The player has answered: with a name, none (empty), or "later" (null). */
  readonly onAnswer: (name: string | null) => void;
  /** The question has been there long enough. */
  readonly onPassed: () => void;
}

/** How the mark looks: as a question, with the name beside it, or as a small token. */
type Look = "asks" | "named" | "tucked";

/** The mark at the edge of the page: it asks for the player's name, shows it for a moment, and changes it by a tap. */
export class NameMark {
  readonly #options: MarkOptions;
  readonly #timers: Pick<typeof globalThis, "setTimeout" | "setInterval"> = holdOf(self) ?? self;
  #parts: MarkParts;
  #name = "";
  /** The name as lists show it. */
  #shown = "";
  #look: Look = "tucked";
  #isOpen = false;
  #tucking: ReturnType<typeof setTimeout> | undefined;
  /** What had the focus before the mark. */
  #before: HTMLElement | null = null;
  /** The frame that has the focus: its game will want it back. */
  #frame: HTMLElement | null = null;

  constructor(options: MarkOptions) {
    this.#options = options;
    this.#parts = this.#make();
    this.#timers.setInterval(() => this.#stay(), STAY_MS);
  }

  /** Shows the player's name for a moment. @param shown the name as lists show it; empty for a player without one */
  show(name: string, shown: string): void {
    this.#name = name;
    this.#shown = shown;
    this.#draw(name === "" ? "tucked" : "named");
    if (name !== "") this.#tuckAfter(NAME_MS);
  }

  /** Says for a moment that the name is gone. */
  sayTaken(): void {
    this.show("", "");
    this.#draw("named");
    this.#parts.mark.classList.add("told");
    this.#parts.says.textContent = nameTexts().taken;
    this.#tuckAfter(NAME_MS);
  }

  /** Asks for a name, until the player answers or some time has passed. */
  ask(): void {
    this.show("", "");
    this.#draw("asks");
    this.#tuckAfter(QUESTION_MS, this.#options.onPassed);
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, this.#notePlay, true);
  }

  /** The first touch or key that is the game's leaves of the question the token. */
  readonly #notePlay = (event: Event) => {
    const isTab = event instanceof KeyboardEvent && event.key === "Tab";
    if (isTab || event.target === this.#parts.host) return;
    for (const kind of ["pointerdown", "keydown"]) removeEventListener(kind, this.#notePlay, true);
    if (this.#look === "asks") this.#parts.mark.classList.add("played");
  };

  #make(): MarkParts {
    const parts = makeParts({ onOpen: () => this.#open(), onLater: () => this.#answer(null) });
    holdOf(self)?.keepFrom(parts.host);
    addEventListener("blur", this.#noteFrame);
    parts.mark.addEventListener("focusin", ({ relatedTarget }) => {
      if (this.#isOpen || parts.mark.contains(relatedTarget as Node | null)) return;
      this.#before = relatedTarget as HTMLElement | null ?? this.#frame;
      this.#frame = null;
    });
    (lastModal() ?? document.documentElement)?.append(parts.host);
    return parts;
  }

  #draw(look: Look): void {
    const { mark, token, says, tab, later } = this.#parts;
    const [first = "?"] = charactersOf(this.#name);
    this.#look = look;
    mark.className = `mark ${look}`;
    token.textContent = first;
    token.style.setProperty("--colour", colourOf(this.#name));
    const texts = nameTexts();
    mark.lang = texts.language;
    says.textContent = this.#shown || texts.question;
    tab.ariaLabel = this.#shown === "" ? texts.question : texts.change(this.#shown);
    later.ariaLabel = texts.later;
  }

  #tuckAfter(delayMs: number, then = () => {}): void {
    clearTimeout(this.#tucking);
    this.#tucking = this.#timers.setTimeout(() => {
      this.#draw("tucked");
      then();
    }, delayMs);
  }

  #answer(name: string | null): void {
    clearTimeout(this.#tucking);
    this.#draw("tucked");
    this.#giveFocusBack();
    this.#options.onAnswer(name);
  }

  #open(): void {
    clearTimeout(this.#tucking);
    this.#isOpen = true;
    holdOf(self)?.set(true, "name");
    openSheet(this.#parts.root, {
      name: this.#name,
      onClose: (answer) => {
        this.#isOpen = false;
        holdOf(self)?.set(false, "name");
        this.#answer(answer);
      },
    });
  }

  /** The game's keys go to what has the focus. */
  #giveFocusBack(): void {
    if (this.#before?.isConnected) this.#before.focus({ preventScroll: true });
    else (this.#parts.root.activeElement as HTMLElement | null)?.blur();
  }

  readonly #noteFrame = () => {
    const { activeElement } = document;
    this.#frame = activeElement instanceof HTMLIFrameElement ? activeElement : null;
  };

  /**
   * Keeps the mark where it can be touched. Where a game shows a modal dialog, nothing beside that can be; a document
   * that is written anew takes all listeners, those of the mark too.
   */
  #stay(): void {
    const { host } = this.#parts;
    if (!host.isConnected) {
      if (this.#isOpen) holdOf(self)?.set(this.#isOpen = false, "name");
      this.#parts = this.#make();
      this.#draw(this.#look);
    }
    const home = lastModal() ?? document.documentElement;
    if (home && host.isConnected && host.parentNode !== home && !this.#isOpen) home.append(host);
  }
}

/** The elements of the mark. */
interface MarkParts {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly mark: HTMLElement;
  readonly tab: HTMLButtonElement;
  readonly token: HTMLElement;
  readonly says: HTMLElement;
  readonly later: HTMLButtonElement;
}

function makeParts({ onOpen, onLater }: { onOpen: () => void; onLater: () => void }): MarkParts {
  const host = document.createElement("div");
  // A game's own style for all elements must not move it.
  host.style.cssText = `${PLACE.split(";").join("!important;")}!important`;
  const root = host.attachShadow({ mode: "closed" });
  const mark = document.createElement("div");
  const tab = Object.assign(document.createElement("button"), { className: "tab" });
  const token = Object.assign(document.createElement("span"), { className: "token" });
  const says = Object.assign(document.createElement("span"), { className: "says", dir: "auto" });
  token.setAttribute("aria-hidden", "true");
  says.setAttribute("role", "status");
  tab.append(token, says);
  const later = Object.assign(document.createElement("button"), {
    className: "later",
    textContent: "×",
  });
  mark.append(formOf(tab, onOpen), formOf(later, onLater));
  addStyle(root);
  root.append(mark);
  return { host, root, mark, tab, token, says, later };
}

/** Wraps a button in a form, which hears of a press that nobody else does: the page's listeners are kept from it. */
function formOf(button: HTMLButtonElement, onPress: () => void): HTMLFormElement {
  const form = document.createElement("form");
  form.append(button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onPress();
  });
  return form;
}

/** A policy of the page may forbid style elements, but not sheets that a script makes. */
function addStyle(root: ShadowRoot): void {
  if ("adoptedStyleSheets" in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(NAME_STYLE);
    root.adoptedStyleSheets = [sheet];
  } else {(root as ShadowRoot).append(Object.assign(document.createElement("style"), {
      textContent: NAME_STYLE,
    }));}
}

/** The modal dialog that the game has opened last; the host's own cover the mark, too. */
function lastModal(): Element | undefined {
  const hasModals = self.CSS?.supports("selector(:modal)");
  return hasModals
    ? [...document.querySelectorAll("dialog:modal:not([id^=coplay-])")].at(-1)
    : undefined;
}

/** Splits a name as people count its characters. */
function charactersOf(name: string): string[] {
  if (!self.Intl?.Segmenter) return [...name];
  return [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name)]
    .map(({ segment }) => segment);
}
