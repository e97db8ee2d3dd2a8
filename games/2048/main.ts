// Connects the rules, the board, the sounds and the screens of 2048.

import { BoardView } from "./board_view.ts";
import { type BoardColours, STAGE } from "./board_shape.ts";
import { addBoardTable, describeMove } from "./board_table.ts";
import { addEndPicture } from "./end_picture.ts";
import { addText } from "../kit/controls.ts";
import { type Direction, DIRECTION_KEYS, type Intent, listenToPlayer } from "../kit/input.ts";
import { say } from "../kit/language.ts";
import { Loop } from "../kit/loop.ts";
import { wantsCalmMotion } from "../kit/motion.ts";
import { Music } from "../kit/music.ts";
import { freshSeed } from "../kit/random.ts";
import { Shell } from "../kit/shell.ts";
import { Sound } from "../kit/sound.ts";
import { type Point, Stage } from "../kit/stage.ts";
import { HELP } from "./help.ts";
import { openProgress, play, restart, standing, undo } from "./progress.ts";
import { canMove, GOAL, largestTile, type Move } from "./rules.ts";
import * as sounds from "./sounds.ts";
import { setTable } from "./table.ts";
import { showTitleToy } from "./title_toy.ts";
import { LESSONS, WORDS } from "./words.ts";

/** The number of moves up to which a game is restarted without a question. */
const YOUNG_GAME_MOVES = 5;
/** The time in which the player sees the last merge before a screen covers it. */
const END_AFTER_MS = 900;
/** The speed of time while the first 2048 appears. */
const SOLEMN_SPEED = 0.4;
/** The number of merges after which the second lesson is learnt. */
const MERGES_TO_LEARN = 4;

const sound = new Sound();
const music = new Music(sound);
const save = openProgress(freshSeed());
let progress = save.load();
const bestBefore = { score: progress.best };
let endInMs: number | undefined;
let merges = 0;

const shell = new Shell({
  name: WORDS.name,
  tagline: WORDS.tagline,
  buildTitle: showTitleToy,
  titleActions: () => {
    const begun = progress.game.moves > 0 && canMove(progress.game.cells);
    return begun
      ? [
        { label: WORDS.goOn, icon: "play", primary: true, run: enter },
        { label: WORDS.newGame, icon: "restart", run: askOverBoard },
      ]
      : [{ label: WORDS.play, icon: "play", primary: true, run: newGame }];
  },
  help: HELP,
  onVolume: () => sounds.playMerge(sound, 16, 0),
  onPause: () => loop.stop(),
  onResume: () => loop.start(),
  onRestart: askForNewGame,
});

addText(shell.hud, "span", WORDS.name).className = "wordmark";
const table = setTable(shell.place, { onUndo: takeBack, onNewGame: askForNewGame });
const writeBoard = addBoardTable(table.boardPlace);
const stage = new Stage({
  host: table.boardPlace,
  landscape: { width: STAGE, height: STAGE },
  onLayout: () => view.relayout(readColours()),
});
const view: BoardView = new BoardView(stage, readColours());
const loop: Loop = new Loop({ update, render: () => view.render() });

function readColours(): BoardColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    board: read("--board"),
    edge: read("--board-edge"),
    well: read("--well"),
    ink: read("--text"),
    halo: read("--surface"),
  };
}

function update(stepMs: number): void {
  view.update(stepMs);
  if (endInMs === undefined) return;
  endInMs -= stepMs;
  if (endInMs <= 0) end();
}

/** Brings everything visible, audible and stored in line with the progress. */
function showProgress(): void {
  table.show(progress);
  writeBoard(progress.game.cells);
  const empty = progress.game.cells.filter((value) => value === 0).length;
  music.setTension(sounds.tensionOf(empty));
  save.store(progress);
}

/** Continues the game. */
function enter(): void {
  endInMs = undefined;
  loop.speed = 1;
  bestBefore.score = progress.best;
  view.show(progress.game, { fresh: true });
  showProgress();
  sounds.playMusic(music);
  followStanding();
}

function newGame(): void {
  progress = restart(progress, freshSeed());
  enter();
}

function askForNewGame(): void {
  if (progress.game.moves < YOUNG_GAME_MOVES) return newGame();
  shell.screens.open({
    id: "ask",
    title: WORDS.askNew,
    build: (panel) => {
      addText(panel, "p", () => say(WORDS.askNewText, { score: progress.game.score }));
      shell.addActions(panel, [
        { label: WORDS.keepThis, icon: "play", primary: true, run: () => {} },
        { label: WORDS.newGame, icon: "restart", run: newGame },
      ]);
    },
  });
}

/** Asks whether to drop the game, with that game behind the question. */
function askOverBoard(): void {
  enter();
  askForNewGame();
}

function takeBack(): void {
  const before = undo(progress);
  if (!before) return;
  progress = before;
  endInMs = undefined;
  loop.speed = 1;
  view.show(progress.game);
  showProgress();
  sounds.playUndo(sound);
  shell.screens.announce(say(WORDS.undone, { score: progress.game.score }));
}

function push(direction: Direction): void {
  if (endInMs !== undefined) return;
  const played = play(progress, direction);
  if (!played) {
    view.nudge(direction);
    sounds.playBlocked(sound);
    shell.screens.announce(say(WORDS.blocked));
    return;
  }
  const largestBefore = progress.largest;
  progress = played.progress;
  learn(played.move);
  view.play(played.move, direction);
  soundMove(played.move);
  showProgress();
  shell.screens.announce(describeMove(played.move, direction));
  celebrate(largestBefore);
  followStanding();
}

function soundMove(move: Move): void {
  sounds.playSlide(sound);
  sounds.playSpawn(sound);
  const made = new Map(
    move.slides.filter((slide) => slide.merges).map(({ to, value }) => [to, value * 2]),
  );
  for (const [cell, value] of made) sounds.playMerge(sound, value, (cell % 4 - 1.5) / 3);
}

/** Teaches the next lesson of the first game once the player has done the current one. */
function learn(move: Move): void {
  if (move.gained > 0) merges++;
  const { lessons } = progress;
  const learnt = lessons === 0 || lessons === 1 && move.gained > 0 ||
    lessons === 2 && merges > MERGES_TO_LEARN;
  if (lessons < LESSONS.length && learnt) progress = { ...progress, lessons: lessons + 1 };
}

/** Says a word when a tile is larger than any before. */
function celebrate(largestBefore: number): void {
  const { largest } = progress;
  if (largest > largestBefore && largest >= 128 && largest !== GOAL) {
    shell.screens.toast(WORDS.newLargest, { n: largest });
  }
}

function followStanding(): void {
  const stands = standing(progress, canMove(progress.game.cells));
  if (stands === "playing") return;
  endInMs = END_AFTER_MS;
  if (stands === "won") {
    if (!wantsCalmMotion()) loop.speed = SOLEMN_SPEED;
    sounds.playWin(sound);
  } else {
    sounds.playLoss(sound);
  }
}

function end(): void {
  endInMs = undefined;
  loop.speed = 1;
  view.render();
  if (standing(progress, canMove(progress.game.cells)) === "won") showWin();
  else showLoss();
}

function showWin(): void {
  shell.showEnd({
    won: true,
    title: WORDS.won,
    build: (panel) => {
      addEndPicture(panel, largestTile(progress.game.cells), "glad");
      addText(panel, "p", () => say(WORDS.wonText, { moves: progress.game.moves }));
    },
    actions: [
      {
        label: WORDS.keepPlaying,
        icon: "play",
        primary: true,
        run: () => {
          progress = { ...progress, wentOn: true };
          save.store(progress);
          followStanding();
        },
      },
      { label: WORDS.newGame, icon: "restart", run: newGame },
    ],
  });
}

function showLoss(): void {
  const { score, cells } = progress.game;
  shell.showEnd({
    won: false,
    title: WORDS.lost,
    build: (panel) => {
      addEndPicture(panel, largestTile(cells), score > bestBefore.score ? "glad" : "worried");
      addText(panel, "p", () => String(score)).className = "end-score";
      if (score > bestBefore.score) addText(panel, "p", WORDS.newBest).className = "end-best";
      addText(panel, "p", () => say(WORDS.lostText, { largest: largestTile(cells) }));
    },
    actions: [
      { label: WORDS.newGame, icon: "restart", primary: true, run: newGame },
      { label: WORDS.takeBack, icon: "undo", run: takeBack },
    ],
  });
}

/** Makes a tapped tile hop and ring. */
function tickle({ x, y }: Point): void {
  const value = view.poke(stage.toLogical({ clientX: x, clientY: y }));
  if (value > 0) sounds.playTickle(sound, value);
}

function onIntent(intent: Intent): void {
  if (shell.screens.current !== undefined) return;
  if (intent.kind === "swipe") push(intent.direction);
  if (intent.kind === "tap") tickle(intent.at);
  if (intent.kind !== "action") return;
  if (intent.action === "undo") takeBack();
  else push(intent.action as Direction);
}

listenToPlayer({
  target: table.swipePlace,
  keys: { ...DIRECTION_KEYS, KeyU: "undo", Backspace: "undo", KeyZ: "undo" },
  onIntent,
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  view.relayout(readColours());
});
view.show(progress.game);
showProgress();
shell.showTitle();
