// The ring of choices around a cell, for touch, mouse, digit keys and arrow keys.

import { addElement } from "../../kit/controls.ts";

/** A choice of a ring. */
export interface RingItem {
  /** The name in the page, as `data-choice`. */
  readonly id: string;
  readonly label: () => string;
  /** A second line of the note. */
  readonly about?: () => string;
  readonly picture: HTMLElement;
  /** Whether an arrow says that it makes something better. */
  readonly better?: boolean;
  /** A short text under the picture, such as a price. */
  readonly tag: () => string;
  readonly isPossible: () => boolean;
  /** The range in cells to show while the choice is focused. */
  readonly range?: number;
  readonly run: () => void;
  /** Whether the ring stays open after the choice. */
  readonly stays?: boolean;
}

/** The options of a ring. */
export interface RingOptions {
  /** The middle of its cell, in pixels from the host's top left corner. */
  readonly at: Place;
  /** The side of a cell in pixels. */
  readonly cellPx: number;
  readonly name: string;
  readonly items: readonly RingItem[];
  /** Receives the range to show; undefined for the default. */
  readonly onLook: (range: number | undefined) => void;
  readonly onClose: () => void;
  /** Whether a key opened it, so that a choice gets the focus. */
  readonly byKey: boolean;
}

/** The smallest button for a finger; buttons are otherwise as large as the board allows. */
const LEAST_BUTTON_PX = 60;
const MOST_BUTTON_PX = 76;
/** How far a choice's tag hangs below its button. */
const TAG_PX = 10;
/** The time after which a press shows a choice's note instead of choosing. */
const READ_MS = 450;
/** The size of a choice's note: the width of its style, and what three lines need. */
const NOTE_WIDTH_PX = 250;
const NOTE_HEIGHT_PX = 112;

interface Place {
  readonly x: number;
  readonly y: number;
}

const ARROW_UP = `<svg viewBox="0 0 18 18" fill="none" stroke="currentColor" stroke-width="3.2" ` +
  `stroke-linecap="round" stroke-linejoin="round"><path d="M9 15V4M4 9l5-5 5 5"/></svg>`;

/** Shows choices in a circle around a cell; only one ring is open at a time. */
export class Ring {
  #host: HTMLElement;
  #element: HTMLElement | undefined;
  #note: HTMLElement | undefined;
  #options: RingOptions | undefined;
  #buttons: HTMLButtonElement[] = [];
  /** The button that is pressed, and the time of the press. */
  #pressed: { button: HTMLButtonElement; atMs: number } | undefined;

  constructor(host: HTMLElement) {
    this.#host = host;
    // Before all others who listen, so that Escape closes the ring first and then pauses.
    document.addEventListener("keydown", (event) => {
      if (event.code !== "Escape" || !this.isOpen) return;
      event.preventDefault();
      this.close();
    }, { capture: true });
  }

  get isOpen(): boolean {
    return this.#element !== undefined;
  }

  open(options: RingOptions): void {
    this.close();
    this.#options = options;
    const { items, cellPx } = options;
    const size = Math.max(LEAST_BUTTON_PX, Math.min(MOST_BUTTON_PX, cellPx * 0.72));
    const radius = Math.max(size * 1.4, cellPx, (items.length * (size + 3)) / (Math.PI * 2));
    const centre = this.#keepInside(options.at, radius + size / 2 + 6);
    const ring = addElement("div", "ring", this.#host);
    ring.setAttribute("role", "group");
    ring.setAttribute("aria-label", options.name);
    ring.style.setProperty("--size", `${size}px`);
    ring.style.left = `${centre.x}px`;
    ring.style.top = `${centre.y}px`;
    this.#element = ring;
    this.#note = addElement("div", "ring-note", ring);
    this.#note.hidden = true;
    this.#placeNote(this.#note, { centre, edge: radius + size / 2 });
    this.#buttons = items.map((item, index) => this.#addItem(ring, item, { index, radius }));
    this.refresh();
    if (options.byKey) this.#focus(Math.max(0, items.findIndex((item) => item.isPossible())));
  }

  close(): void {
    if (!this.#element) return;
    const { onClose } = this.#options!;
    this.#element.remove();
    this.#element = undefined;
    this.#options = undefined;
    this.#buttons = [];
    onClose();
  }

  /** Whether it is open and has the choice of a name. */
  offers(id: string): boolean {
    return this.#buttons.some((button) => button.dataset.choice === id);
  }

  /** Points at the choice of a name, or at none. */
  point(id: string | undefined): void {
    for (const button of this.#buttons) {
      button.classList.toggle("pointed", button.dataset.choice === id);
    }
  }

  /** Updates which choices the player can afford. */
  refresh(): void {
    this.#options?.items.forEach((item, index) => {
      const button = this.#buttons[index]!;
      const possible = String(!item.isPossible());
      if (button.getAttribute("aria-disabled") !== possible) {
        button.setAttribute("aria-disabled", possible);
      }
      const tag = button.lastElementChild!;
      if (tag.textContent !== item.tag()) tag.textContent = item.tag();
      if (button.getAttribute("aria-label") !== item.label()) {
        button.setAttribute("aria-label", item.label());
      }
    });
  }

  /** Chooses by number, from 1. */
  choose(number: number): void {
    const item = this.#options?.items[number - 1];
    if (item) this.#run(item);
  }

  /** Moves to the next or previous choice. */
  move(step: number): void {
    const at = this.#buttons.indexOf(document.activeElement as HTMLButtonElement);
    const count = this.#buttons.length;
    this.#focus(at < 0 ? 0 : (at + step + count) % count);
  }

  #focus(index: number): void {
    this.#buttons[index]?.focus({ focusVisible: true } as FocusOptions);
  }

  #keepInside(at: Place, pad: number): Place {
    const { clientWidth, clientHeight } = this.#host;
    return {
      x: Math.max(pad, Math.min(clientWidth - pad, at.x)),
      y: Math.max(pad, Math.min(clientHeight - pad - TAG_PX, at.y)),
    };
  }

  /** Puts the note above the ring, else below, else on the side with more room. */
  #placeNote(note: HTMLElement, { centre, edge }: { centre: Place; edge: number }): void {
    const { clientWidth, clientHeight } = this.#host;
    const isBelow = centre.y < edge + NOTE_HEIGHT_PX;
    const isBeside = isBelow && clientHeight - centre.y < edge + TAG_PX + NOTE_HEIGHT_PX;
    note.classList.toggle("below", isBelow && !isBeside);
    note.classList.toggle("beside", isBeside);
    if (isBeside) {
      const away = edge + NOTE_WIDTH_PX / 2 + TAG_PX;
      note.style.left = `${centre.x > clientWidth / 2 ? -away : away}px`;
      note.style.top = "0";
      return;
    }
    note.style.top = `${isBelow ? edge + TAG_PX * 1.5 : -edge - TAG_PX * 1.5}px`;
    // The note is wider than the ring, so near an edge it moves inward.
    const least = NOTE_WIDTH_PX / 2 + 5;
    const lean = Math.max(least - centre.x, 0) - Math.max(least - (clientWidth - centre.x), 0);
    note.style.left = `${lean}px`;
  }

  #addItem(
    ring: HTMLElement,
    item: RingItem,
    { index, radius }: { index: number; radius: number },
  ): HTMLButtonElement {
    const count = this.#options!.items.length;
    const turn = -Math.PI / 2 + (index / count) * Math.PI * 2;
    const button = addElement("button", "ring-item", ring);
    button.type = "button";
    button.dataset.choice = item.id;
    button.style.setProperty("--x", `${Math.round(Math.cos(turn) * radius)}px`);
    button.style.setProperty("--y", `${Math.round(Math.sin(turn) * radius)}px`);
    button.style.setProperty("--delay", `${index * 14}ms`);
    // A price hangs over the button below it.
    button.style.zIndex = String(Math.round(count - count * Math.sin(turn)));
    button.append(item.picture);
    if (item.better) addElement("span", "ring-better", button).innerHTML = ARROW_UP;
    if (count > 1) addElement("kbd", "ring-key", button).textContent = String(index + 1);
    addElement("span", "ring-tag", button);
    this.#listen(button, item);
    return button;
  }

  #listen(button: HTMLButtonElement, item: RingItem): void {
    button.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") this.#look(item);
    });
    button.addEventListener("focus", () => this.#look(item));
    button.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.#options?.onLook(undefined);
    });
    button.addEventListener("pointerdown", (event) => {
      this.#pressed = { button, atMs: event.timeStamp };
      if (event.pointerType !== "mouse") this.#look(item);
    });
    // A long press shows the note, so the browser must not open its menu.
    button.addEventListener("contextmenu", (event) => event.preventDefault());
    button.addEventListener("click", (event) => {
      const byPointer = event.detail > 0;
      // The tap that opened the ring also causes a click on the button that now lies there.
      if (byPointer && this.#pressed?.button !== button) return;
      const reads = event instanceof PointerEvent && event.pointerType === "touch" &&
        event.timeStamp - this.#pressed!.atMs > READ_MS;
      if (!reads) this.#run(item);
    });
  }

  #look(item: RingItem): void {
    this.#options?.onLook(item.range);
    const note = this.#note;
    if (!note) return;
    note.replaceChildren();
    addElement("strong", "", note).textContent = item.label();
    if (item.about) addElement("span", "", note).textContent = item.about();
    note.hidden = false;
  }

  #run(item: RingItem): void {
    if (item.isPossible() && !item.stays) this.close();
    item.run();
    if (item.stays && this.isOpen) {
      this.refresh();
      this.#look(item);
    }
  }
}
