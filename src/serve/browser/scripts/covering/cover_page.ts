import { holdOf } from "../holding/hold.ts";
import { readsChinese } from "../language/player_language.ts";

/** The operator's words in each language. */
type Words = Readonly<Record<"en" | "zh", string>>;

const PAUSED: Words = {
  en: "Your game is paused. It will go on where you left it.",
  zh: "游戏已暂停，稍后会从这里继续。",
};

const FONT = 'system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif';

let shown: HTMLDialogElement | undefined;

/**
 * Covers the page with the operator's words and holds its game, or uncovers it.
 *
 * @param message the words in each language as JSON; empty to uncover the page
 */
export function coverPage(message: string): void {
  holdOf(self)?.set(message !== "", "cover");
  // Closing gives the focus back to where it was.
  shown?.close?.();
  shown?.remove();
  shown = message === "" ? undefined : showCover(JSON.parse(message));
}

/** A modal dialog lies above everything, even a game in full screen, and screen readers read it out. */
function showCover(words: Words): HTMLDialogElement {
  const language = readsChinese() ? "zh" : "en";
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const [ink, soft, paper] = isDark
    ? ["#f3efe6", "#aeb4c2", "#161a24"]
    : ["#1f2430", "#5a6172", "#fbf7ef"];
  const dialog = document.createElement("dialog");
  dialog.id = "coplay-front";
  dialog.lang = language === "zh" ? "zh-CN" : "en";
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-label", words[language]);
  dialog.style.cssText = "all:initial;box-sizing:border-box;position:fixed;inset:0;width:100vw;" +
    "height:100vh;height:100dvh;max-width:none;max-height:none;z-index:2147483647;display:grid;" +
    "align-content:safe center;justify-items:center;gap:24px;padding:32px;overflow:auto;" +
    `text-align:center;background:${paper};color:${ink};font:20px/1.5 ${FONT};` +
    "cursor:default;-webkit-user-select:none;user-select:none";
  const heading = addText(dialog, "h1", {
    text: words[language],
    style: "font-weight:700;font-size:clamp(32px,7vmin,88px);line-height:1.25;max-width:22em;" +
      "white-space:pre-line;overflow-wrap:anywhere;text-wrap:balance;outline:0;" +
      (language === "zh" ? "word-break:auto-phrase;" : ""),
  });
  heading.tabIndex = -1;
  heading.autofocus = true;
  addText(dialog, "p", {
    text: PAUSED[language],
    style: `font-size:clamp(18px,2.6vmin,32px);color:${soft};text-wrap:balance`,
  });
  dialog.prepend(drawEyes(ink, isDark));
  document.documentElement.append(dialog);
  keepOpen(dialog);
  return dialog;
}

/** Escape, or the back gesture of a phone, must not close it. */
function keepOpen(dialog: HTMLDialogElement): void {
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => dialog.isConnected && dialog.showModal());
  // Old browsers have no modal dialogs; there it lies above everything by its style alone.
  dialog.showModal?.();
}

function addText(
  dialog: HTMLDialogElement,
  tag: string,
  { text, style }: { text: string; style: string },
): HTMLElement {
  const element = document.createElement(tag);
  element.style.cssText = `all:unset;display:block;${style}`;
  element.textContent = text;
  dialog.append(element);
  return element;
}

/** Draws two eyes that look up to the front. */
function drawEyes(ink: string, isDark: boolean): SVGElement {
  const make = (name: string, attributes: Record<string, string | number>) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, String(value));
    }
    return element;
  };
  const picture = make("svg", { viewBox: "0 0 120 64", "aria-hidden": "true" });
  picture.style.cssText = "width:min(40vw,30vmin,260px);height:auto";
  for (const [x, iris] of [[32, "#2f9e6b"], [88, "#4f9de8"]] as const) {
    const [white, line] = isDark ? ["#f3efe6", "none"] : ["#ffffff", ink];
    picture.append(
      make("circle", { cx: x, cy: 32, r: 26, fill: white, stroke: line, "stroke-width": 3 }),
      make("circle", { cx: x, cy: 20, r: 13, fill: iris }),
      make("circle", { cx: x, cy: 18, r: 6, fill: "#1f2430" }),
      make("circle", { cx: x + 4, cy: 15, r: 2.5, fill: "#ffffff" }),
    );
  }
  return picture;
}
