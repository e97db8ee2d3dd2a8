import { followRounds } from "../kit/class_rounds.ts";
import { onPageHidden } from "../kit/loop.ts";
import type { Save } from "../kit/save.ts";
import { onSettingsChange } from "../kit/settings.ts";
import { Shell } from "../kit/shell.ts";
import { Adventure } from "./adventure.ts";
import type { Desk, Edition, Tools } from "./edition.ts";
import { startDemo } from "./play/demo.ts";
import { Garden } from "./play/garden.ts";
import { listenToHands } from "./play/hands.ts";
import { Pastimes } from "./play/pastimes.ts";
import { Session } from "./play/session.ts";
import { openRecords } from "./records.ts";
import { openProgress, type Progress, withoutGame } from "./progress.ts";
import type { World } from "./rules/world.ts";
import { openAlmanac } from "./screens/almanac.ts";
import { askForAnother, isLong } from "./screens/another.ts";
import { isFairOpen, openFair } from "./screens/fair.ts";
import { openLevels } from "./screens/levels.ts";
import { WORDS as STALL_WORDS } from "./stalls/words.ts";
import { HELP_ART } from "./texts/help_art.ts";
import { HELP_TEXTS, WORDS } from "./texts/words.ts";

/**
 * Reads the speed from the address: `#clock=8` is eight times as fast, `#clock=0.2` slow, for tests and demonstrations.
 */
function readClock(): number {
  const wanted = Number(new URLSearchParams(location.hash.slice(1)).get("clock")) || 1;
  return Math.min(32, Math.max(0.1, wanted));
}

/** An edition of the game in this page: its screens, its garden, and the player's progress. */
export class Game {
  readonly #edition: Edition;
  readonly #save: Save<Progress>;
  readonly #shell: Shell;
  readonly #garden: Garden;
  readonly #pastimes: Pastimes;
  readonly #adventure: Adventure;
  #progress: Progress;
  /** The factor on the speed from an edition's own controls. */
  #pace = 1;

  constructor(edition: Edition) {
    this.#edition = edition;
    this.#save = openProgress(edition.id);
    this.#progress = this.#save.load();
    this.#shell = this.#makeShell();
    this.#garden = new Garden(this.#shell, {
      onEnd: (world) => this.#finish(world),
      onStep: (world) => this.#adventure.follow(world),
      onCheckpoint: (world) => this.#remember(world),
    });
    this.#pastimes = new Pastimes(this.#shell, openRecords(edition.id), {
      show: (bout) => this.#show(new Session(edition, bout.world, { bout })),
      clear: () => this.#showDemo(),
    });
    this.#adventure = this.#makeAdventure();
  }

  #makeAdventure(): Adventure {
    return new Adventure({
      shell: this.#shell,
      edition: this.#edition,
      progress: () => this.#progress,
      keep: (next) => this.#keep(next),
      show: (session) => this.#show(session),
      shout: (text) => this.#garden.notices.shout(text),
      showLevels: () => this.#showLevels(),
      resume: () => this.#resumeGame(),
    });
  }

  /** Shows the title, and starts to listen to the player. */
  open(): void {
    listenToHands(this.#garden, this.#shell);
    this.#edition.addControls?.(this.#makeTools(), this.#makeDesk());
    this.#followPace();
    addEventListener("hashchange", () => this.#followPace());
    onSettingsChange(() => this.#followPace());
    onPageHidden(() => this.#rememberNow());
    addEventListener("pagehide", () => this.#rememberNow());
    this.#showDemo();
    this.#shell.showTitle();
    this.#followClass();
  }

  #makeShell(): Shell {
    return new Shell({
      name: this.#edition.name,
      tagline: this.#edition.tagline ?? WORDS.tagline,
      titleActions: () => this.#listTitleActions(),
      help: [
        ...(this.#edition.help ? [{ text: this.#edition.help }] : []),
        ...HELP_TEXTS.map((text, at) => ({ text, art: HELP_ART[at] ?? "" })),
      ],
      speeds: [1, 1.5, 2],
      onPause: () => this.#garden.session?.isDemo || this.#garden.loop.stop(),
      onResume: () => this.#garden.loop.start(),
      onRestart: () => this.#playAgain(),
      onTitle: () => this.#showDemo(),
      pauseActions: () => [
        this.#pastimes.bout
          ? { label: WORDS.leave, icon: "back", run: () => this.#pastimes.leave() } as const
          : { label: WORDS.toLevels, icon: "back", run: () => this.#showLevels() } as const,
      ],
    });
  }

  #listTitleActions() {
    const hasGame = this.#progress.game !== undefined;
    const resume = { label: WORDS.carryOn, icon: "play", primary: true } as const;
    return [
      ...(hasGame ? [{ ...resume, run: () => this.#resumeGame() }] : []),
      { label: WORDS.play, icon: "play", primary: !hasGame, run: () => this.#play() } as const,
      ...(this.#edition.pastimes?.(this.#makeDesk()) ?? []),
      ...(isFairOpen((level) => this.#hasWon(level))
        ? [{ label: STALL_WORDS.fair, icon: "trophy", run: () => this.#showFair() } as const]
        : []),
      { label: WORDS.almanac, icon: "book", run: () => this.#showAlmanac() } as const,
    ];
  }

  #hasWon(level: number): boolean {
    return this.#edition.unlocked || (this.#progress.stars[level - 1] ?? 0) > 0;
  }

  #showFair(): void {
    openFair({
      desk: this.#makeDesk(),
      hasWon: (level) => this.#hasWon(level),
      onBack: () => this.#shell.showTitle(),
    });
  }

  #makeDesk(): Desk {
    return {
      screens: this.#shell.screens,
      records: this.#pastimes.records,
      play: (pastime, way) => this.#pastimes.play(pastime, way),
      showTitle: () => this.#shell.showTitle(),
    };
  }

  /** Makes the tools for the edition's own controls. */
  #makeTools(): Tools {
    const garden = this.#garden;
    return {
      bar: this.#shell.hud,
      place: this.#shell.place,
      world: () => (garden.session?.isDemo ? undefined : garden.session?.world),
      act: (action) => garden.session?.act(action) ?? false,
      hold(extra) {
        if (garden.session) garden.session.held = extra && { kind: "extra", ...extra };
      },
      setPace: (wanted) => {
        this.#pace = wanted;
        this.#followPace();
      },
    };
  }

  #followPace(): void {
    this.#garden.pace = this.#pace * readClock();
    this.#garden.followPace();
  }

  #keep(next: Progress): void {
    this.#progress = next;
    this.#save.store(next);
  }

  /** Stores a running game, so that closing the page loses nothing. */
  #remember(world: World): void {
    const { session } = this.#garden;
    if (world.outcome !== "playing" || session?.isDemo || session?.bout) return;
    if (!this.#adventure.isKept) return;
    const { day } = this.#adventure;
    const kept = day === undefined ? {} : { gameDay: day };
    this.#keep({ ...withoutGame(this.#progress), game: world, ...kept });
  }

  #rememberNow(): void {
    const { session } = this.#garden;
    if (session) this.#remember(session.world);
  }

  #show(session: Session): void {
    if (!session.bout && !session.isDemo) this.#pastimes.forget();
    this.#garden.show(session);
    this.#garden.loop.start();
  }

  #showDemo(): void {
    this.#rememberNow();
    this.#show(startDemo(this.#edition));
  }

  /** Starts the first game at once; later opens the choice of levels. */
  #play(): void {
    if (this.#progress.stars.length === 0 && !this.#edition.unlocked) this.#adventure.start(1);
    else this.#showLevels();
  }

  #resumeGame(): void {
    const { game, gameDay } = this.#progress;
    if (!game) return this.#play();
    this.#adventure.resume(structuredClone(game), gameDay);
  }

  #showLevels(): void {
    if (!this.#garden.session?.isDemo) this.#showDemo();
    openLevels(this.#shell.screens, {
      progress: this.#progress,
      unlocked: this.#edition.unlocked,
      onLevel: (number) => this.#startAnother(() => this.#adventure.start(number)),
      onDaily: () => this.#startAnother(() => this.#adventure.startDaily(new Date())),
      onAlmanac: () => this.#showAlmanac(),
      onBack: () => this.#shell.showTitle(),
    });
  }

  #showAlmanac(): void {
    const { screens } = this.#shell;
    const wasTitle = screens.current === undefined;
    openAlmanac(screens, {
      progress: this.#progress,
      unlocked: this.#edition.unlocked,
      onBack: () => wasTitle && this.#shell.showTitle(),
    });
  }

  /** Plays the same garden again with the same plants, without an introduction. */
  #playAgain(): void {
    if (this.#pastimes.bout) return this.#pastimes.again();
    const again = () => this.#adventure.again(this.#garden.session!.world);
    if (this.#adventure.isKept) this.#startAnother(again);
    else again();
  }

  /** Starts another garden; asks first if that ends one that has gone on for a while. */
  #startAnother(go: () => void): void {
    this.#rememberNow();
    const { game, gameDay } = this.#progress;
    if (!game || !isLong(game)) return go();
    const resume = () => {
      this.#shell.screens.closeAll();
      this.#resumeGame();
    };
    askForAnother(this.#shell, {
      world: game,
      isDaily: gameDay !== undefined,
      ...(this.#garden.session!.isDemo && { resume }),
      go,
    });
  }

  #finish(world: World): void {
    const { isDemo, bout } = this.#garden.session!;
    if (isDemo) return this.#showDemo();
    if (bout) return this.#pastimes.finish();
    this.#adventure.finish(world);
  }

  /** Plays the rounds of a class; the player's own game waits meanwhile. */
  #followClass(): void {
    followRounds({
      start: (round) => {
        this.#rememberNow();
        this.#pastimes.forget();
        this.#adventure.startRound(round);
      },
      end: () => {
        const { session } = this.#garden;
        const isPlain = session && !session.isDemo && !session.bout;
        this.#adventure.endRound(isPlain ? session.world : undefined);
      },
    });
  }
}
