// The state of the stage: a scene, one of its programs, its numbers, and their run.

import { say, type Text } from "../kit/language.ts";
import { recordLive } from "./runs/live.ts";
import { countInWorker } from "./runs/prime_thread.ts";
import { type Numbers, type Program, record, type RunOptions } from "./runs/run.ts";
import type { Trace } from "./trace/recorder.ts";
import type { NumberControl, Question, Scene, SetUp, Variant } from "./scenes/scene.ts";
import type { Order } from "./workshop/attempt.ts";
import { WORDS } from "./words.ts";

type Value = number | boolean;

/** The name of the switch for the real network. */
const REAL = "real";

/** All programs, by the ids of their variants. */
export type Programs = ReadonlyMap<string, Program>;

const CLIENT_WORDS = {
  connected: WORDS.connected,
  left: WORDS.left,
  answered: WORDS.answered,
} as const satisfies Record<string, Text>;

/** A program's message about a file that arrived or failed, or about a client. */
function report(name: string, what: number | string): string {
  const text = CLIENT_WORDS[what as keyof typeof CLIENT_WORDS];
  if (text) return say(text, { name });
  return say(what === 200 ? WORDS.arrived : WORDS.failed, { name, status: what });
}

/** The learner's versions of programs, by the ids of variants. */
export type Drafts = {
  get(variant: string): string | undefined;
  set(variant: string, source: string): unknown;
  delete(variant: string): unknown;
};

/** A scene with the learner's settings. */
export class Experiment {
  readonly scene: Scene;
  readonly #programs: Programs;
  #variant: string;
  readonly #drafts: Drafts;
  /** The learner's version that runs in place of a variant's program. */
  #edited: { readonly variant: string; readonly source: string } | undefined;
  readonly #values: Record<string, Value>;

  constructor(scene: Scene, programs: Programs, drafts: Drafts = new Map<string, string>()) {
    this.#drafts = drafts;
    this.scene = scene;
    this.#programs = programs;
    this.#variant = scene.variants[0]!.id;
    this.#values = Object.fromEntries(scene.controls.map(({ id, value }) => [id, value]));
  }

  /** The variants to choose from; a variant on the real network is chosen by a switch instead. */
  get shownVariants(): readonly Variant[] {
    return this.scene.variants.filter(({ machine }) => machine !== "real");
  }

  /** The id of the chosen variant. */
  get chosen(): string {
    return this.#variant;
  }

  /** The variant that runs. */
  get variant(): Variant {
    const id = this.#values[REAL] === true ? `${REAL}_${this.#variant}` : this.#variant;
    return this.scene.variants.find((variant) => variant.id === id)!;
  }

  get program(): Program {
    return this.#programs.get(this.variant.id)!;
  }

  /** The learner's version of the program, if there is one. */
  get draft(): string | undefined {
    return this.#drafts.get(this.variant.id);
  }

  /** Whether the learner's version runs in place of the program. */
  get isEdited(): boolean {
    return this.#edited?.variant === this.variant.id;
  }

  /** The text that runs. */
  get source(): string {
    return this.isEdited ? this.#edited!.source : this.program.source;
  }

  /** Keeps what the learner has written so far. */
  note(source: string): void {
    if (source === this.program.source) this.#drafts.delete(this.variant.id);
    else this.#drafts.set(this.variant.id, source);
  }

  /** Keeps a version of the learner's own, and runs it from now on. */
  edit(source: string): void {
    this.note(source);
    this.#edited = { variant: this.variant.id, source };
  }

  /** Forgets the learner's version. */
  restore(): void {
    this.#drafts.delete(this.variant.id);
    this.#edited = undefined;
  }

  /** A version of the program and all that it needs to run elsewhere. */
  orderOf(source: string): Order {
    const { machine, numbers, actors = [] } = this.#options;
    const words = { 200: WORDS.arrived, ...CLIENT_WORDS, other: WORDS.failed };
    const messages = Object.fromEntries(
      Object.entries(words).map(([what, text]) => [what, say(text, { name: "{name}" })]),
    );
    return { source, machine, numbers, actors, messages };
  }

  /** The controls of the settings that the learner may change. */
  get controls(): readonly NumberControl[] {
    return this.variant.numbers.map((id) => this.scene.controls.find((one) => one.id === id)!);
  }

  get values(): Readonly<Record<string, Value>> {
    return this.#values;
  }

  /** The settings under which a variant runs; those it has no use for are left out. */
  settingsOf({ numbers }: Variant): string {
    return JSON.stringify(numbers.map((id) => [id, this.#values[id]]));
  }

  /** The numbers that the program receives. */
  get numbers(): Numbers {
    return this.scene.prepare?.(this.#values, this.variant) ?? this.#values;
  }

  choose(variant: string): void {
    this.#variant = variant;
    this.#edited = undefined;
  }

  set(id: string, value: Value): void {
    this.#values[id] = value;
  }

  /** Sets the variant and all numbers, for the program as it came. */
  setUp({ variant, numbers }: SetUp): void {
    this.choose(variant);
    Object.assign(this.#values, numbers);
  }

  /** Records the run on a simulated clock; for a real run, only its state before it begins. */
  record(): Trace {
    if (this.variant.machine !== "real") return record(this.program, this.#options);
    const actors = ["main", ...this.#options.actors ?? []];
    const moments = [{ line: undefined, actor: 0, atMs: 0 }];
    return { actors, moments, changes: [], handovers: [], output: [], endMs: 0 };
  }

  /** Records a run over the real network. */
  async recordLive(onMoment: (soFar: () => Trace) => void): Promise<Trace> {
    return await recordLive(this.program, {
      ...this.#options,
      fetch: (name, init) => fetch(name, init),
      countElsewhere: countInWorker,
      nowMs: () => performance.now(),
      onMoment,
    });
  }

  /** Finds the right answer to a question of the scene by running its programs. */
  findAnswer(question: Question): string {
    return question.findAnswer((setUp) => {
      const trial = new Experiment(this.scene, this.#programs);
      trial.setUp(setUp);
      return trial.record();
    });
  }

  get #options(): RunOptions {
    const { machine } = this.variant;
    const actors = this.scene.actors?.(this.variant) ?? [];
    return { machine, numbers: this.numbers, report, actors };
  }
}
