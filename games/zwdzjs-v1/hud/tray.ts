import { addElement } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import type { Held } from "../rules/actions.ts";
import { WORDS } from "../texts/words.ts";
import { makePortrait } from "./portrait.ts";
import { keyOfHeld, type TrayContent, type TrayItem } from "./tray_content.ts";

/** The handlers of presses in the tray. */
export interface TrayHandlers {
  readonly onChoose: (held: Held) => void;
  /** The pointer that pressed a packet moves on while pressed. */
  readonly onDrag: (event: PointerEvent) => void;
  readonly onDrop: (event: PointerEvent) => void;
}

/** The items that a digit chooses. */
const KEYS = 9;

interface ItemView {
  readonly key: string;
  readonly button: HTMLButtonElement;
  readonly veil: HTMLElement;
  /** The share of the wait that is shown, 0 to 1, and all else that is. */
  wait: number;
  shown: string;
}

/** Shows how long an item has to wait. Only the veil's transform changes, which costs no layout and no paint. */
function updateWait(view: ItemView, { wait }: TrayItem): void {
  const shown = Math.ceil(wait * 40) / 40;
  if (shown === view.wait) return;
  view.wait = shown;
  view.veil.style.transform = `scaleY(${shown})`;
}

function updateItem(view: ItemView, item: TrayItem, inHand: string | undefined): void {
  updateWait(view, item);
  const chosen = view.key === inHand;
  const shown = `${view.wait > 0} ${item.short} ${chosen} ${item.price} ${item.count}`;
  if (shown === view.shown) return;
  view.shown = shown;
  const { button } = view;
  button.classList.toggle("short", item.short);
  button.classList.toggle("waiting", view.wait > 0);
  button.setAttribute("aria-pressed", String(chosen));
  button.querySelector(".count")!.textContent = item.count === undefined ? "" : `×${item.count}`;
  button.querySelector(".cost")!.textContent = String(item.price ?? "");
}

/** The seed tray: sun, packets, spade. */
export class Tray {
  readonly element: HTMLElement;
  readonly sunCount: HTMLElement;
  #sunBox: HTMLElement;
  #purse: TrayContent["purse"] | "unknown" = "unknown";
  #packets: HTMLElement;
  #spade: HTMLButtonElement;
  #views: ItemView[] = [];
  #handlers: TrayHandlers | undefined;
  #pointed: string | undefined;

  constructor(frame: HTMLElement) {
    this.element = addElement("section", "tray", frame);
    this.#sunBox = addElement("div", "sun-box", this.element);
    this.sunCount = addElement("output", "sun-count", this.#sunBox);
    this.#packets = addElement("div", "packets", this.element);
    this.#spade = addElement("button", "packet spade", this.element);
    this.#spade.type = "button";
    this.#spade.append(makePortrait({ thing: "spade" }, 52));
    bindText(this.#spade, WORDS.spade, "aria-label");
    this.#watch(this.#spade, { kind: "spade" });
  }

  /** Sets the handlers. */
  listen(handlers: TrayHandlers): void {
    this.#handlers = handlers;
  }

  /** Makes a button for each item. */
  #fill({ items, purse }: TrayContent): void {
    this.#packets.replaceChildren();
    this.#pointed = undefined;
    this.#packets.style.setProperty("--count", String(Math.max(1, items.length)));
    this.#views = items.map((item, at) => this.#addItem(item, at, purse));
  }

  #addItem(
    { held, sitter, name, price }: TrayItem,
    at: number,
    purse: TrayContent["purse"],
  ): ItemView {
    const button = addElement("button", "packet", this.#packets);
    button.type = "button";
    button.dataset.item = keyOfHeld(held);
    if (held.kind === "packet") button.dataset.plant = held.plant;
    button.append(makePortrait(sitter, 64));
    addElement("span", "cost", button);
    addElement("span", "count", button);
    addElement("span", "key", button).textContent = at < KEYS ? String(at + 1) : "";
    const veil = addElement("span", "veil", button);
    const label = () =>
      [
        say(name),
        ...(purse && price !== undefined ? [say(purse.label, { count: price })] : []),
        ...(at < KEYS ? [say(WORDS.key, { key: at + 1 })] : []),
      ].join(say(WORDS.pause));
    bindText(button, label, "aria-label");
    this.#watch(button, held);
    return { key: keyOfHeld(held), button, veil, wait: 0, shown: "" };
  }

  /** Updates purse, items and the held one; changes the page only where something changed. */
  update(content: TrayContent, held: Held | undefined): void {
    const { items } = content;
    const isNew = items.length !== this.#views.length ||
      items.some((item, at) => keyOfHeld(item.held) !== this.#views[at]!.key);
    if (isNew) this.#fill(content);
    this.#updatePurse(content.purse);
    const inHand = held && keyOfHeld(held);
    for (const [at, view] of this.#views.entries()) updateItem(view, items[at]!, inHand);
    if (this.#spade.hidden === content.hasSpade) this.#spade.hidden = !content.hasSpade;
    const digging = String(held?.kind === "spade");
    if (this.#spade.getAttribute("aria-pressed") !== digging) {
      this.#spade.setAttribute("aria-pressed", digging);
    }
  }

  #updatePurse(purse: TrayContent["purse"]): void {
    const last = this.#purse;
    const isSame = last !== "unknown" && last?.amount === purse?.amount &&
      last?.label === purse?.label;
    if (isSame) return;
    this.#purse = purse;
    this.#sunBox.hidden = !purse;
    if (!purse) return;
    const picture = JSON.stringify(purse.sitter);
    if (this.#sunBox.dataset.picture !== picture) {
      this.#sunBox.dataset.picture = picture;
      this.#sunBox.querySelector("canvas")?.remove();
      this.#sunBox.prepend(makePortrait(purse.sitter, 56));
    }
    this.sunCount.textContent = purse.amount;
    this.sunCount.setAttribute("aria-label", say(purse.label, { count: purse.amount }));
  }

  /** Points at the item with this key, or at none. */
  pointAt(key: string | undefined): void {
    if (key === this.#pointed) return;
    this.#pointed = key;
    for (const view of this.#views) view.button.classList.toggle("pointed", view.key === key);
  }

  /** The place to press an item in CSS pixels. */
  placeOfItem(key: string): { x: number; y: number } | undefined {
    const box = this.#views.find((view) => view.key === key)?.button.getBoundingClientRect();
    return box && { x: box.left + box.width / 2, y: box.top + box.height * 0.6 };
  }

  /** The middle of the sun picture in CSS pixels. */
  sunPlace(): { clientX: number; clientY: number } {
    const box = this.#sunBox.getBoundingClientRect();
    return { clientX: box.left + 28, clientY: box.top + box.height / 2 };
  }

  /** Shows that a drop of sun has arrived. */
  bumpSun(): void {
    this.#restart(this.#sunBox, "bump");
  }

  /** Shakes an item that cannot be used yet. */
  shake(held: Held): void {
    const view = this.#views.find(({ key }) => key === keyOfHeld(held));
    if (view) this.#restart(view.button, "refused");
  }

  #restart(element: HTMLElement, name: string): void {
    element.classList.remove(name);
    void element.offsetWidth;
    element.classList.add(name);
  }

  /**
   * Listens to a button: a press chooses at once, keys and screen readers click, and a drag continues over the lawn.
   */
  #watch(button: HTMLButtonElement, held: Held): void {
    let pressed = false;
    button.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      pressed = true;
      button.setPointerCapture(event.pointerId);
      this.#handlers?.onChoose(held);
    });
    button.addEventListener("pointermove", (event) => {
      if (pressed) this.#handlers?.onDrag(event);
    });
    button.addEventListener("pointerup", (event) => {
      if (pressed) this.#handlers?.onDrop(event);
      pressed = false;
    });
    button.addEventListener("pointercancel", () => pressed = false);
    button.addEventListener("click", (event) => {
      if (event.detail === 0) this.#handlers?.onChoose(held);
      // The next keys are meant for the lawn.
      button.blur();
    });
  }
}
