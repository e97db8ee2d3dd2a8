// The page of the lab.

import { addElement, addIconButton, addText } from "../../kit/controls.ts";
import { bindText, language, say, setLanguage } from "../../kit/language.ts";
import type { Screens } from "../../kit/screens.ts";
import { buildSettings } from "../../kit/settings_screen.ts";
import { face } from "./faces.ts";
import { MARK } from "./mark.ts";
import { isBar } from "./timeline.ts";
import { viewAt } from "../trace/moment.ts";
import { type ActorState, isOver, type Trace } from "../trace/recorder.ts";
import { SCENES } from "../scenes/scenes.ts";
import { ABOUT, ORIGINS, STATE_WORDS, WORDS } from "../words.ts";

/** The places on the page for its parts. */
export type Page = {
  readonly tabs: readonly HTMLButtonElement[];
  readonly title: HTMLElement;
  readonly lead: HTMLElement;
  readonly stage: HTMLElement;
  readonly variants: HTMLElement;
  readonly numbers: HTMLElement;
  readonly hint: HTMLElement;
  readonly code: HTMLElement;
  readonly timeline: HTMLElement;
  readonly output: HTMLElement;
  readonly controls: HTMLElement;
  readonly totals: HTMLElement;
  readonly question: HTMLElement;
  readonly answers: HTMLElement;
  readonly paper: HTMLElement;
  readonly next: HTMLElement;
};

/** Builds the empty page. */
export function buildPage(
  { screens, onScene }: { readonly screens: Screens; readonly onScene: (index: number) => void },
): Page {
  const lab = addElement("div", "lab", document.body);
  document.body.prepend(lab);
  const { tabs, answers } = addHeader(lab, { screens, onScene });
  const main = addElement("main", "lab-main", lab);
  const intro = addElement("div", "intro", main);
  const title = addElement("h1", "scene-title", intro);
  const lead = addElement("p", "lead", intro);
  const stage = addElement("section", "stage-of-scene", main);
  stage.id = "stage";
  stage.setAttribute("role", "tabpanel");
  const set = addElement("div", "set-up", stage);
  const variants = addElement("div", "variants", set);
  const numbers = addElement("div", "numbers", set);
  numbers.setAttribute("role", "group");
  bindText(numbers, WORDS.numbers, "aria-label");
  const hint = addElement("p", "hint real-hint", set);
  const code = addPanel(stage, { name: "panel-code", title: WORDS.source });
  const timeline = addPanel(stage, { name: "panel-timeline", title: WORDS.timeline });
  const output = addPanel(stage, { name: "panel-output", title: WORDS.output });
  const controls = addElement("div", "controls-place", stage);
  const below = addElement("div", "below", main);
  const totals = addElement("section", "panel-of totals-place", below);
  const question = addElement("section", "panel-of question", below);
  const next = addElement("div", "next-place", below);
  const paper = addFooter(lab);
  return {
    tabs,
    title,
    lead,
    stage,
    variants,
    numbers,
    hint,
    code,
    timeline,
    output,
    controls,
    totals,
    question,
    answers,
    paper,
    next,
  };
}

function addPanel(
  parent: HTMLElement,
  { name, title }: {
    readonly name: string;
    readonly title: typeof WORDS.source | typeof WORDS.timeline | typeof WORDS.output;
  },
): HTMLElement {
  const panel = addElement("section", `panel-of ${name}`, parent);
  addText(panel, "h2", title);
  return panel;
}

function addHeader(
  lab: HTMLElement,
  { screens, onScene }: { readonly screens: Screens; readonly onScene: (index: number) => void },
): { tabs: HTMLButtonElement[]; answers: HTMLElement } {
  const header = addElement("header", "lab-bar", lab);
  const brand = addElement("div", "brand", header);
  brand.innerHTML = MARK;
  addText(brand, "span", WORDS.name).className = "brand-name";
  const nav = addElement("div", "tabs", header);
  nav.setAttribute("role", "tablist");
  bindText(nav, WORDS.scenes, "aria-label");
  const tabs = SCENES.map((scene, index) => {
    const tab = addElement("button", "tab", nav);
    tab.type = "button";
    tab.id = `tab-${scene.id}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", "stage");
    addElement("span", "tab-number", tab).textContent = String(index + 1);
    addText(tab, "span", scene.tab).className = "tab-title";
    tab.addEventListener("click", () => onScene(index));
    return tab;
  });
  nav.addEventListener("keydown", (event) => walkTabs(event, { tabs, onScene }));
  return { tabs, answers: addMenu(header, screens) };
}

/** Makes arrow keys move between the tabs. */
function walkTabs(
  event: KeyboardEvent,
  { tabs, onScene }: {
    readonly tabs: readonly HTMLButtonElement[];
    readonly onScene: (index: number) => void;
  },
): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const at = tabs.indexOf(event.target as HTMLButtonElement);
  if (step === 0 || at < 0) return;
  event.preventDefault();
  event.stopPropagation();
  const next = (at + step + tabs.length) % tabs.length;
  onScene(next);
  tabs[next]!.focus();
}

/** Adds the menu, and returns the place in it for the count of answers. */
function addMenu(header: HTMLElement, screens: Screens): HTMLElement {
  const menu = addElement("div", "menu", header);
  const answers = addElement("div", "answers-place", menu);
  const languageButton = addElement("button", "button language-button", menu);
  languageButton.type = "button";
  bindText(languageButton, WORDS.language);
  languageButton.addEventListener("click", () => setLanguage(language() === "en" ? "zh" : "en"));
  addIconButton(menu, { label: WORDS.about, icon: "help", run: () => openAbout(screens) })
    .classList.add("about-button");
  addIconButton(menu, {
    label: WORDS.settings,
    icon: "settings",
    run: () =>
      screens.open({
        id: "settings",
        title: WORDS.settings,
        build: (panel) => buildSettings(panel, { hasMusic: false }),
      }),
  }).classList.add("settings-button");
  return answers;
}

function openAbout(screens: Screens): void {
  screens.open({
    id: "about",
    title: WORDS.about,
    build: (panel) => {
      for (const text of ABOUT) addText(panel, "p", text);
      addText(panel, "p", WORDS.keys).className = "hint keys-of-about";
      addOrigins(panel);
    },
  });
}

/** Adds the table of what the tutorial taught, and where it is now. */
function addOrigins(panel: HTMLElement): void {
  addText(panel, "h2", WORDS.origins);
  addText(panel, "p", WORDS.originsLead);
  const list = addElement("dl", "origins", panel);
  for (const { from, to } of ORIGINS) {
    addText(list, "dt", from);
    addText(list, "dd", to);
  }
}

function addFooter(lab: HTMLElement): HTMLElement {
  const footer = addElement("footer", "lab-foot", lab);
  addText(footer, "p", WORDS.keys).className = "hint keys-hint";
  return addElement("div", "paper-buttons", footer);
}

/** The states in the order of the legend. */
const STATES: readonly ActorState[] = [
  "running",
  "paused",
  "sleeping",
  "joining",
  "queued",
  "ready",
  "blocking",
  "computing",
  "parallel",
  "ended",
  "failed",
];

/** Explains the signs of the time line that are long enough to be visible in this run. */
export function showLegend(place: HTMLElement, trace: Trace): void {
  const last = viewAt(trace, trace.moments.length - 1);
  const seen = new Set<ActorState>(["running", "ended"]);
  for (const { state, fromStep, toStep, fromMs, toMs } of last.spans) {
    if (trace.endMs > 0 ? toMs > fromMs : toStep > fromStep) seen.add(state);
  }
  if (last.states.includes("failed")) seen.add("failed");
  place.replaceChildren();
  for (const state of STATES.filter((state) => seen.has(state))) {
    const item = addElement("li", "", place);
    item.innerHTML = `<svg viewBox="-12 -12 ${isOver(state) ? 24 : 68} 24" aria-hidden="true">${
      face(1, state)
    }${sampleOf(state)}</svg>`;
    bindText(addElement("span", "", item), () => say(STATE_WORDS[state]));
  }
}

function sampleOf(state: ActorState): string {
  if (isOver(state)) return "";
  if (state === "running") return `<path class="thread" d="M18 0H52"/>`;
  if (isBar(state)) {
    return `<rect class="span span-${state} actor-1" x="18" y="-7" width="34" height="14" rx="5"/>`;
  }
  return `<line class="span span-${state} actor-1" x1="18" x2="52" y1="0" y2="0"/>`;
}
