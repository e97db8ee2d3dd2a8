// Connects the rules, the board, the sounds and the screens of 2048.

import { BoardView } from "./board/board_view.ts";
import { type BoardColours, STAGE } from "./board/board_shape.ts";
import { showTitleToy } from "./board/title_toy.ts";
import { type EndingChoices, lossEnding, roundOverScreen, winEnding } from "./endings.ts";
import { followRounds } from "../kit/class_rounds.ts";
import { dayName, type Round } from "../kit/classroom.ts";
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
import { addBoardTable, describeMove } from "./page/board_table.ts";
import { HELP } from "./page/help.ts";
import { addNameSign } from "./page/name_sign.ts";
import { setTable } from "./page/table.ts";
import { LESSONS, WORDS } from "./page/words.ts";
import {
  boardOf,
  goOn,
  leaveRound,
  openSharedBoard,
  play,
  restart,
  undo,
} from "./progress/progress.ts";
import { openProgress } from "./progress/stored.ts";
import { tellScore } from "./progress/tell_class.ts";
import { canMove, goalOf, type Move } from "./rules/rules.ts";
import { standing } from "./rules/run.ts";
import * as sounds from "./sounds.ts";

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
const bestBefore = { score: boardOf(progress).best };
let endInMs: number | undefined;
let merges = 0;
let round: Round | undefined;

const shell = new Shell({
  name: WORDS.name,
  tagline: WORDS.tagline,
  buildTitle: showTitleToy,
  titleActions: () => {
    const { moves, cells } = currentGame();
    const begun = moves > 0 && canMove(cells);
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

const showNameSign = addNameSign(shell.hud);
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

/** The game on the current board. */
function currentGame() {
  return boardOf(progress).run.game;
}

function update(stepMs: number): void {
  view.update(stepMs);
  if (round) showNameSign(round);
  if (endInMs === undefined) return;
  endInMs -= stepMs;
  if (endInMs <= 0) end();
}

/** Brings everything visible, audible and stored in line with the progress. */
function showProgress(): void {
  const { cells } = currentGame();
  table.show(progress);
  showNameSign(round);
  writeBoard(cells);
  music.setTension(sounds.tensionOf(cells));
  save.store(progress);
}

/** Continues the game. */
function enter(): void {
  endInMs = undefined;
  loop.speed = 1;
  bestBefore.score = boardOf(progress).best;
  view.show(currentGame(), { fresh: true });
  showProgress();
  sounds.playMusic(music);
  followStanding();
}

function newGame(): void {
  progress = restart(progress, freshSeed(), dayName(new Date()));
  enter();
}

/** Brings the player to the board of a round, from wherever the player is. */
function startRound(started: Round): void {
  round = started;
  const { number, seed } = started;
  progress = openSharedBoard(progress, { name: "round", of: String(number), seed });
  shell.screens.closeAll();
  enter();
  shell.screens.toast(WORDS.roundStarts);
}

/** Brings the player back to the game of before. */
function endRound(): void {
  const board = boardOf(progress);
  round = undefined;
  progress = leaveRound(progress);
  shell.screens.closeAll();
  enter();
  shell.screens.open(roundOverScreen(shell, board));
}

function askForNewGame(): void {
  if (currentGame().moves < YOUNG_GAME_MOVES) return newGame();
  shell.screens.open({
    id: "ask",
    title: WORDS.askNew,
    build: (panel) => {
      addText(panel, "p", () => say(WORDS.askNewText, { score: currentGame().score }));
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
  view.show(currentGame());
  showProgress();
  sounds.playUndo(sound);
  shell.screens.announce(say(WORDS.undone, { score: currentGame().score }));
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
  const largestBefore = boardOf(progress).largest;
  progress = played.progress;
  tellScore(progress, played.move);
  learn(played.move);
  view.play(played.move, direction);
  sounds.playMove(sound, played.move);
  showProgress();
  shell.screens.announce(describeMove(played.move, direction));
  celebrate(largestBefore);
  followStanding();
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
  const { largest, run } = boardOf(progress);
  if (largest > largestBefore && largest >= 128 && largest !== goalOf(run.game.cells)) {
    shell.screens.toast(WORDS.newLargest, { n: largest });
  }
}

function followStanding(): void {
  const { run } = boardOf(progress);
  const stands = standing(run, canMove(run.game.cells));
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
  const board = boardOf(progress);
  const choices: EndingChoices = { onGoOn: playOn, onNewGame: newGame, onTakeBack: takeBack };
  const isWon = standing(board.run, canMove(board.run.game.cells)) === "won";
  shell.showEnd(isWon ? winEnding(board, choices) : lossEnding(board, bestBefore.score, choices));
}

/** Goes on after the goal. */
function playOn(): void {
  progress = goOn(progress);
  save.store(progress);
  followStanding();
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
// A round that still runs begins again below, with its game as it was left.
progress = leaveRound(progress);
view.show(currentGame());
showProgress();
shell.showTitle();
followRounds({ start: startRound, end: endRound });
