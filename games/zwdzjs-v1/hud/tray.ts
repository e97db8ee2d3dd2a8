import { addElement } from "../../kit/controls.ts";
import { bindText, say } from "../../kit/language.ts";
import type { Held } from "../rules/actions.ts";
import type { PlantKind } from "../rules/kinds.ts";
import { PLANTS } from "../rules/plants.ts";
import type { Packet, World } from "../rules/world.ts";
import { PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";
import { makePortrait } from "./portrait.ts";

/** The handlers of presses in the tray. */
export interface TrayHandlers {
  readonly onChoose: (held: Held) => void;
  /** The pointer that pressed a packet moves on while pressed. */
  readonly onDrag: (event: PointerEvent) => void;
  readonly onDrop: (event: PointerEvent) => void;
}

interface PacketView {
  readonly kind: PlantKind;
  readonly button: HTMLButtonElement;
  shown: string;
}

/** The seed tray: sun, packets, spade. */
export class Tray {
  readonly element: HTMLElement;
  readonly sunCount: HTMLElement;
  #sunBox: HTMLElement;
  #packets: HTMLElement;
  #spade: HTMLButtonElement;
  #views: PacketView[] = [];
  #handlers: TrayHandlers | undefined;
  #shownSun = -1;
  #pointed: PlantKind | undefined;

  constructor(frame: HTMLElement) {
    this.element = addElement("section", "tray", frame);
    this.#sunBox = addElement("div", "sun-box", this.element);
    this.#sunBox.append(makePortrait({ thing: "sun" }, 56));
    this.sunCount = addElement("output", "sun-count", this.#sunBox);
    this.#packets = addElement("div", "packets", this.element);
    this.#spade = addElement("button", "packet spade", this.element);
    this.#spade.type = "button";
    this.#spade.append(makePortrait({ thing: "spade" }, 52));
    bindText(this.#spade, WORDS.spade, "aria-label");
    this.#watch(this.#spade, () => ({ kind: "spade" }));
  }

  /** Sets the handlers. */
  listen(handlers: TrayHandlers): void {
    this.#handlers = handlers;
  }

  /** Shows the packets of a game. */
  fill(packets: readonly Packet[]): void {
    this.#packets.replaceChildren();
    this.#pointed = undefined;
    this.#packets.style.setProperty("--count", String(Math.max(1, packets.length)));
    this.#views = packets.map(({ kind }, at) => {
      const button = addElement("button", "packet", this.#packets);
      button.type = "button";
      button.dataset.plant = kind;
      button.append(makePortrait({ plant: kind }, 64));
      addElement("span", "cost", button).textContent = String(PLANTS[kind].cost);
      addElement("span", "key", button).textContent = at < 9 ? String(at + 1) : "";
      addElement("span", "veil", button);
      const values = { cost: PLANTS[kind].cost, key: at + 1 };
      bindText(
        button,
        () => say(WORDS.packet, { name: say(PLANT_TEXTS[kind].name), ...values }),
        "aria-label",
      );
      this.#watch(button, () => ({ kind: "packet", plant: kind }));
      return { kind, button, shown: "" };
    });
  }

  /** Updates sun, recharges and the held item; changes the page only where something changed. */
  update(world: World, held: Held | undefined): void {
    if (world.sun !== this.#shownSun) {
      this.#shownSun = world.sun;
      this.sunCount.textContent = world.allowances.endlessSun ? "∞" : String(world.sun);
      this.sunCount.setAttribute("aria-label", say(WORDS.sun, { count: world.sun }));
    }
    for (const [at, view] of this.#views.entries()) {
      const packet = world.packets[at];
      if (!packet) continue;
      const stats = PLANTS[view.kind];
      const wait = Math.ceil((packet.wait / stats.rechargeTicks) * 40) / 40;
      const chosen = held?.kind === "packet" && held.plant === view.kind;
      const short = world.sun < stats.cost;
      const shown = `${wait} ${short} ${chosen}`;
      if (shown === view.shown) continue;
      view.shown = shown;
      view.button.style.setProperty("--wait", String(wait));
      view.button.classList.toggle("short", short);
      view.button.classList.toggle("waiting", wait > 0);
      view.button.setAttribute("aria-pressed", String(chosen));
    }
    const digging = String(held?.kind === "spade");
    if (this.#spade.getAttribute("aria-pressed") !== digging) {
      this.#spade.setAttribute("aria-pressed", digging);
    }
  }

  /** Points at a packet, or at none. */
  pointAt(kind: PlantKind | undefined): void {
    if (kind === this.#pointed) return;
    this.#pointed = kind;
    for (const view of this.#views) view.button.classList.toggle("pointed", view.kind === kind);
  }

  /** The place to press a packet in CSS pixels. */
  placeOfPacket(kind: PlantKind): { x: number; y: number } | undefined {
    const box = this.#views.find((view) => view.kind === kind)?.button.getBoundingClientRect();
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

  /** Shakes a packet that cannot be used yet. */
  shakePacket(kind: PlantKind): void {
    const view = this.#views.find((each) => each.kind === kind);
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
  #watch(button: HTMLButtonElement, held: () => Held): void {
    let pressed = false;
    button.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      pressed = true;
      button.setPointerCapture(event.pointerId);
      this.#handlers?.onChoose(held());
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
      if (event.detail === 0) this.#handlers?.onChoose(held());
      // The next keys are meant for the lawn.
      button.blur();
    });
  }
}
