import { startDemo } from "./demo.ts";
import { EDITION } from "./edition.ts";
import { Garden } from "./garden.ts";
import { onSettingsChange } from "./kit/settings.ts";
import { freshSeed } from "./kit/random.ts";
import { onPageHidden } from "./kit/loop.ts";
import { Shell } from "./kit/shell.ts";
import { openProgress, withoutGame, withStars } from "./progress.ts";
import type { PlantKind } from "./rules/kinds.ts";
import { levelOf, PACKET_SLOTS } from "./rules/levels.ts";
import { countStars } from "./rules/replay.ts";
import type { World } from "./rules/world.ts";
import { openAlmanac } from "./screens/almanac.ts";
import { showEnding } from "./screens/endings.ts";
import { openIntro } from "./screens/intro.ts";
import { openLevels } from "./screens/levels.ts";
import { openPicker } from "./screens/picker.ts";
import { Session } from "./session.ts";
import { HELP_TEXTS, WORDS } from "./texts/words.ts";
import { HELP_ART } from "./texts/help_art.ts";

const save = openProgress(EDITION.id);
let progress = save.load();

/** `#clock=8` lets a test or a demonstration run eight times as fast, or `#clock=0.2` slowly. */
function readClock(): number {
  const wanted = Number(new URLSearchParams(location.hash.slice(1)).get("clock")) || 1;
  return Math.min(32, Math.max(0.1, wanted));
}

const shell = new Shell({
  name: EDITION.name,
  tagline: WORDS.tagline,
  titleActions: () => [
    ...(progress.game
      ? [{ label: WORDS.carryOn, icon: "play", primary: true, run: resumeGame } as const]
      : []),
    { label: WORDS.play, icon: "play", primary: !progress.game, run: play } as const,
    { label: WORDS.almanac, icon: "book", run: showAlmanac } as const,
  ],
  help: HELP_TEXTS.map((text, at) => ({ text, art: HELP_ART[at] ?? "" })),
  speeds: [1, 1.5, 2],
  onPause: () => garden.session?.isDemo || garden.loop.stop(),
  onResume: () => garden.loop.start(),
  onRestart: () => startLevel(garden.session?.world.levelNumber ?? 1),
  onTitle: showDemo,
  pauseActions: () => [
    { label: WORDS.toLevels, icon: "back", run: showLevels } as const,
  ],
});

const garden = new Garden(shell, EDITION, { onEnd: finish, onCheckpoint: remember });

function keep(next: typeof progress): void {
  progress = next;
  save.store(progress);
}

/** Remembers the running game, so that a closed lid costs nothing. */
function remember(world: World | undefined): void {
  if (world && world.outcome === "playing" && !garden.session?.isDemo) {
    keep({ ...withoutGame(progress), game: world });
  }
}

function showDemo(): void {
  remember(garden.session?.world);
  garden.show(startDemo(EDITION));
  garden.loop.start();
}

/** The first game starts at once; later there is a choice. */
function play(): void {
  if (progress.stars.length === 0 && !EDITION.unlocked) startLevel(1);
  else showLevels();
}

function resumeGame(): void {
  const { game } = progress;
  if (!game) return play();
  garden.show(new Session(EDITION, structuredClone(game)));
  garden.loop.start();
}

function showLevels(): void {
  if (!garden.session?.isDemo) showDemo();
  openLevels(shell.screens, {
    progress,
    unlocked: EDITION.unlocked,
    onLevel: startLevel,
    onAlmanac: showAlmanac,
    onBack: () => shell.showTitle(),
  });
}

function showAlmanac(): void {
  const wasTitle = shell.screens.current === undefined;
  openAlmanac(shell.screens, {
    progress,
    unlocked: EDITION.unlocked,
    onBack: () => wasTitle && shell.showTitle(),
  });
}

/** Which plants a level can be played with: in an open edition, all. */
function plantsFor(number: number): readonly PlantKind[] {
  const level = levelOf(number)!;
  if (EDITION.unlocked) return levelOf(0)!.plants;
  if (number !== 0) return level.plants;
  const won = progress.stars.filter((count) => count > 0).length;
  return level.plants.slice(0, won + 1);
}

function startLevel(number: number): void {
  const level = levelOf(number)!;
  const plants = plantsFor(number);
  const begin = (picked: readonly PlantKind[]) => {
    shell.screens.closeAll();
    garden.show(Session.begin(EDITION, { level: number, seed: freshSeed(), plants: picked }));
    garden.loop.start();
  };
  const pick = () => {
    if (plants.length <= PACKET_SLOTS) return begin(plants);
    openPicker(shell.screens, { level, plants, onPick: begin, onBack: showLevels });
  };
  shell.screens.closeAll();
  const isNew = number > 1 && !progress.stars[number - 1] && !EDITION.unlocked;
  if (isNew) {
    openIntro(shell.screens, level, () => {
      shell.screens.closeAll();
      pick();
    });
  } else pick();
}

function finish(world: World): void {
  if (garden.session?.isDemo) return showDemo();
  const { levelNumber, score } = world;
  const done = withoutGame(progress);
  if (levelNumber === 0) keep({ ...done, best: Math.max(done.best, score) });
  else if (world.outcome === "won") keep(withStars(done, levelNumber, countStars(world)));
  else keep(done);
  const { best } = progress;
  showEnding(shell, { world, best, onLevel: startLevel, onLevels: showLevels });
}

/** How many times faster an edition's own control wants it. */
let pace = 1;

function followPace(): void {
  garden.pace = pace * readClock();
  garden.followPace();
}

EDITION.addControls?.({
  bar: shell.hud,
  place: shell.place,
  world: () => (garden.session?.isDemo ? undefined : garden.session?.world),
  act: (action) => garden.session?.act(action) ?? false,
  hold(extra) {
    if (garden.session) garden.session.held = extra && { kind: "extra", ...extra };
  },
  setPace(wanted) {
    pace = wanted;
    followPace();
  },
});
followPace();
addEventListener("hashchange", () => followPace());
onSettingsChange(() => followPace());
onPageHidden(() => remember(garden.session?.world));
addEventListener("pagehide", () => remember(garden.session?.world));
showDemo();
shell.showTitle();
