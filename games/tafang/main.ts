// Connects the rules, the stage, the sounds, the screens and the player of the carrot game.

import { openAlmanac } from "./screens/almanac.ts";
import { startAnother as askForAnother, startOver } from "./screens/another.ts";
import { listenToBoard } from "./play/board_input.ts";
import { makeBoardActions } from "./play/board_play.ts";
import { showEnding } from "./screens/ending.ts";
import { helpPages } from "./screens/help_pages.ts";
import { Hud } from "./hud/hud.ts";
import { CLASS_ROUND } from "../kit/class_rounds.ts";
import type { Action } from "../kit/controls.ts";
import { say } from "../kit/language.ts";
import { onPageHidden } from "../kit/loop.ts";
import { Music } from "../kit/music.ts";
import { Notices } from "../kit/notices.ts";
import { Shell } from "../kit/shell.ts";
import { Sound } from "../kit/sound.ts";
import { Stage } from "../kit/stage.ts";
import { STAGE_SIZES } from "./art/layout.ts";
import { markSide } from "./hud/side.ts";
import { Making } from "./maker/making.ts";
import { codeOfId, madeOfId } from "./maps/map_code.ts";
import { MAKER_WORDS } from "./texts/maker.ts";
import { openMapScreen } from "./screens/map_screen.ts";
import { ARENA, findMap, MAPS } from "./maps/maps.ts";
import { News } from "./hud/news.ts";
import { Play } from "./play/play.ts";
import type { Recording } from "./play/replay.ts";
import { isDayOpen, nextMapIndex, openProgress } from "./progress.ts";
import { arenaId, seedOfArena } from "./maps/roll.ts";
import { daySeed, nameOf } from "./maps/map_name.ts";
import { ClassRounds } from "./play/class_round.ts";
import { bestOfDay } from "./play/reward.ts";
import type { MapPlan } from "./rules/map_plan.ts";
import { reportPoints } from "./play/report.ts";
import { Ring } from "./hud/ring.ts";
import { addRoundClock } from "./hud/round_clock.ts";
import { starsOf } from "./rules/step.ts";
import { GameSounds } from "./sounds.ts";
import { NAME, TAGLINE, WORDS } from "./texts/texts.ts";
import { showTitleToy } from "./screens/title_toy.ts";
import { View } from "./view/view.ts";
import { showState } from "./play/watch.ts";

/** Whether all parts exist; the stage may ask for a layout before that. */
let ready = false;
const query = new URLSearchParams(location.search);
const sound = new Sound();
const sounds = new GameSounds(sound);
const music = new Music(sound);

const shell = new Shell({
  name: NAME,
  tagline: TAGLINE,
  titleActions,
  buildTitle: (place) => showTitleToy(place, () => sounds.tickle()),
  help: helpPages(),
  speeds: [1, 2],
  onVolume: () => sounds.open(),
  pauseActions: () => [...editActions(), { label: WORDS.maps, icon: "book", run: showMaps }],
  onPause: () => {
    play.loop.stop();
    play.remember();
  },
  onResume: () => {
    if (play.session) play.loop.start();
  },
  onRestart: () => startOver(anotherParts, restart),
  onTitle: () => play.rest(),
});
const stage = new Stage({
  host: shell.place,
  ...STAGE_SIZES,
  apart: true,
  onLayout: () => relayout(),
  onSharpness: () => view.sprites.forget(),
});
stage.canvas.tabIndex = -1;
stage.canvas.setAttribute("role", "img");
const view = new View(stage);
const ring = new Ring(shell.place);
const hud = new Hud(shell, { onHold: () => command("hold"), onCall: () => command("call") });
const notices = new Notices(shell.place, (message) => shell.screens.announce(message));
const news = new News(shell, () => play.session);
const showRoundClock = addRoundClock(shell.place);
const play: Play = new Play({
  view,
  hud,
  ring,
  notices,
  news,
  sounds,
  music,
  save: openProgress(),
  clockRate: Math.max(1, Number(query.get("clock")) || 1),
  seed: query.has("seed") ? Number(query.get("seed")) : undefined,
  announce: (words) => shell.screens.announce(words),
  day: () => new Date(),
  onState: (session) => {
    showState(shell.place, stage.canvas, session);
    showRoundClock(session?.isRound ? rounds.current : undefined);
  },
  onPoints: (game) => reportPoints(game, new Date()),
  onEnd: (game, isBest) => {
    if (game.outcome === "won") sounds.stars(starsOf(game));
    const { map } = game;
    const index = MAPS.indexOf(map);
    const next = MAPS[index + 1];
    const today = new Date();
    showEnding(shell, game, {
      onAgain: restart,
      onMaps: showMaps,
      onHelp: () => play.start({ map, helped: true }),
      isBest,
      losses: play.progress.losses[map.id] ?? 0,
      goOn: play.session?.isRound && !rounds.current ? goOnActions() : [],
      bestOfDay: map.id === arenaId(daySeed(today)) ? bestOfDay(play.progress, today) : undefined,
      edit: editActions(),
      ...(index >= 0 && next && { onNext: () => play.start({ map: next }) }),
    });
  },
});
const anotherParts = {
  shell,
  play,
  onGoOn: (current: Recording) => void (resume(current) || showTitle()),
};
const making = new Making({ shell, play, showMaps, startAnother });
const rounds: ClassRounds = new ClassRounds({
  session: () => play.session,
  onBegin: (seed) => {
    play.remember();
    shell.screens.closeAll();
    if (play.resumeRound(seed)) return;
    startArena(seed);
    notices.shout(WORDS.roundBegins);
  },
  onEnd: () => shell.screens.closeAll(),
});
const board = makeBoardActions({
  shell,
  stage,
  view,
  ring,
  hud,
  sounds,
  session: () => play.session,
});

function command(name: "hold" | "call"): void {
  board.onCommand(name);
}

view.onCoin = () => {
  if (!play.session) return;
  sounds.coin();
};

function relayout(): void {
  if (!ready) return;
  ring.close();
  hud.place(stage.orientation === "portrait");
  markSide(shell.place, stage.fit);
  const box = hud.purse.getBoundingClientRect();
  view.relayout(stage.toLogical({ clientX: box.left + 22, clientY: box.top + box.height / 2 }));
  play.loop.redraw();
}

/** Continues a kept game, and says that it stands still. @returns false where it cannot be played any more */
function resume(recording: Recording): boolean {
  const isPlayed = play.resume(recording);
  if (isPlayed) shell.screens.toast(WORDS.held);
  return isPlayed;
}

/** The way back into the player's own game; there is none without one that runs. */
function goOnActions(): Action[] {
  const { current } = play.progress;
  const map = current && findMap(current.map);
  if (!current || !map) return [];
  return [{
    label: () => say(WORDS.goOn, { map: say(nameOf(map, new Date())) }),
    icon: "play",
    primary: true,
    run: () => {
      if (!resume(current)) startNext();
    },
  }];
}

/** The way from a made map back to the maker. */
function editActions(): Action[] {
  const id = play.session?.game.map.id ?? "";
  if (!madeOfId(id)) return [];
  return [{ label: MAKER_WORDS.edit, icon: "settings", run: () => making.make(codeOfId(id)) }];
}

/** The way back into the round of the class for whoever has left it. */
function roundActions(): Action[] {
  if (!rounds.current) return [];
  const label = play.hasRound(rounds.current.seed) ? WORDS.roundGoesOn : CLASS_ROUND;
  // The round may be over by the time that it is chosen.
  const run = () => rounds.current ? rounds.join() : showTitle();
  return [{ label, icon: "trophy", primary: true, run }];
}

function titleActions(): Action[] {
  const round = roundActions();
  const actions = round.length > 0 ? round : goOnActions();
  actions.push({ label: WORDS.play, icon: "play", primary: actions.length === 0, run: startNext });
  if (isDayOpen(play.progress)) {
    actions.push({
      label: WORDS.dayArena,
      icon: "star",
      run: () => startAnother(() => startArena(todaysSeed())),
    });
  } else actions.push({ label: WORDS.maps, icon: "star", run: showMaps });
  actions.push({ label: WORDS.almanac, icon: "book", run: showAlmanac });
  return actions;
}

/** Starts the first map for a new player; later opens the choice of maps. */
function startNext(): void {
  const index = nextMapIndex(play.progress);
  if (index === 0) play.start({ map: MAPS[0]! });
  else showMaps();
}

function todaysSeed(): number {
  return daySeed(new Date());
}

/** Starts the arena of a seed: its road and its waves are the same wherever it is played. */
function startArena(seed: number): void {
  play.start({
    map: findMap(arenaId(seed))!,
    endless: true,
    seed,
    isRound: seed === rounds.current?.seed,
  });
}

function showTitle(): void {
  play.rest();
  shell.showTitle();
}

function showMaps(): void {
  play.remember();
  play.rest();
  const today = new Date();
  openMapScreen(shell, {
    progress: play.progress,
    dayArena: findMap(arenaId(daySeed(today)))!,
    bestOfDay: bestOfDay(play.progress, today),
    onChoose: (map) => startAnother(() => startMap(map)),
    onMake: (code) => making.make(code),
    onCode: (code) => making.open(code),
    onBack: showTitle,
  });
}

function showAlmanac(): void {
  openAlmanac(shell, { met: play.progress.met, onBack: showTitle });
}

/** Starts another game; asks first if that ends one that has gone on for a while. */
function startAnother(run: () => void): void {
  askForAnother(anotherParts, run);
}

/** Starts a map as its kind is played: arenas without end, those of a seed with their seed. */
function startMap(map: MapPlan): void {
  const seed = seedOfArena(map.id);
  if (seed !== undefined) startArena(seed);
  else play.start({ map, endless: map === ARENA });
}

function restart(): void {
  startMap(play.session?.game.map ?? MAPS[0]!);
}

listenToBoard(stage, view, board);
onPageHidden(() => play.remember());
addEventListener("pagehide", () => play.remember());
ready = true;
relayout();
showTitle();
making.followLinks();
rounds.follow();
