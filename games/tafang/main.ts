// Connects the rules, the stage, the sounds, the screens and the player of the carrot game.

import { openAlmanac } from "./screens/almanac.ts";
import { listenToBoard } from "./play/board_input.ts";
import { makeBoardActions } from "./play/board_play.ts";
import { showEnding } from "./screens/ending.ts";
import { helpPages } from "./screens/help_pages.ts";
import { Hud } from "./hud/hud.ts";
import { askFirst } from "../kit/ask.ts";
import type { Action } from "../kit/controls.ts";
import { say } from "../kit/language.ts";
import { onPageHidden } from "../kit/loop.ts";
import { Music } from "../kit/music.ts";
import { Notices } from "../kit/notices.ts";
import { Shell } from "../kit/shell.ts";
import { Sound } from "../kit/sound.ts";
import { Stage } from "../kit/stage.ts";
import { STAGE_SIZES } from "./art/layout.ts";
import { Making } from "./maker/making.ts";
import { LINK_START } from "./maker/share_screen.ts";
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
import { toSteps } from "./rules/clock.ts";
import { starsOf } from "./rules/step.ts";
import { GameSounds } from "./sounds.ts";
import { NAME, TAGLINE, WORDS } from "./texts/texts.ts";
import { showTitleToy } from "./screens/title_toy.ts";
import { View } from "./view/view.ts";
import { showState } from "./play/watch.ts";

/** Whether all parts exist; the stage may ask for a layout before that. */
let ready = false;
/** The steps after which a game is not ended without a question: half a minute. */
const LONG_GAME_STEPS = toSteps(30);
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
  pauseActions: () => [{ label: WORDS.maps, icon: "book", run: showMaps }],
  onPause: () => {
    play.loop.stop();
    play.remember();
  },
  onResume: () => {
    if (play.session) play.loop.start();
  },
  onRestart: () => startAnother(restart),
  onTitle: () => play.rest(),
});
const stage = new Stage({ host: shell.place, ...STAGE_SIZES, onLayout: () => relayout() });
stage.canvas.tabIndex = -1;
stage.canvas.setAttribute("role", "img");

const view = new View(stage);
const ring = new Ring(shell.place);
const hud = new Hud(shell, { onHold: () => command("hold"), onCall: () => command("call") });
const notices = new Notices(shell.place, (message) => shell.screens.announce(message));
const news = new News(shell);
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
    showRoundClock(session?.isRound ? rounds.current : undefined, Date.now());
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
      ...(madeOfId(map.id) && { onEdit: () => making.make(codeOfId(map.id)) }),
      ...(index >= 0 && next && { onNext: () => play.start({ map: next }) }),
    });
  },
});
const making = new Making({ shell, play, showMaps });
const rounds: ClassRounds = new ClassRounds({
  session: () => play.session,
  onBegin: (seed) => {
    play.remember();
    shell.screens.closeAll();
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
  hud.bump();
  sounds.coin();
};

function relayout(): void {
  if (!ready) return;
  ring.close();
  hud.place(stage.orientation === "portrait");
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

function titleActions(): Action[] {
  const actions = goOnActions();
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

/** Opens the map of a link that somebody has handed on. */
function openLink(): void {
  if (!location.hash.startsWith(LINK_START)) return;
  if (!making.open(location.hash)) shell.screens.toast(MAKER_WORDS.badCode);
  // Another visit of the same link opens the map again.
  history.replaceState(null, "", location.pathname + location.search);
}

/** Starts another game; asks first if that ends one that has gone on for a while. */
function startAnother(run: () => void): void {
  const { current } = play.progress;
  const map = current && findMap(current.map);
  if (!map || current.steps < LONG_GAME_STEPS || play.session?.isRound) return run();
  const goOn = () => void (resume(current) || showTitle());
  askFirst(shell, {
    title: WORDS.askAnother,
    text: () => say(WORDS.askAnotherText, { map: say(nameOf(map, new Date())) }),
    stay: { label: WORDS.keepThis, ...(!play.session && { run: goOn }) },
    go: { label: WORDS.another, icon: "restart", run },
  });
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
// This listener runs before the shell's, so that Escape closes the ring first and then pauses.
document.addEventListener("keydown", (event) => {
  if (event.code !== "Escape" || !ring.isOpen) return;
  event.preventDefault();
  ring.close();
}, { capture: true });
onPageHidden(() => play.remember());
addEventListener("pagehide", () => play.remember());
ready = true;
relayout();
showTitle();
openLink();
addEventListener("hashchange", openLink);
rounds.follow();
