// Connects the rules, the stage, the sounds, the screens and the player of the carrot game.

import { openAlmanac } from "./screens/almanac.ts";
import { listenToBoard } from "./play/board_input.ts";
import { makeBoardActions } from "./play/board_play.ts";
import { showEnding } from "./screens/ending.ts";
import { helpPages } from "./screens/help_pages.ts";
import { Hud } from "./hud/hud.ts";
import type { Action } from "../kit/controls.ts";
import { bindText, say } from "../kit/language.ts";
import { onPageHidden } from "../kit/loop.ts";
import { Music } from "../kit/music.ts";
import { Notices } from "../kit/notices.ts";
import { Shell } from "../kit/shell.ts";
import { Sound } from "../kit/sound.ts";
import { Stage } from "../kit/stage.ts";
import { STAGE_SIZES } from "./art/layout.ts";
import { openMapScreen } from "./screens/map_screen.ts";
import { ARENA, findMap, MAPS } from "./maps/maps.ts";
import { News } from "./hud/news.ts";
import { Play } from "./play/play.ts";
import { nextMapIndex, openProgress } from "./progress.ts";
import { Ring } from "./hud/ring.ts";
import { starsOf } from "./rules/step.ts";
import { GameSounds } from "./sounds.ts";
import { MAP_NAMES, NAME, TAGLINE, WORDS } from "./texts/texts.ts";
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
  pauseActions: () => [{ label: WORDS.maps, icon: "book", run: showMaps }],
  onPause: () => {
    play.loop.stop();
    play.remember();
  },
  onResume: () => {
    if (play.session) play.loop.start();
  },
  onRestart: restart,
  onTitle: () => play.rest(),
});
const stage = new Stage({ host: shell.place, ...STAGE_SIZES, onLayout: () => relayout() });
stage.canvas.tabIndex = -1;
stage.canvas.setAttribute("role", "img");
bindText(stage.canvas, NAME, "aria-label");

const view = new View(stage);
const ring = new Ring(shell.place);
const hud = new Hud(shell, { onHold: () => command("hold"), onCall: () => command("call") });
const notices = new Notices(shell.place, (message) => shell.screens.announce(message));
const news = new News(shell);
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
  onState: (session) => showState(shell.place, session),
  onEnd: (game, isBest) => {
    if (game.outcome === "won") sounds.stars(starsOf(game));
    const index = MAPS.indexOf(game.map);
    const next = MAPS[index + 1];
    showEnding(shell, game, {
      onAgain: restart,
      onMaps: showMaps,
      isBest,
      ...(index >= 0 && next && { onNext: () => play.start(next, false) }),
    });
  },
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

function titleActions(): Action[] {
  const { current } = play.progress;
  const map = current && findMap(current.map);
  const actions: Action[] = [];
  if (current && map) {
    actions.push({
      label: () => say(WORDS.goOn, { map: say(MAP_NAMES[map.id]!) }),
      icon: "play",
      primary: true,
      run: () => {
        if (!play.resume(current)) startNext();
      },
    });
  }
  actions.push({ label: WORDS.play, icon: "play", primary: actions.length === 0, run: startNext });
  actions.push({ label: WORDS.maps, icon: "star", run: showMaps });
  actions.push({ label: WORDS.almanac, icon: "book", run: showAlmanac });
  return actions;
}

/** Starts the first map for a new player; later opens the choice of maps. */
function startNext(): void {
  const index = nextMapIndex(play.progress);
  if (index === 0) play.start(MAPS[0]!, false);
  else showMaps();
}

function showTitle(): void {
  play.rest();
  shell.showTitle();
}

function showMaps(): void {
  play.remember();
  play.rest();
  openMapScreen(shell, {
    progress: play.progress,
    onChoose: (map, endless) => play.start(map, endless),
    onBack: showTitle,
  });
}

function showAlmanac(): void {
  openAlmanac(shell, { met: play.progress.met, onBack: showTitle });
}

function restart(): void {
  const map = play.session?.game.map ?? MAPS[0]!;
  play.start(map, map === ARENA);
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
