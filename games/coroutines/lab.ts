// The lab: one stage for all scenes.

import { followCalmMotion } from "../kit/body_marks.ts";
import { addElement } from "../kit/controls.ts";
import { bindText, followLanguage, say } from "../kit/language.ts";
import { onPageHidden } from "../kit/loop.ts";
import { Screens } from "../kit/screens.ts";
import { EditedRun, type Look } from "./edited_run.ts";
import { Experiment, type Programs } from "./experiment.ts";
import { listenToKeys } from "./keys.ts";
import { LiveRun } from "./live_run.ts";
import { Notebook } from "./notebook.ts";
import { WORDS } from "./words.ts";
import { Paper } from "./paper.ts";
import { Quiz } from "./quiz.ts";
import type { SetUp } from "./scenes/scene.ts";
import { SCENES } from "./scenes/scenes.ts";
import { mostWaiting, type View, viewAt } from "./trace/moment.ts";
import { onTimer, Player } from "./trace/player.ts";
import type { Trace } from "./trace/recorder.ts";
import { ControlsView } from "./view/controls.ts";
import { showNumbers } from "./view/numbers.ts";
import { OutputView } from "./view/output.ts";
import { buildPage, type Page, showLegend } from "./view/page.ts";
import type { SourceView } from "./view/source.ts";
import { bringStage, bringTitle, scrollBehaviour } from "./view/sight.ts";
import { SwitchSound } from "./view/switch_sound.ts";
import { offerNext, selectTab } from "./view/tabs.ts";
import { TimelineView } from "./view/timeline.ts";
import { showTotals, Totals } from "./view/totals.ts";
import { showVariants } from "./view/variants.ts";

/** The controller of the lab. */
export class Lab {
  readonly #screens = new Screens(document.body, () => this.#player?.pause());
  readonly #page: Page;
  readonly #experiments: readonly Experiment[];
  readonly #player: Player;
  readonly #source: SourceView;
  readonly #edited: EditedRun;
  readonly #timeline: TimelineView;
  readonly #output: OutputView;
  readonly #controls: ControlsView;
  readonly #quiz: Quiz;
  readonly #legend: HTMLElement;
  readonly #notebook = new Notebook(SCENES);
  #scene = 0;
  #trace: Trace;
  #view: View;
  readonly #live = new LiveRun();
  readonly #sound = new SwitchSound();
  readonly #totals = new Totals();

  constructor(programs: Programs) {
    const { drafts } = this.#notebook;
    this.#experiments = SCENES.map((scene) => new Experiment(scene, programs, drafts));
    this.#trace = this.#experiment.record();
    this.#view = viewAt(this.#trace, 0);
    this.#page = buildPage({
      screens: this.#screens,
      onScene: (index) => this.#openScene(index),
    });
    const page = this.#page;
    this.#edited = new EditedRun(page.code, {
      experiment: () => this.#experiment,
      onBegin: () => this.#quiz.abandon(),
      onRestore: () => this.#changed(),
      onTrace: (trace, look) => this.#takeEdited(trace, look),
    });
    this.#source = this.#edited.view;
    this.#timeline = new TimelineView(page.timeline, (position) => {
      if (!this.#live.isOn) this.#player.goTo(position);
    });
    this.#legend = addElement("ul", "legend", page.timeline);
    bindText(this.#legend, WORDS.legend, "aria-label");
    this.#output = new OutputView(page.output);
    this.#quiz = new Quiz({
      page,
      screens: this.#screens,
      notebook: this.#notebook,
      onTry: (setUp) => this.#ask(setUp),
      onAsked: () => this.#controls.show(),
      onScene: (index) => this.#openScene(index),
      onForget: () => this.#openScene(this.#scene),
    });
    this.#player = new Player({
      after: onTimer,
      onChange: () => this.#show(),
    });
    this.#controls = new ControlsView(page.controls, {
      actions: this.#actions,
      read: () => ({
        player: this.#player,
        nowMs: this.#experiment.scene.axis === "time" ? this.#view.nowMs : undefined,
        isBusy: this.#live.isOn,
        isAsked: this.#quiz.isAsked,
      }),
    });
    this.#openScene(Math.max(0, SCENES.findIndex(({ id }) => id === this.#notebook.scene)));
    this.#follow(programs);
  }

  get #experiment(): Experiment {
    return this.#experiments[this.#scene]!;
  }

  get #actions() {
    return {
      reset: () => this.#player.goTo(0),
      back: () => this.#player.goTo(this.#player.position - 1),
      toggle: () => this.#toggle(),
      step: () => {
        bringStage(this.#page);
        this.#player.goTo(this.#player.position + 1);
      },
      goTo: (position: number) => this.#player.goTo(position),
      setSpeed: (speed: number) => void (this.#player.speed = speed),
      skip: () => this.#player.goTo(this.#player.end),
    };
  }

  /** Follows changes of language, motion, keys, printing and other tabs. */
  #follow(programs: Programs): void {
    let isFirst = true;
    followLanguage(() => {
      // The output of a run is in the language at its start, so it runs again.
      if (!isFirst && !this.#live.isOn) this.#rerun(this.#player.position);
      isFirst = false;
    });
    followCalmMotion();
    onPageHidden(() => this.#player.pause());
    listenToKeys({
      ...this.#actions,
      end: this.#actions.skip,
      openScene: (index) => this.#openScene(index),
      isBusy: () => this.#live.isOn || this.#screens.current !== undefined,
    });
    new Paper(this.#experiments, programs).addButtons(this.#page.paper);
  }

  #openScene(index: number): void {
    this.#scene = index;
    const { scene } = this.#experiment;
    this.#notebook.enter(scene.id);
    selectTab(this.#page, index);
    document.body.dataset.scene = scene.id;
    bindText(this.#page.title, scene.title);
    bindText(this.#page.lead, scene.lead);
    this.#quiz.open(this.#experiment);
    this.#offerNext();
    this.#load();
    bringTitle(this.#page);
  }

  #offerNext(): void {
    const index = this.#scene + 1;
    const { title } = SCENES[index] ?? {};
    offerNext(this.#page, title && { title, index, open: () => this.#openScene(index) });
  }

  /** Shows the experiment with its current settings, at its start. */
  #load(): void {
    const experiment = this.#experiment;
    this.#live.leave();
    this.#showVariants();
    this.#showNumbers();
    bindText(
      this.#page.hint,
      () => experiment.variant.machine === "real" ? say(experiment.scene.realHint!) : "",
    );
    this.#rerun(0);
  }

  /** Runs the program again, and shows a moment of the run. */
  #rerun(position: number): void {
    const experiment = this.#experiment;
    const { program, variant, numbers, source, draft, isEdited } = experiment;
    const { source: original, python } = program;
    this.#source.load({ source, original, python, variant, numbers, draft, isEdited });
    this.#edited.leave();
    if (isEdited) return void this.#edited.run(experiment, source, { plays: false });
    if (variant.machine !== "real" || position === 0) this.#trace = experiment.record();
    this.#start(position);
  }

  /** Shows a moment of the trace. */
  #start(position: number, { plays = false } = {}): void {
    showLegend(this.#legend, this.#trace);
    this.#player.load(this.#trace.moments.map(({ atMs }) => atMs));
    if (position > 0) this.#player.goTo(position);
    this.#showTotals();
    if (plays) this.#player.run();
  }

  #takeEdited(trace: Trace, { position, plays }: Look): void {
    this.#trace = trace;
    if (plays) bringStage(this.#page);
    this.#start(position, { plays });
  }

  #showVariants(): void {
    const experiment = this.#experiment;
    showVariants(this.#page.variants, {
      experiment,
      onChoose: (id) => {
        experiment.choose(id);
        this.#changed();
        this.#showNumbers();
      },
    });
  }

  #showNumbers(): void {
    showNumbers(this.#page.numbers, {
      controls: this.#experiment.controls,
      values: this.#experiment.values,
      onChange: (id, value) => {
        this.#experiment.set(id, value);
        this.#changed();
        if (id === "real") this.#showNumbers();
      },
    });
  }

  /** Follows a change of the learner's settings. */
  #changed(): void {
    this.#quiz.abandon();
    this.#live.leave();
    this.#rerun(0);
  }

  #ask(setUp: SetUp): void {
    this.#experiment.setUp(setUp);
    this.#load();
    bringStage(this.#page);
    this.#player.runToAnswer();
  }

  #toggle(): void {
    if (this.#source.isEditing) return this.#source.runEdited();
    if (this.#player.isRunning) return this.#player.pause();
    bringStage(this.#page);
    const isReal = this.#experiment.variant.machine === "real";
    if (isReal && this.#player.isAtEnd) void this.#runLive();
    else this.#player.run();
  }

  /** Runs over the network, and shows the run while it happens. */
  async #runLive(): Promise<void> {
    await this.#live.start({
      record: (onChange) => this.#experiment.recordLive(onChange),
      onChange: (soFar) => this.#take(soFar),
      onEnd: (trace) => {
        showLegend(this.#legend, trace);
        this.#take(trace);
      },
      onFailure: (why) => {
        this.#screens.toast(WORDS.offline, { why });
        this.#rerun(0);
      },
    });
  }

  /** Shows the end of a trace. */
  #take(trace: Trace): void {
    this.#trace = trace;
    this.#player.follow(trace.moments.map(({ atMs }) => atMs));
  }

  /** Brings the whole stage in line with the player. */
  #show(): void {
    const before = this.#view;
    this.#view = viewAt(this.#trace, this.#player.position);
    const { axis } = this.#experiment.scene;
    document.body.classList.toggle("running", this.#player.isRunning);
    this.#source.show(this.#trace, this.#view, { isLive: this.#live.isOn });
    this.#timeline.show({ trace: this.#trace, view: this.#view, axis });
    this.#output.show(this.#view, { hasTime: axis === "time" });
    this.#controls.show();
    this.#sound.play(before, this.#view);
    if (this.#player.isAtEnd && this.#player.end > 0 && !this.#live.isOn) this.#finish();
  }

  #finish(): void {
    const [ms, mostAtOnce] = [this.#trace.endMs, mostWaiting(this.#trace)];
    // The comparison is of the programs as they came.
    if (!this.#experiment.isEdited) this.#totals.keep(this.#experiment, { ms, mostAtOnce });
    this.#showTotals();
    if (!this.#quiz.judge()) return;
    this.#page.question.scrollIntoView({ block: "nearest", behavior: scrollBehaviour() });
  }

  #showTotals(): void {
    const place = this.#page.totals;
    const experiment = this.#experiment;
    place.hidden = experiment.scene.id !== "downloads";
    if (place.hidden) return;
    showTotals(place, { variants: experiment.shownVariants, totals: this.#totals.of(experiment) });
  }
}
