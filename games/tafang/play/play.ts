// A game from its first to its last wave: its clock, its display, its storage.

import { STEP_MS } from "../rules/clock.ts";
import type { Hud } from "../hud/hud.ts";
import { Loop } from "../../kit/loop.ts";
import type { Music } from "../../kit/music.ts";
import type { Notices } from "../../kit/notices.ts";
import { wantsCalmMotion } from "../../kit/motion.ts";
import { freshSeed } from "../../kit/random.ts";
import type { Save } from "../../kit/save.ts";
import { settings } from "../../kit/settings.ts";
import type { MapPlan } from "../rules/map_plan.ts";
import { MAPS } from "../maps/maps.ts";
import type { MonsterKind } from "../rules/monsters_table.ts";
import type { News } from "../hud/news.ts";
import { keepCurrent, keepRound, nextMapIndex, type Progress } from "../progress.ts";
import type { Recording } from "./replay.ts";
import { rewardFor } from "./reward.ts";
import type { Ring } from "../hud/ring.ts";
import { type Listener, resumeSession, type Session, startSession } from "./session.ts";
import type { GameSounds } from "../sounds.ts";
import { Teaching } from "./teaching.ts";
import type { Game, GameEvent } from "../rules/state.ts";
import type { View } from "../view/view.ts";
import { tellBoard, tellEvent } from "../hud/narrator.ts";
import { shoutWave } from "../hud/wave_banner.ts";
import { TRACKS } from "../tracks.ts";

/** The parts that a game needs. */
export interface PlayParts {
  readonly view: View;
  readonly hud: Hud;
  readonly ring: Ring;
  readonly notices: Notices;
  readonly news: News;
  readonly sounds: GameSounds;
  readonly music: Music;
  readonly save: Save<Progress>;
  /** The number of steps that the clock makes at once; tests let time run faster. */
  readonly clockRate: number;
  readonly seed: number | undefined;
  /** Says something to a screen reader. */
  readonly announce: (words: string) => void;
  /** The day that it is now. */
  readonly day: () => Date;
  /** Called with the game, or undefined, whenever its state may have changed. */
  readonly onState: (session: Session | undefined) => void;
  /** Called at the start of each wave of the endless game, and once at the end of any game. */
  readonly onPoints: (game: Game) => void;
  /** Called after the last picture of a game has been shown. */
  readonly onEnd: (game: Game, isBest: boolean) => void;
}

/** What to play. */
export interface GameStart {
  readonly map: MapPlan;
  readonly endless?: boolean;
  /** @default false */
  readonly helped?: boolean;
  /** Whether it is a round of the class. @default false */
  readonly isRound?: boolean;
  /** @default {the page's, else a fresh one} */
  readonly seed?: number;
}

/** How long the last picture of a game is shown before the panel covers it. */
const LAST_LOOK_MS = 1500;
/** How long time slows down after a boss is beaten. */
const BREATH_MS = 420;
const BREATH_SPEED = 0.3;
/** The steps between two saves of a running game. */
const SAVE_STEPS = 150;

/** Runs the game on the screen: starts, ends and stores games. */
export class Play {
  readonly loop: Loop;
  progress: Progress;
  #parts: PlayParts;
  #session: Session | undefined;
  #teaching: Teaching;
  #alpha = 0;
  #savedAtStep = 0;
  #breathMs = 0;
  #endMs: number | undefined;
  #isBest = false;

  constructor(parts: PlayParts) {
    this.#parts = parts;
    this.progress = parts.save.load();
    this.#teaching = new Teaching(parts);
    this.loop = new Loop({
      stepMs: STEP_MS,
      update: () => this.#session?.step(),
      render: (alpha, frameMs) => this.#render(alpha, frameMs),
    });
  }

  /** The running game; undefined behind the title. */
  get session(): Session | undefined {
    return this.#session;
  }

  /** The map behind the title. */
  get #nextMap(): MapPlan {
    return MAPS[nextMapIndex(this.progress)]!;
  }

  /** Changes the progress and stores it. */
  change(change: (progress: Progress) => Progress): void {
    this.progress = change(this.progress);
    this.#parts.save.store(this.progress);
  }

  /** Leaves the game for the title, with only the ground of the next map. */
  rest(): void {
    this.#begin(undefined);
    this.#parts.music.stop();
    this.loop.stop();
    this.loop.redraw();
  }

  start({ map, endless = false, helped = false, isRound = false, seed }: GameStart): void {
    const session = startSession({
      map,
      seed: seed ?? this.#parts.seed ?? freshSeed(),
      endless,
      helped,
      listeners: this.#listeners(),
    });
    session.isRound = isRound;
    this.#begin(session);
    if (!endless && !this.progress.stars[map.id]) this.#tellNewTowers(map);
    this.#parts.music.play(TRACKS[map.theme]);
    this.remember();
    this.loop.start();
  }

  #tellNewTowers(map: MapPlan): void {
    const index = MAPS.indexOf(map);
    if (index <= 0) return;
    const known = new Set(MAPS.slice(0, index).flatMap(({ offers }) => offers));
    for (const kind of map.offers) if (!known.has(kind)) this.#parts.news.tower(kind);
  }

  /** Continues a game from an earlier visit. @returns false where it cannot be played any more */
  resume(recording: Recording, isRound = false): boolean {
    const session = resumeSession(recording, this.#listeners());
    if (!session) return false;
    session.isRound = isRound;
    // A round's time has never stood still, and nobody wants to lose more of it.
    if (isRound) session.held = false;
    this.#begin(session);
    this.#parts.music.play(TRACKS[session.game.map.theme]);
    this.loop.start();
    return true;
  }

  /** Whether the round of a seed has been left in the middle. */
  hasRound(seed: number): boolean {
    return this.progress.round?.seed === seed;
  }

  /** Goes on with the round of a seed where the player has left it. @returns false where there is nothing to go on with */
  resumeRound(seed: number): boolean {
    const { round } = this.progress;
    return round?.seed === seed && this.resume(round, true);
  }

  /** Stores the running game for the next visit. */
  remember(): void {
    if (!this.#session) return;
    const { game, recording, isRound } = this.#session;
    const own = game.outcome === "running" ? recording : undefined;
    this.change((progress) => (isRound ? keepRound : keepCurrent)(progress, own));
    this.#savedAtStep = game.step;
  }

  #begin(session: Session | undefined): void {
    const { view, ring, notices, news } = this.#parts;
    ring.close();
    notices.clear();
    news.clear();
    view.reset();
    this.#session = session;
    // In the place of what was last said of another game.
    this.#parts.announce(session ? tellBoard(session.game) : "");
    const isTaught = this.progress.taught || session?.game.map !== MAPS[0];
    this.#teaching.begin(isTaught);
    document.body.classList.toggle("idle", !session);
    document.body.dataset.theme = (session?.game.map ?? this.#nextMap).theme;
    this.#endMs = undefined;
    this.#breathMs = 0;
    this.#savedAtStep = session?.game.step ?? 0;
    view.pointing.cursor = undefined;
  }

  #listeners(): Listener[] {
    const { view, sounds } = this.#parts;
    return [
      (event, game) => view.show(event, game),
      (event, game) => sounds.hear(event, game),
      (event, game) => this.#onEvent(event, game),
      // The last one, because later words replace earlier ones.
      (event, game) => this.#tell(tellEvent(event, game)),
    ];
  }

  #tell(words: string | undefined): void {
    if (words) this.#parts.announce(words);
  }

  #onEvent(event: GameEvent, game: Game): void {
    const { notices, music, view, ring } = this.#parts;
    switch (event.what) {
      case "wave":
        shoutWave(notices, event, game);
        music.setTension(event.boss || event.index + 1 === game.waves.length ? 1 : 0.55);
        if (game.endless) this.#parts.onPoints(game);
        this.remember();
        break;
      case "spawn":
        this.#meet(event.monster.plan.kind);
        break;
      case "kill":
        if (event.monster.plan.boss && !wantsCalmMotion()) this.#breathMs = BREATH_MS;
        if (game.monsters.every((monster) => !monster.alive) && game.streams.length === 0) {
          music.setTension(0);
          view.cheer();
        }
        break;
      case "build":
      case "upgrade":
      case "sell":
        this.#parts.onState(this.#session);
        break;
      case "won":
      case "lost":
        ring.close();
        music.setTension(0);
        this.#endMs = LAST_LOOK_MS;
        this.#reward(game);
        break;
      default:
    }
  }

  #meet(kind: MonsterKind): void {
    if (this.progress.met.includes(kind)) return;
    this.progress = { ...this.progress, met: [...this.progress.met, kind] };
    this.#parts.news.monster(kind);
  }

  #reward(game: Game): void {
    const reward = rewardFor(this.progress, game, this.#parts.day());
    this.progress = reward.progress;
    this.#isBest = reward.isBest;
    this.#parts.onPoints(game);
    this.remember();
  }

  #render(alpha: number, frameMs: number): void {
    const { view, hud, ring, clockRate, notices, news } = this.#parts;
    const session = this.#session;
    this.#parts.onState(session);
    if (!session) {
      view.drawBackdrop(this.#nextMap);
      return;
    }
    const { game } = session;
    // A held game has no next step to move towards.
    if (!session.held && game.outcome === "running") this.#alpha = alpha;
    this.#breathMs = Math.max(0, this.#breathMs - frameMs);
    const pace = this.#breathMs > 0 ? BREATH_SPEED : 1;
    this.loop.speed = settings().speed * clockRate * pace;
    if (this.#teaching.update(session)) this.progress = { ...this.progress, taught: true };
    view.pointing.showFree = game.outcome === "running" && (session.held || game.wave === 0);
    view.draw(game, { alpha: this.#alpha, frameMs, still: session.held });
    hud.update(session);
    news.update(frameMs, notices.hints || ring.isOpen || game.outcome !== "running");
    if (ring.isOpen) ring.refresh();
    if (game.step >= this.#savedAtStep + SAVE_STEPS) this.remember();
    this.#countToEnd(game, frameMs);
  }

  #countToEnd(game: Game, frameMs: number): void {
    if (this.#endMs === undefined) return;
    this.#endMs -= frameMs;
    if (this.#endMs > 0) return;
    this.#endMs = undefined;
    this.#parts.onEnd(game, this.#isBest);
  }
}
