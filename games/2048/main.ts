// Connects the rules, the board, the sounds and the screens of 2048.

import { BoardView } from "./board/board_view.ts";
import { readBoardColours, STAGE } from "./board/board_shape.ts";
import { showTitleToy } from "./board/title_toy.ts";
import { BoardSwitch, comeBack, today } from "./board_switch.ts";
import { type EndingChoices, lossEnding, winEnding } from "./endings.ts";
import type { Label } from "../kit/controls.ts";
import { type Direction, DIRECTION_KEYS, type Intent, listenToPlayer } from "../kit/input.ts";
import { say } from "../kit/language.ts";
import { Loop } from "../kit/loop.ts";
import { wantsCalmMotion } from "../kit/motion.ts";
import { Music } from "../kit/music.ts";
import { freshSeed } from "../kit/random.ts";
import { Shell } from "../kit/shell.ts";
import { Sound } from "../kit/sound.ts";
import type { Point } from "../kit/fit.ts";
import { Stage } from "../kit/stage.ts";
import { LookBack } from "./look_back.ts";
import { listenToLookBackKeys } from "./look_back_keys.ts";
import { askForNewGame } from "./page/ask_new_game.ts";
import { addBoardTable, describeMove } from "./page/board_table.ts";
import { celebrate } from "./page/celebrate.ts";
import { helpOf } from "./page/help.ts";
import { teachLessons } from "./page/lessons.ts";
import { addNameSign, nameOfBoard } from "./page/name_sign.ts";
import { setTable } from "./page/table.ts";
import { WORDS } from "./page/words.ts";
import { boardOf, goOn, play, type Progress, restart, undo } from "./progress/progress.ts";
import { openProgress } from "./progress/stored.ts";
import { streakOn } from "./progress/streak.ts";
import { tellScore } from "./progress/tell_class.ts";
import { canMove, type Game, goalOf, type Move } from "./rules/rules.ts";
import { standing } from "./rules/run.ts";
import * as sounds from "./sounds.ts";

/** The number of moves up to which a game is restarted without a question. */
const YOUNG_GAME_MOVES = 5;
/** The time in which the player sees the last merge before a screen covers it. */
const END_AFTER_MS = 900;
/** The speed of time while the goal first appears. */
const SOLEMN_SPEED = 0.4;

const sound = new Sound();
const music = new Music(sound);
const save = openProgress(freshSeed());
let progress = comeBack(save.load());
const bestBefore = { score: boardOf(progress).best };
let endInMs: number | undefined;
const teach = teachLessons();

const shell: Shell = new Shell({
  name: WORDS.name,
  tagline: WORDS.tagline,
  buildTitle: showTitleToy,
  titleActions: () => {
    const { moves, cells } = currentGame();
    const begun = moves > 0 && canMove(cells);
    return [
      begun
        ? { label: playLabel(true), icon: "play", primary: true, run: enter }
        : { label: playLabel(false), icon: "play", primary: true, run: newGame },
      ...boards.actions(),
    ];
  },
  // Each board has a goal of its own.
  get help() {
    return helpOf(goalOf(currentGame().cells));
  },
  onVolume: () => sounds.playMerge(sound, 16, 0),
  onPause: () => loop.stop(),
  onResume: () => loop.start(),
  onRestart: askOrStart,
  pauseActions: () => [
    { label: WORDS.history, icon: "history", run: () => lookBack.togglePlay() },
    ...boards.actions(),
  ],
});

const boards: BoardSwitch = new BoardSwitch({ shell, progress: () => progress, enter: enterWith });
const showNameSign = addNameSign(shell.hud);
const lookBack: LookBack = new LookBack(boardOf(progress).run, {
  onState: showState,
  onPlace: (place) => table.showHistory(place, lookBack?.active ?? false),
});
const table = setTable(shell.place, {
  onUndo: takeBack,
  onNewGame: askOrStart,
  history: {
    onMove: (move) => lookBack.goTo(move),
    onBack: () => lookBack.back(),
    onForward: () => lookBack.forward(),
    onPlay: () => lookBack.togglePlay(),
    onNow: returnToNow,
  },
});
const writeBoard = addBoardTable(table.boardPlace);
const stage = new Stage<CanvasRenderingContext2D>({
  host: table.boardPlace,
  landscape: { width: STAGE, height: STAGE },
  onLayout: () => view.relayout(readBoardColours()),
  onSharpness: () => view.forgetSprites(),
});
const view: BoardView = new BoardView(stage, readBoardColours());
const loop: Loop = new Loop({ update, render: () => view.render() });

/** Says which board is played where it is not the one that everybody thinks of. */
function playLabel(isBegun: boolean): Label {
  const { current } = progress;
  if (current === "daily" && isBegun) return WORDS.goOnToday;
  if (current === "4" || current === "daily") return isBegun ? WORDS.goOn : WORDS.play;
  const words = isBegun ? WORDS.goOnWith : WORDS.playWith;
  return () => say(words, { board: nameOfBoard(progress) });
}

/** The game on the current board. */
function currentGame(): Game {
  return boardOf(progress).run.game;
}

function update(stepMs: number): void {
  view.update(stepMs);
  lookBack.update(stepMs);
  if (boards.round) showNameSign(progress, boards.round);
  if (endInMs === undefined) return;
  endInMs -= stepMs;
  if (endInMs <= 0) end();
}

/** Brings everything visible, audible and stored in line with the progress. */
function showProgress(): void {
  const { cells } = currentGame();
  table.show(progress, today());
  showNameSign(progress, boards.round);
  writeBoard(cells);
  lookBack.follow(boardOf(progress).run);
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
  // A screen that opens now stops the loop, and must not leave the board of before below it.
  view.render();
  sounds.playMusic(music);
  followStanding();
}

/** Goes on with other progress. */
function enterWith(next: Progress): void {
  progress = next;
  enter();
}

function newGame(): void {
  enterWith(restart(progress, freshSeed(), today()));
}

/** Starts a new game; asks first if the current one has gone on for a while. */
function askOrStart(): void {
  const { moves, score } = currentGame();
  if (moves < YOUNG_GAME_MOVES) newGame();
  else askForNewGame(shell, score, newGame);
}

/** Shows a state of the history. */
function showState(game: Game, step?: { move: Move; direction: Direction }): void {
  endInMs = undefined;
  if (step) {
    view.play(step.move, step.direction);
    sounds.playMove(sound, step.move);
  } else view.show(game);
  writeBoard(game.cells);
  table.showEarlier(game);
  const { score, moves } = game;
  shell.screens.announce(say(WORDS.lookedAt, { at: moves, last: currentGame().moves, score }));
}

function returnToNow(): void {
  view.show(currentGame());
  showProgress();
  followStanding();
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
  progress = teach(played.progress, played.move);
  tellScore(progress, played.move);
  view.play(played.move, direction);
  sounds.playMove(sound, played.move);
  showProgress();
  shell.screens.announce(describeMove(played.move, direction));
  celebrate(shell, boardOf(progress), largestBefore);
  followStanding();
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
  const choices: EndingChoices = {
    onGoOn: playOn,
    onNewGame: newGame,
    onTakeBack: takeBack,
    onLookBack: () => lookBack.togglePlay(),
  };
  const isWon = standing(board.run, canMove(board.run.game.cells)) === "won";
  const days = progress.current === "daily" && { days: streakOn(progress.streak, board.of) };
  const before = { ...bestBefore, ...days, isShared: board.seed !== undefined };
  shell.showEnd(isWon ? winEnding(board, choices) : lossEnding(board, before, choices));
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
  if (intent.kind === "tap") tickle(intent.at);
  if (intent.kind === "swipe" && lookBack.active) lookBack.turn(intent.direction);
  else if (intent.kind === "swipe") push(intent.direction);
  if (intent.kind !== "action") return;
  if (lookBack.active) {
    if (intent.action !== "undo") lookBack.turn(intent.action as Direction);
  } else if (intent.action === "undo") takeBack();
  else push(intent.action as Direction);
}

listenToPlayer({
  target: table.swipePlace,
  keys: { ...DIRECTION_KEYS, KeyU: "undo", Backspace: "undo", KeyZ: "undo" },
  onIntent,
});
listenToLookBackKeys(lookBack, {
  isOpen: () => shell.screens.current === undefined,
  onNow: returnToNow,
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  view.relayout(readBoardColours());
});
view.show(currentGame());
showProgress();
shell.showTitle();
boards.followClass();
