import type { Tools } from "../zwdzjs-v1/edition.ts";
import { makePortrait } from "../zwdzjs-v1/hud/portrait.ts";
import { addElement, addText } from "../kit/controls.ts";
import { icon } from "../kit/icons.ts";
import { bindText, say, type Text } from "../kit/language.ts";
import { addTool } from "./tool.ts";
import { ZOMBIE_KINDS } from "../zwdzjs-v1/rules/kinds.ts";
import { ZOMBIE_TEXTS } from "../zwdzjs-v1/texts/zombies.ts";

const PACES = [1, 2, 4, 8] as const;

const WORDS = {
  pace: { en: "Speed {pace} times", zh: "{pace} 倍速" },
  skip: { en: "Next wave now", zh: "跳到下一波" },
  sandbox: { en: "Place zombies", zh: "放置僵尸" },
  sweep: { en: "Clear", zh: "清空" },
  place: { en: "{name}: tap the lawn", zh: "{name}：点草地放置" },
  worthless: { en: "No points for those placed here.", zh: "自己放的僵尸不算分。" },
} as const satisfies Record<string, Text>;

/** The picture on a button that brings zombies. */
export const FACE =
  `<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="M4 10q8 4 16 0M7 8q0-5 5-5t5 5M6 11v4q0 6 6 6t6-6v-4"/><path d="M9.5 14.5v.1m5-.1v.1" stroke-width="3"/><path d="M10 18h4"/></svg>`;

function addPace(tools: Tools): void {
  let at = 0;
  const button = addTool(tools.bar, "1×", () => say(WORDS.pace, { pace: PACES[at]! }));
  button.classList.add("pace");
  button.addEventListener("click", () => {
    at = (at + 1) % PACES.length;
    button.textContent = `${PACES[at]}×`;
    button.setAttribute("aria-label", say(WORDS.pace, { pace: PACES[at]! }));
    tools.setPace(PACES[at]!);
  });
}

function addChoices(panel: HTMLElement, tools: Tools): () => void {
  const buttons = ZOMBIE_KINDS.map((kind) => {
    const button = addElement("button", "sitter", panel);
    button.type = "button";
    button.dataset.zombie = kind;
    button.append(makePortrait({ zombie: kind }, 52));
    const label = () => say(WORDS.place, { name: say(ZOMBIE_TEXTS[kind].name) });
    bindText(button, label, "aria-label");
    bindText(button, label, "title");
    button.addEventListener("click", () => {
      const chosen = button.getAttribute("aria-pressed") !== "true";
      letGo();
      button.setAttribute("aria-pressed", String(chosen));
      tools.hold(chosen ? { name: "summon", value: kind } : undefined);
    });
    return button;
  });
  const letGo = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", "false");
    tools.hold(undefined);
  };
  return letGo;
}

function addPanel(tools: Tools): void {
  const panel = addElement("section", "sandbox", tools.place);
  panel.hidden = true;
  bindText(panel, WORDS.sandbox, "aria-label");
  const letGo = addChoices(panel, tools);
  const sweep = addElement("button", "sitter sweep", panel);
  sweep.type = "button";
  bindText(sweep, WORDS.sweep);
  sweep.addEventListener("click", () => tools.act({ kind: "extra", name: "sweep", values: [] }));
  addText(panel, "p", WORDS.worthless).className = "no-points";
  const toggle = addTool(tools.bar, FACE, () => say(WORDS.sandbox));
  toggle.classList.add("sandbox-toggle");
  toggle.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
    letGo();
  });
}

/** Adds the speed, the wave skip and the sandbox to the bar. */
export function addSandbox(tools: Tools): void {
  const style = addElement("link", "", document.head);
  style.rel = "stylesheet";
  style.href = "sandbox.css";
  addPace(tools);
  const skip = addTool(tools.bar, icon("next"), () => say(WORDS.skip));
  skip.classList.add("skip");
  skip.addEventListener("click", () => tools.act({ kind: "extra", name: "skipWave", values: [] }));
  addPanel(tools);
}
