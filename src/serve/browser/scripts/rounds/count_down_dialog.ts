import type { HeardRound } from "./hear_rounds.ts";
import { readsChinese } from "../language/player_language.ts";

const FONT = 'system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif';

/** The count-down to a round: it lies over the game, which waits below it. */
export class CountDownDialog {
  readonly #dialog = document.createElement("dialog");
  readonly #number: HTMLElement;
  #shown = 0;

  constructor({ number, startsAt, endsAt }: HeardRound) {
    const isChinese = readsChinese();
    const title = isChinese ? `第 ${number} 轮` : `Round ${number}`;
    const dialog = this.#dialog;
    dialog.id = "coplay-round";
    dialog.lang = isChinese ? "zh-CN" : "en";
    dialog.setAttribute("role", "alertdialog");
    dialog.style.cssText = "all:initial;box-sizing:border-box;position:fixed;inset:0;width:100vw;" +
      "height:100vh;height:100dvh;max-width:none;max-height:none;z-index:2147483647;display:grid;" +
      "align-content:safe center;justify-items:center;gap:min(4vmin,24px);padding:24px;overflow:auto;" +
      `text-align:center;background:rgb(22 26 36/.94);color:#f3efe6;font:20px/1.4 ${FONT};` +
      "cursor:default;-webkit-user-select:none;user-select:none";
    const heading = addText(dialog, {
      text: title,
      style: "font-weight:700;font-size:clamp(28px,6vmin,64px);outline:0",
    });
    heading.tabIndex = -1;
    heading.autofocus = true;
    this.#number = addText(dialog, {
      text: "",
      style: "width:1.9em;height:1.9em;border-radius:50%;display:grid;place-items:center;" +
        "background:#ffc64d;color:#1f2430;font-weight:700;font-size:clamp(72px,24vmin,220px);" +
        "line-height:1;font-variant-numeric:tabular-nums",
    });
    // A screen reader hears the number once, in the sentence below.
    this.#number.ariaHidden = "true";
    addText(dialog, {
      text: describe({ isChinese, seconds: endsAt === null ? null : (endsAt - startsAt) / 1000 }),
      style: "font-size:clamp(18px,3vmin,32px);text-wrap:balance",
    });
    dialog.setAttribute(
      "aria-label",
      isChinese ? `${title}即将开始` : `${title} is about to start`,
    );
    document.documentElement.append(dialog);
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", () => dialog.isConnected && dialog.showModal());
    // Old browsers have no modal dialogs; there it lies above everything by its style alone.
    dialog.showModal?.();
  }

  /** Shows so many seconds. */
  show(seconds: number): void {
    if (seconds === this.#shown) return;
    this.#shown = seconds;
    this.#number.textContent = String(seconds);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.#number.animate?.(
      [{ transform: "scale(1.18)" }, { transform: "scale(1)" }],
      { duration: 220, easing: "ease-out" },
    );
  }

  /** Takes it away; the focus goes back to where it was. */
  close(): void {
    this.#dialog.close?.();
    this.#dialog.remove();
  }
}

/** Says what is about to happen, and for how long. */
function describe({ isChinese, seconds }: { isChinese: boolean; seconds: number | null }): string {
  const start = isChinese
    ? "全班同一局，同时开始"
    : "The same game for everybody, at the same moment";
  if (seconds === null) return start;
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  const parts = isChinese
    ? [minutes > 0 ? `${minutes} 分钟` : "", rest > 0 ? `${rest} 秒` : ""]
    : [minutes > 0 ? `${minutes} min` : "", rest > 0 ? `${rest} s` : ""];
  return `${start} · ${parts.filter(Boolean).join(" ")}`;
}

function addText(
  dialog: HTMLElement,
  { text, style }: { text: string; style: string },
): HTMLElement {
  const element = document.createElement("p");
  element.style.cssText = `all:unset;display:block;${style}`;
  element.textContent = text;
  dialog.append(element);
  return element;
}
