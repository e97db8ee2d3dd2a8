// Connects the round, the crystal, the sounds and the screens of the mind reader.

import { CrystalView } from "./crystal_view.ts";
import { checkScreen, secretScreen } from "./explanation.ts";
import { HELP } from "./help.ts";
import { type Action, addElement } from "../kit/controls.ts";
import { bindText, say, type Text } from "../kit/language.ts";
import { Loop } from "../kit/loop.ts";
import { wantsCalmMotion } from "../kit/motion.ts";
import { Music } from "../kit/music.ts";
import { freshSeed, Random } from "../kit/random.ts";
import { Shell } from "../kit/shell.ts";
import { Sound } from "../kit/sound.ts";
import { READING_MS, readingAt, type ReadingMoment } from "./reading.ts";
import { shadowsOf } from "./rules.ts";
import {
  nextStep,
  openSession,
  type Phase,
  PHASES,
  roundOf,
  ROUNDS_TO_WONDER,
  startSession,
  stepBack,
} from "./session.ts";
import * as sounds from "./sounds.ts";
import { showSymbolTable } from "./symbol_table.ts";
import { openTheatre } from "./theatre.ts";
import { KeptTally } from "./tricks/tally.ts";
import { openPerformance, openTricks, type TricksOptions } from "./tricks/tricks_screen.ts";
import { SYMBOL_WORDS, WORDS } from "./words.ts";

/** The end of a reading that is shown with reduced motion, where no shadows pass. */
const CALM_READING_MS = 1200;
/** The example `53 − 5 − 3 = 45` in its parts. */
const EXAMPLE = ["53", "− 5", "− 3", "= 45"];

const sound = new Sound();
const music = new Music(sound);
const save = openSession(freshSeed());
let session = save.load();
const tally = new KeptTally();
let round = roundOf(session);
let readingMs = 0;
let lastMoment: ReadingMoment | undefined;
/** Chooses the passing shadows; this randomness never reaches the round. */
let shadows = new Random(freshSeed());

const shell: Shell = new Shell({
  name: WORDS.name,
  tagline: WORDS.tagline,
  buildTitle: showTitleCrystal,
  titleActions: () => [
    { label: isBegun() ? WORDS.goOn : WORDS.enter, icon: "play", primary: true, run: enter },
    { label: WORDS.tricks, icon: "grid", run: () => chooseTrick(() => shell.showTitle()) },
  ],
  pauseActions: () => [{ label: WORDS.tricks, icon: "grid", run: () => chooseTrick(enter) }],
  help: HELP,
  onVolume: () => sounds.playStep(sound, 2),
  onPause: () => loop.stop(),
  onResume: () => loop.start(),
  onRestart: restart,
});
const roundName = addElement("p", "round-name", shell.hud);
bindText(
  roundName,
  () => say(WORDS.round, { n: session.rounds + (session.phase === "reveal" ? 0 : 1) }),
);
const theatre = openTheatre(shell.place, touchCrystal);
const crystal = new CrystalView(theatre.crystalPlace);
const loop: Loop = new Loop({
  update: (stepMs) => {
    crystal.update(stepMs);
    if (session.phase === "reading") read(stepMs);
  },
  render: () => crystal.render(),
});

function isBegun(): boolean {
  return session.rounds > 0 || session.phase !== "think";
}

function enter(): void {
  sounds.playMusic(music);
  showRound();
}

/** @param onBack leads back to where the player came from */
function tricksOptions(onBack: () => void): TricksOptions {
  const onDigit = (digit: number) => sounds.playBead(sound, digit);
  return { shell, sound, tally, onSymbol: enter, onBack, onDigit };
}

function chooseTrick(onBack: () => void): void {
  sounds.playMusic(music);
  openTricks(tricksOptions(onBack));
}

function perform(): void {
  shell.screens.closeAll();
  openPerformance(tricksOptions(enter));
}

function restart(): void {
  session = startSession(freshSeed());
  enter();
}

/** Shows a round in its current phase. */
function showRound(): void {
  round = roundOf(session);
  showSymbolTable(theatre.symbols, round);
  showPhase();
}

function go(next: typeof session): void {
  const newRound = next.random !== session.random;
  session = next;
  save.store(session);
  sounds.playStep(sound, PHASES.indexOf(session.phase));
  if (newRound) showRound();
  else showPhase();
}

const SPEECH: Readonly<Record<Phase, Text>> = {
  think: WORDS.think,
  subtract: WORDS.subtract,
  find: WORDS.find,
  focus: WORDS.focus,
  reading: WORDS.reading,
  reveal: WORDS.reveal,
};

function speechOf(phase: Phase): Text | (() => string) {
  if (phase === "think" && session.rounds > 0) return WORDS.thinkAgain;
  if (phase === "reveal") return () => say(WORDS.reveal, { name: say(SYMBOL_WORDS[round.symbol]) });
  return SPEECH[phase];
}

function choicesOf(phase: Phase): readonly Action[] {
  const next = () => go(nextStep(session));
  const back: Action = { label: WORDS.back, icon: "back", run: () => go(stepBack(session)) };
  switch (phase) {
    case "think":
      return [{
        label: session.rounds > 0 ? WORDS.haveResult : WORDS.haveNumber,
        primary: true,
        run: next,
      }];
    case "subtract":
      return [{ label: WORDS.haveResult, primary: true, run: next }, back];
    case "find":
      return [{ label: WORDS.haveSymbol, primary: true, run: next }, back];
    case "focus":
      return [{ label: WORDS.touch, primary: true, run: touchCrystal }, back];
    case "reading":
      return [];
    case "reveal":
      return revealChoices(next);
  }
}

function revealChoices(next: () => void): readonly Action[] {
  const options = { round, onDigit: (digit: number) => sounds.playBead(sound, digit) };
  const wonder: Action = {
    label: WORDS.wonder,
    icon: "star",
    run: () => shell.screens.open(secretScreen({ ...options, onPerform: perform })),
  };
  return [
    {
      label: WORDS.again,
      icon: "restart",
      primary: true,
      run: () => {
        tally.count("crystal", true);
        next();
      },
    },
    ...(session.rounds >= ROUNDS_TO_WONDER ? [wonder] : []),
    {
      label: WORDS.wrong,
      icon: "help",
      run: () => {
        tally.count("crystal", false);
        shell.screens.open(checkScreen(options));
      },
    },
  ];
}

/** Brings everything visible in line with the phase. */
function showPhase(): void {
  const { phase } = session;
  theatre.root.dataset.phase = phase;
  theatre.speak(speechOf(phase));
  // Whoever the tablet is passed on to may not have seen the first round.
  const subtracts = phase === "subtract" || phase === "think" && session.rounds > 0;
  theatre.showExample(subtracts ? EXAMPLE : []);
  theatre.envision(phase === "reveal" ? round.symbol : undefined);
  // This focus lets a player go through all phases with Enter.
  theatre.offer(choicesOf(phase))?.focus({ preventScroll: true });
  bindText(roundName, () => say(WORDS.round, { n: session.rounds + (phase === "reveal" ? 0 : 1) }));
  music.setTension(phase === "reading" ? 1 : 0);
  crystal.mood = {
    glow: phase === "reveal" ? 0.85 : phase === "focus" ? 0.6 : 0.36,
    whirl: phase === "focus" ? 1.8 : 1,
    face: phase === "reveal" ? "hidden" : phase === "focus" ? "asleep" : "awake",
  };
}

function touchCrystal(): void {
  sounds.playTouch(sound);
  if (session.phase !== "focus") return crystal.smile();
  readingMs = wantsCalmMotion() ? READING_MS - CALM_READING_MS : 0;
  lastMoment = undefined;
  shadows = new Random(freshSeed());
  go(nextStep(session));
}

/** Advances the reading; it ends in the light. */
function read(stepMs: number): void {
  readingMs += stepMs;
  const moment = readingAt(readingMs);
  if (moment.heartbeat > (lastMoment?.heartbeat ?? 0)) sounds.playHeartbeat(sound);
  if (moment.shadow !== lastMoment?.shadow && !wantsCalmMotion()) {
    theatre.envision(
      moment.shadow === undefined ? undefined : shadows.pick(shadowsOf(round)),
      "shadow",
    );
    if (moment.shadow !== undefined) sounds.playShadow(sound, moment.shadow);
  }
  lastMoment = moment;
  crystal.mood = {
    glow: moment.glow,
    whirl: moment.whirl,
    face: moment.shadow === undefined ? "reading" : "hidden",
  };
  if (moment.finished) {
    tally.begin("crystal");
    go(nextStep(session));
    crystal.flash();
    sounds.playReveal(sound);
  }
}

/** Shows the sleeping crystal behind its name; it opens its eyes when the pointer comes near. */
function showTitleCrystal(place: HTMLElement): () => void {
  const view = new CrystalView(addElement("div", "title-crystal", place));
  view.mood = { glow: 0.42, whirl: 1, face: "asleep" };
  const titleLoop = new Loop({
    update: (stepMs) => view.update(stepMs),
    render: () => view.render(),
  });
  const controller = new AbortController();
  document.addEventListener("pointermove", (event) => {
    lookAfter(view, event);
    view.mood = { glow: 0.6, whirl: 1.4, face: "awake" };
  }, { signal: controller.signal });
  titleLoop.start();
  return () => {
    controller.abort();
    titleLoop.stop();
    view.dispose();
  };
}

/** Makes a crystal's eyes follow the pointer. */
function lookAfter(view: CrystalView, event: PointerEvent): void {
  const box = view.stage.canvas.getBoundingClientRect();
  view.lookAt(
    (event.clientX - box.left - box.width / 2) / box.width,
    (event.clientY - box.top - box.height / 2) / box.height,
  );
}

document.addEventListener("pointermove", (event) => lookAfter(crystal, event));
showRound();
shell.showTitle();
