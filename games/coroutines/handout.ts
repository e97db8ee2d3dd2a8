// The printed lab: every scene with its code, its whole run and its question.

import { addElement, addText } from "../kit/controls.ts";
import { writeListing } from "./view/code.ts";
import { Experiment, type Programs } from "./experiment.ts";
import { mostWaiting, viewAt } from "./trace/moment.ts";
import { tellNumbers } from "./view/numbers.ts";
import { addPrint } from "./view/output.ts";
import { showLegend } from "./view/page.ts";
import { addPaperHead, addQuestion } from "./view/sheet.ts";
import { SCENES } from "./scenes/scenes.ts";
import { foldKnown } from "./view/known_lines.ts";
import { drawTimeline } from "./view/timeline.ts";
import { showTotals, type Total } from "./view/totals.ts";
import { WORDS } from "./words.ts";

/** Half a sheet of A4 is narrower, in CSS pixels: the picture is drawn smaller than on a screen. */
const PICTURE_WIDTH = 470;

/** Rewrites the handout, which the style shows only in print. */
export function writeHandout(
  place: HTMLElement,
  experiments: readonly Experiment[],
  programs: Programs,
): void {
  place.replaceChildren();
  addPaperHead(place, WORDS.tagline);
  for (const [index] of SCENES.entries()) writeScene(place, experiments[index]!, programs);
}

function writeScene(place: HTMLElement, set: Experiment, programs: Programs): void {
  const { scene } = set;
  const section = addElement("section", `handout-scene handout-${scene.id}`, place);
  const title = addText(section, "h2", scene.title);
  title.prepend(`${SCENES.indexOf(scene) + 1}. `);
  addText(section, "p", scene.lead).className = "lead";
  const totals = new Map<string, Total>();
  let last = section;
  let before: string | undefined;
  for (const { id } of set.shownVariants) {
    const copy = new Experiment(scene, programs);
    copy.setUp({ variant: id, numbers: { ...set.values, real: false } });
    const { total, beside } = writeRun(section, copy, before);
    totals.set(id, total);
    last = beside;
    before = copy.program.source;
  }
  // The page has room beside the last program.
  if (scene.id === "downloads") {
    const place = addElement("div", "handout-totals", last);
    showTotals(place, { variants: set.shownVariants, totals });
  }
  const asked = addElement("div", "handout-asked", section);
  addText(asked, "h3", WORDS.question);
  for (const question of scene.questions) addQuestion(asked, question);
}

/**
 * Writes a program and its whole run, and returns the element beside the program.
 *
 * @param before the program above, if there is one
 */
function writeRun(
  section: HTMLElement,
  experiment: Experiment,
  before?: string,
): { total: Total; beside: HTMLElement } {
  const { scene, variant, program, numbers } = experiment;
  const run = addElement("div", "handout-run", section);
  const left = addElement("div", "handout-code", run);
  addText(left, "h3", variant.label);
  addElement("p", "hint", left).textContent = tellNumbers(experiment.controls, experiment.values);
  const { source } = program;
  const lines = writeListing(left, { source, original: before ?? source, variant, numbers });
  if (before !== undefined) foldKnown(lines);
  const right = addElement("div", "handout-seen", run);
  const trace = experiment.record();
  const view = viewAt(trace, trace.moments.length - 1);
  const { markup, height } = drawTimeline({ trace, view, axis: scene.axis }, PICTURE_WIDTH);
  const picture = addElement("div", "timeline", right);
  picture.innerHTML =
    `<svg viewBox="0 0 ${PICTURE_WIDTH} ${height}" aria-hidden="true">${markup}</svg>`;
  showLegend(addElement("ul", "legend", right), trace);
  addText(right, "h3", WORDS.output);
  const list = addElement("ol", "output", right);
  for (const print of trace.output) addPrint(list, print, scene.axis === "time");
  return { total: { ms: trace.endMs, mostAtOnce: mostWaiting(trace) }, beside: right };
}
