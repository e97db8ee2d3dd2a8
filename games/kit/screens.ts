// The panels over a game: a stack of accessible dialogs, toasts, and what screen readers are told.

import { walkWithArrows } from "./arrow_walk.ts";
import { addElement, addIconButton, type Label } from "./controls.ts";
import { bindText, say, type Text } from "./language.ts";

/** One panel. */
export type Screen = {
  /** Names the kind: `data-screen` of the body, and a class of the panel for a game's own style. */
  readonly id: string;
  readonly title: Label;
  /** Fills the panel; called once each time it opens. What it returns is called when it closes. */
  readonly build: (panel: HTMLElement) => (() => void) | void;
  /** An action of Escape and the back button, besides closing the panel. */
  readonly onBack?: () => void;
  /** Without a way back the player must choose an action. @default true */
  readonly hasBack?: boolean;
};

const BACK: Text = { en: "Back", zh: "返回" };
/** Long enough to read eight words. */
const TOAST_MS = 2600;

type OpenScreen = { screen: Screen; dialog: HTMLDialogElement; onClose: (() => void) | void };

/**
 * Keeps the rest of a double press off a panel: its first press has opened the panel, and its second would press
 * whatever lies there now.
 */
function ignoreRestOfPress(dialog: HTMLElement): void {
  let isOwn = false;
  dialog.addEventListener("click", (event) => {
    if (event.detail <= 1) isOwn = true;
    if (isOwn) return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
}

/** The panels that are open, the last one on top. */
export class Screens {
  #host: HTMLElement;
  #open: OpenScreen[] = [];
  #onChange: (current: string | undefined) => void;
  #announcer: HTMLElement;

  /** @param onChange told which panel is on top now, undefined for none */
  constructor(host: HTMLElement, onChange: (current: string | undefined) => void = () => {}) {
    this.#host = host;
    this.#onChange = onChange;
    this.#announcer = addElement("div", "announcer", host);
    this.#announcer.setAttribute("role", "status");
    this.#announcer.setAttribute("aria-live", "polite");
    document.body.dataset.screen = "play";
  }

  /** The id of the panel on top; undefined while the game is played. */
  get current(): string | undefined {
    return this.#open.at(-1)?.screen.id;
  }

  /** Opens a panel above all others. */
  open(screen: Screen): void {
    const dialog = addElement("dialog", `screen screen-${screen.id}`, this.#host);
    const panel = addElement("div", "panel", dialog);
    const hasBack = screen.hasBack ?? true;
    const head = hasBack ? addElement("div", "panel-head", panel) : panel;
    const title = addElement("h1", "panel-title", head);
    title.id = `title-of-${screen.id}`;
    bindText(title, screen.title);
    dialog.setAttribute("aria-labelledby", title.id);
    const entry: OpenScreen = { screen, dialog, onClose: undefined };
    this.#open.push(entry);
    if (hasBack) {
      const back = addIconButton(head, { label: BACK, icon: "back", run: () => this.back() });
      back.classList.add("panel-back");
    }
    entry.onClose = screen.build(panel);
    ignoreRestOfPress(dialog);
    dialog.addEventListener("keydown", (event) => walkWithArrows(dialog, event));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (hasBack) this.back();
    });
    // Some browsers close a dialog for good on a second Escape, whatever the page says.
    dialog.addEventListener("close", () => {
      if (!this.#open.includes(entry)) return;
      if (hasBack) this.back();
      else dialog.showModal();
    });
    dialog.showModal();
    this.#changed();
  }

  /** Closes the panel on top the way Escape does. */
  back(): void {
    const top = this.#open.at(-1);
    if (!top) return;
    this.#closeTop();
    this.#changed();
    top.screen.onBack?.();
  }

  /** Closes all without calling any `onBack`. */
  closeAll(): void {
    while (this.#open.length > 0) this.#closeTop();
    this.#changed();
  }

  /** Shows a short notice that goes away by itself. */
  toast(text: Text, values: Readonly<Record<string, string | number>> = {}): void {
    const place = this.#open.at(-1)?.dialog ?? this.#host;
    for (const older of place.querySelectorAll(":scope > .toast")) older.remove();
    const toast = addElement("div", "toast", place);
    toast.setAttribute("role", "status");
    toast.textContent = say(text, values);
    setTimeout(() => toast.remove(), TOAST_MS);
  }

  /** Tells a screen reader what happened; later words replace earlier ones. */
  announce(message: string): void {
    this.#announcer.textContent = message;
  }

  #closeTop(): void {
    const top = this.#open.pop();
    if (!top) return;
    top.onClose?.();
    top.dialog.close();
    top.dialog.remove();
  }

  #changed(): void {
    document.body.dataset.screen = this.current ?? "play";
    this.#onChange(this.current);
  }
}
