// A class's questions on paper, with room for answers, and the sheet of the answers.

import { addElement, addText } from "../kit/controls.ts";
import { say } from "../kit/language.ts";
import { Experiment, type Programs } from "./experiment.ts";
import { SCENES } from "./scenes/scenes.ts";
import type { Question, Scene, Variant } from "./scenes/scene.ts";
import { writeListing } from "./view/code.ts";
import { foldKnown } from "./view/known_lines.ts";
import { addPaperHead, addQuestion } from "./view/sheet.ts";
import { WORDS } from "./words.ts";

/** The lines to write on below a question, and below the task. */
const ROOM = { question: 2, task: 2 } as const;

/** Writes the questions of all scenes, each beside its program. */
export function writeWorksheet(place: HTMLElement, programs: Programs): void {
  place.replaceChildren();
  const head = addPaperHead(place, WORDS.worksheet);
  const names = addElement("p", "sheet-names", head);
  for (const word of [WORDS.pupil, WORDS.schoolClass, WORDS.date]) {
    addText(names, "span", word).className = "sheet-name";
  }
  for (const scene of SCENES) writeQuestions(place, scene, programs);
}

function writeQuestions(place: HTMLElement, scene: Scene, programs: Programs): void {
  const section = addElement("section", "handout-scene sheet-scene", place);
  addText(section, "h2", scene.title).prepend(`${SCENES.indexOf(scene) + 1}. `);
  addText(section, "p", scene.lead).className = "lead";
  let shown: Variant | undefined;
  let right = section as HTMLElement;
  const places: HTMLElement[] = [];
  for (const [at, question] of scene.questions.entries()) {
    const variant = variantOf(scene, question);
    if (variant !== shown) {
      places.push(right = addProgram(section, { variant, before: shown, programs }));
    }
    shown = variant;
    addQuestion(right, question, `${at + 1}. `);
    addText(right, "p", WORDS.because).className = "sheet-because";
    addRoom(right, ROOM.question);
  }
  // The task stands beside the program that it changes.
  addTask(places[0]!, variantOf(scene, scene.questions[0]!));
}

/** Adds a change to try with a program, and room for what came of it. */
function addTask(place: HTMLElement, { idea }: Variant): void {
  const task = addElement("div", "sheet-task", place);
  addText(task, "p", () => say(WORDS.idea, { idea: say(idea) }));
  addRoom(task, ROOM.task);
}

/** Writes a program, of a later one only what is new and a little around it, and returns the place beside it. */
function addProgram(
  section: HTMLElement,
  { variant, before, programs }: {
    variant: Variant;
    before: Variant | undefined;
    programs: Programs;
  },
): HTMLElement {
  const row = addElement("div", "handout-run sheet-row", section);
  const left = addElement("div", "handout-code", row);
  addText(left, "h3", variant.label);
  const { source } = programs.get(variant.id)!;
  const original = programs.get((before ?? variant).id)!.source;
  const plain = { ...variant, numbers: [] };
  const lines = writeListing(left, { source, original, variant: plain, numbers: {} });
  if (before) foldKnown(lines);
  return addElement("div", "sheet-questions", row);
}

/** The program that a question is about. */
function variantOf(scene: Scene, question: Question): Variant {
  const { variant } = question.setUp(question.choices[0]!.value);
  return scene.variants.find(({ id }) => id === variant)!;
}

function addRoom(place: HTMLElement, lines: number): void {
  const room = addElement("div", "sheet-room", place);
  for (let line = 0; line < lines; line++) addElement("div", "sheet-line", room);
}

/** Writes the answer of every question, and why. */
export function writeAnswerSheet(place: HTMLElement, programs: Programs): void {
  place.replaceChildren();
  addPaperHead(place, WORDS.answerSheet);
  for (const scene of SCENES) {
    const section = addElement("section", "sheet-answers", place);
    addText(section, "h2", scene.title).prepend(`${SCENES.indexOf(scene) + 1}. `);
    const list = addElement("ol", "", section);
    for (const question of scene.questions) {
      const answer = new Experiment(scene, programs).findAnswer(question);
      const label = question.choices.find(({ value }) => value === answer)!.label;
      const item = addElement("li", "sheet-answer", list);
      addText(item, "p", question.text);
      addText(item, "p", label).className = "sheet-right";
      addText(item, "p", question.why);
    }
  }
}
