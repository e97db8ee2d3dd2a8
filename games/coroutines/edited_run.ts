// Runs a version of the learner's own, and tells what came of it.

import { say } from "../kit/language.ts";
import type { Experiment } from "./experiment.ts";
import type { Trace } from "./trace/recorder.ts";
import { SourceView } from "./view/source.ts";
import { explain, findLostWait } from "./workshop/explain.ts";
import { lineOfMistake } from "./workshop/syntax.ts";
import { type Result, Workshop } from "./workshop/workshop.ts";
import { WORDS } from "./words.ts";

/** Where to begin to look at a run, and whether it runs on from there. */
export type Look = { readonly position: number; readonly plays: boolean };

/** The parts of the lab that edited programs need. */
export type EditedParts = {
  /** The experiment on the stage. */
  readonly experiment: () => Experiment;
  /** Called before a version from the editor runs. */
  readonly onBegin: () => void;
  /** Called when the program as it came is back. */
  readonly onRestore: () => void;
  readonly onTrace: (trace: Trace, look: Look) => void;
};

/** What is wrong, in one line, and in which line of the program. */
function tell(result: Result, source: string): { message: string; line?: number } {
  if (result.kind === "ran") {
    const lost = findLostWait(source);
    return { message: lost ? say(WORDS.lostWait, lost) : "" };
  }
  if (result.kind === "threw") {
    const { line } = result;
    return { message: say(WORDS.threw, { line, why: explain(result.why, source) }), line };
  }
  if (result.kind === "endless") return { message: say(WORDS.endless, { lines: result.lines }) };
  if (result.kind !== "syntax") return { message: say(WORDS[result.kind]) };
  const line = lineOfMistake(source);
  const why = explain(result.why, source);
  if (line === undefined) return { message: say(WORDS.syntax, { why }) };
  return { message: say(WORDS.syntaxAt, { line, why }), line };
}

/** Runs versions of programs one at a time. */
export class EditedRun {
  readonly #workshop = new Workshop();
  readonly #parts: EditedParts;
  /** The panel of the code. */
  readonly view: SourceView;

  /** @param panel the place of the code */
  constructor(panel: HTMLElement, parts: EditedParts) {
    this.#parts = parts;
    this.view = new SourceView(panel, {
      onRun: (source) => {
        parts.onBegin();
        void this.run(parts.experiment(), source, { plays: true });
      },
      onDraft: (source) => parts.experiment().note(source),
      onRestore: () => {
        parts.experiment().restore();
        parts.onRestore();
      },
    });
  }

  /** Leaves the run that is under way. */
  leave(): void {
    this.#workshop.leave();
  }

  /** Runs a version. One that came to its first line is kept and shown, any other stays in the editor. */
  async run(experiment: Experiment, source: string, { plays }: Pick<Look, "plays">): Promise<void> {
    let result: Result;
    this.view.setBusy(true);
    try {
      result = await this.#workshop.run(experiment.orderOf(source));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return this.view.say(say(WORDS.offline, { why }));
    } finally {
      this.view.setBusy(false);
    }
    const { message, line } = tell(result, source);
    if (!("trace" in result)) return this.view.say(message, line);
    experiment.edit(source);
    const { program: { source: original, python }, variant, numbers } = experiment;
    const [isEdited, draft] = [true, experiment.draft ?? source];
    if (plays) this.view.leaveEditor();
    this.view.load({ source, original, python, variant, numbers, draft, isEdited });
    this.view.say(message, plays ? line : undefined);
    const hasThrown = result.kind === "threw";
    // The line that went wrong is the last of the run.
    const position = hasThrown ? Math.max(0, result.trace.moments.length - 2) : 0;
    this.#parts.onTrace(result.trace, { position, plays: plays && !hasThrown });
  }
}
