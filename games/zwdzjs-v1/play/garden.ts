import { Loop } from "../../kit/loop.ts";
import { Music } from "../../kit/music.ts";
import { wantsCalmMotion } from "../../kit/motion.ts";
import type { Shell } from "../../kit/shell.ts";
import { settings } from "../../kit/settings.ts";
import { Sound } from "../../kit/sound.ts";
import { Stage } from "../../kit/stage.ts";
import { Finger } from "../hud/finger.ts";
import { Notices } from "../../kit/notices.ts";
import { ProgressBar } from "../hud/progress_bar.ts";
import { Tray } from "../hud/tray.ts";
import { levelIn } from "../rules/levels.ts";
import type { Happening, World } from "../rules/world.ts";
import type { Session } from "./session.ts";
import { Voices } from "../sound/sounds.ts";
import { WORDS } from "../texts/words.ts";
import { TRACKS } from "../sound/tracks.ts";
import { type Hint, hintFor } from "./tutorial.ts";
import { placeOfSun } from "../view/figures.ts";
import { boardX, groundY, SIZES } from "../view/layout.ts";
import { react } from "../view/reactions.ts";
import { Scene } from "../view/scene.ts";
import { describeBoard } from "./describe_board.ts";

/** The listeners of the garden. */
export interface GardenEvents {
  /** The ending has been shown long enough. */
  readonly onEnd: (world: World) => void;
  /** A plain garden has made a step. */
  readonly onStep: (world: World) => void;
  /** The game should be stored now. */
  readonly onCheckpoint: (world: World) => void;
}

/** The ticks between two descriptions of the board; one also follows each new or lost plant. */
const DESCRIBE_TICKS = 30;

/** Plays a session on the screen, with its drawing and sound. */
export class Garden {
  readonly scene: Scene;
  readonly tray: Tray;
  readonly loop: Loop;
  readonly notices: Notices;
  session: Session | undefined;
  pointer: { x: number; y: number } | undefined;
  /** A factor on the speed, besides the player's own setting. */
  pace = 1;
  #progress: ProgressBar;
  #finger: Finger;
  #voices: Voices;
  #music: Music;
  #events: GardenEvents;
  #described = "";

  constructor(shell: Shell, events: GardenEvents) {
    this.#events = events;
    const sound = new Sound();
    this.#voices = new Voices(sound);
    this.#music = new Music(sound);
    this.#progress = new ProgressBar(shell.hud);
    this.#finger = new Finger(shell.place.parentElement!);
    this.notices = new Notices(shell.place, (message) => shell.screens.announce(message));
    this.loop = new Loop({
      update: (stepMs) => this.#update(stepMs),
      render: () => this.#render(),
    });
    const stage = new Stage({
      host: shell.place,
      ...SIZES,
      apart: true,
      onLayout: () => this.loop.redraw(),
    });
    this.scene = new Scene(stage);
    this.tray = new Tray(shell.place.parentElement!);
    this.loop.redraw();
  }

  /** Replaces the session. */
  show(session: Session): void {
    this.session = session;
    this.scene.effects.clear();
    session.takeHappenings();
    this.notices.clear();
    const { hour } = levelIn(session.world);
    document.body.dataset.hour = hour;
    document.body.classList.toggle("demo", session.isDemo);
    document.body.dataset.bout = session.bout?.id ?? "";
    this.#music.play(TRACKS[hour]);
    this.#music.setTension(0);
    this.#described = "";
    const isAtOnce = !session.isDemo && !session.bout?.waits?.();
    if (isAtOnce && session.world.tick === 0) this.notices.shout(WORDS.ready);
    this.loop.redraw();
  }

  /** Updates the speed of the clock. */
  followPace(): void {
    this.loop.speed = settings().speed * this.pace;
  }

  #update(stepMs: number): void {
    const { session } = this;
    if (!session) return;
    const { world } = session;
    this.scene.effects.calm = wantsCalmMotion();
    this.scene.effects.update(stepMs);
    const ended = session.step();
    for (const happening of session.takeHappenings()) this.#tell(session, happening);
    if (!session.isDemo && !session.bout) this.#events.onStep(world);
    if (ended) this.#events.onEnd(world);
  }

  #tell(session: Session, happening: Happening): void {
    const { world } = session;
    const { scene } = this;
    react(happening, {
      effects: scene.effects,
      layout: scene.layout,
      sunGoal: () => scene.stage.toLogical(this.tray.sunPlace()),
      onSunHome: () => this.tray.bumpSun(),
      holdStill: (steps) => session.holdStill(steps),
    });
    if (session.isDemo) return;
    this.#voices.play(happening, performance.now());
    if (happening.kind === "announced") {
      this.notices.shout(happening.what === "final" ? WORDS.waveFinal : WORDS.waveHuge);
      this.#music.setTension(1);
    } else if (happening.kind === "wave") {
      this.#music.setTension(happening.what === "huge" ? 1 : 0);
      this.#events.onCheckpoint(world);
    } else if (happening.kind === "won" || happening.kind === "lost") {
      this.notices.shout(session.bout?.result().title ?? WORDS[happening.kind]);
      this.#music.stop();
    } else if (happening.kind === "refused" && session.held) {
      this.tray.shake(session.held);
    }
  }

  /** The place of the pointing hand in CSS pixels. */
  #placeOfHint(hint: Hint, world: World): { x: number; y: number } | undefined {
    const { stage, layout } = this.scene;
    if (hint.packet) return this.tray.placeOfItem(hint.packet);
    const [sun] = world.suns;
    if (hint.sun && sun) return stage.toClient(placeOfSun(sun, layout));
    if (!hint.cell) return undefined;
    const { row, col } = hint.cell;
    return stage.toClient({ x: boardX(layout, col + 0.5), y: groundY(layout, row - 0.2) });
  }

  #findHint({ isDemo, world, held, bout }: Session): Hint | undefined {
    if (isDemo || world.outcome !== "playing") return undefined;
    return bout ? bout.hint?.(held) : hintFor(world, held);
  }

  #render(): void {
    const { session, scene } = this;
    if (!session) return;
    const { world, held, cursor, bout } = session;
    const hint = this.#findHint(session);
    scene.draw(world, { held, pointer: this.pointer, cursor, hint: hint?.cell }, bout?.decor);
    this.#finger.pointAt(hint && this.#placeOfHint(hint, world));
    if (session.isDemo) return;
    this.notices.hint(hint?.text);
    this.tray.pointAt(hint?.packet);
    this.tray.update(session.tray(), held);
    const waits = bout?.waits?.() ? "yes" : "no";
    const { dataset } = document.body;
    // An equal value, too, would make the browser find the styles of the whole page anew in each frame.
    if (dataset.waits !== waits) dataset.waits = waits;
    if (bout) this.#progress.show(bout.progress());
    else this.#progress.update(world, session.contest);
    const moment = `${Math.floor(world.tick / DESCRIBE_TICKS)} ${world.plants.length}`;
    if (moment === this.#described) return;
    this.#described = moment;
    describeBoard(scene.stage.canvas, world);
  }
}
