import { readsChinese } from "../language/player_language.ts";

/** How long the note stays, in milliseconds. */
const STAY_MS = 5000;
/** How often it looks whether a game has opened its own end over it. */
const LOOK_MS = 150;

/** Where the note lies: in the middle, or in the corner of a low page, whose middle a game's own end may fill. */
const PLACE = "inset:max(16px,env(safe-area-inset-top)) 0 auto 0;margin:0 auto;" +
  "max-width:calc(100vw - 32px);padding:12px 24px;font-size:20px";
const LOW_PLACE =
  "inset:max(12px,env(safe-area-inset-top)) auto auto max(12px,env(safe-area-inset-left));" +
  "margin:0;max-width:168px;padding:8px 12px;font-size:15px;word-break:keep-all";
const LOW_PAGE = "(max-height: 480px) and (min-width: 600px)";

/** Says at the upper edge of the page that a round is over; touches go through it to the game. */
export function noteOver(number: number, later: typeof setTimeout): void {
  const isChinese = readsChinese();
  const note = document.createElement("div");
  note.id = "coplay-round-over";
  note.lang = isChinese ? "zh-CN" : "en";
  note.setAttribute("role", "status");
  note.style.cssText =
    "all:initial;position:fixed;width:fit-content;box-sizing:border-box;z-index:2147483647;" +
    "pointer-events:none;border-radius:14px;background:#161a24;color:#f3efe6;text-align:center;" +
    "border:2px solid #ffc64d;box-shadow:0 6px 24px rgb(0 0 0/.35);" +
    "font:600 20px/1.4 system-ui,'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif;" +
    (matchMedia(LOW_PAGE).matches ? LOW_PLACE : PLACE);
  document.documentElement.append(note);
  // It lies above a game in full screen, too, where the browser can do that.
  note.popover = "manual";
  note.showPopover?.();
  // A screen reader reads what comes into a status, not what a new one brings along.
  note.textContent = isChinese
    ? `第 ${number} 轮结束，请看前面的成绩`
    : `Round ${number} is over: look at the front`;
  later(() => note.remove(), STAY_MS);
  stayAbove(note, later);
}

/** Brings the note before each modal dialog that opens after it. */
function stayAbove(note: HTMLElement, later: typeof setTimeout): void {
  if (!note.showPopover || !CSS.supports("selector(:modal)")) return;
  let last = lastModal();
  const look = () => {
    if (!note.isConnected) return;
    const modal = lastModal();
    if (modal && modal !== last) {
      note.hidePopover();
      note.showPopover();
    }
    last = modal;
    later(look, LOOK_MS);
  };
  later(look, LOOK_MS);
}

function lastModal(): Element | undefined {
  return [...document.querySelectorAll("dialog:modal")].at(-1);
}
