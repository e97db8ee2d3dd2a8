import { dailySeed, dayName, reportScore, type Round } from "../kit/classroom.ts";
import type { Text } from "../kit/language.ts";
import { freshSeed } from "../kit/random.ts";
import type { Shell } from "../kit/shell.ts";
import type { Edition } from "./edition.ts";
import type { Contest } from "./hud/progress_bar.ts";
import { contestOf, dealHand, listOf, type Run } from "./play/runs.ts";
import { Session } from "./play/session.ts";
import {
  lossesOf,
  type Progress,
  withDaily,
  withOutcome,
  withoutGame,
  withPick,
  withStars,
} from "./progress.ts";
import type { PlantKind } from "./rules/kinds.ts";
import { levelOf, PACKET_SLOTS } from "./rules/levels.ts";
import { countStars } from "./rules/replay.ts";
import type { World } from "./rules/world.ts";
import { type EndingOptions, showEnding } from "./screens/endings.ts";
import { openIntro } from "./screens/intro.ts";
import { openPicker } from "./screens/picker.ts";
import { WORDS } from "./texts/words.ts";

/** The steps between two reports of a score while it grows. */
const REPORT_TICKS = 60;

/** The parts of the game that gardens need. */
export interface Grounds {
  readonly shell: Shell;
  readonly edition: Edition;
  progress(): Progress;
  keep(next: Progress): void;
  show(session: Session): void;
  shout(text: Text): void;
  showLevels(): void;
  resume(): void;
}

/** The start of a garden, apart from its seed. */
interface Plan {
  readonly level: number;
  readonly plants: readonly PlantKind[];
  readonly help?: boolean;
}

/** Plays plain gardens: levels, the endless garden, the day's, and the rounds of a class. */
export class Adventure {
  readonly #grounds: Grounds;
  #run: Run = { kind: "level" };
  #contest: Contest = { name: WORDS.endless };
  #cheered = false;
  #reportedTick = 0;
  #round: Round | undefined;

  constructor(grounds: Grounds) {
    this.#grounds = grounds;
  }

  /** Whether the running garden is stored when the page goes. A round is not: the player's own game waits behind it. */
  get isKept(): boolean {
    return this.#run.kind !== "round";
  }

  /** The day whose garden is running. */
  get day(): string | undefined {
    return this.#run.kind === "daily" ? this.#run.day : undefined;
  }

  /** Starts a level, or the endless garden for 0; the first time it is introduced. */
  start(number: number): void {
    const { shell, edition, progress, keep } = this.#grounds;
    const { screens } = shell;
    screens.closeAll();
    const met = Math.max(progress().met ?? 1, progress().stars.filter((count) => count > 0).length);
    if (number <= met || edition.unlocked) return this.pick(number);
    const onStart = () => {
      keep({ ...progress(), met: number });
      screens.closeAll();
      this.pick(number);
    };
    openIntro(screens, levelOf(number)!, { chooses: this.#chooses(number), onStart });
  }

  /** Opens the choice of plants where there are more than places for them. */
  pick(number: number): void {
    const { progress, keep } = this.#grounds;
    const level = levelOf(number)!;
    const plants = this.#plantsFor(number);
    const begin = (picked: readonly PlantKind[]) =>
      this.#begin(number === 0 ? { kind: "endless" } : { kind: "level" }, {
        level: number,
        plants: picked,
      });
    if (!this.#chooses(number)) return begin(plants);
    const last = progress().picks?.[number]?.filter((kind) => plants.includes(kind)) ?? [];
    const onPick = (picked: readonly PlantKind[]) => {
      keep(withPick(progress(), number, picked));
      begin(picked);
    };
    const onBack = () => this.#grounds.showLevels();
    const isSunEndless = this.#grounds.edition.allowances.endlessSun;
    openPicker(this.#grounds.shell.screens, { level, plants, isSunEndless, last, onPick, onBack });
  }

  /** Starts the day's garden: the same seed and the same plants for everybody. */
  startDaily(date: Date): void {
    const seed = dailySeed(this.#grounds.edition.id, date);
    const plan = { level: 0, plants: dealHand(seed) };
    this.#begin({ kind: "daily", day: dayName(date) }, plan, seed);
  }

  /** Starts a round of the class, in the place of whatever is played. */
  startRound(round: Round): void {
    this.#round = round;
    const plan = { level: 0, plants: dealHand(round.seed) };
    this.#begin({ kind: "round", number: round.number }, plan, round.seed);
    this.#grounds.shout(WORDS.roundBegins);
  }

  /** Ends a round; a player who plays something else by now is left in peace. */
  endRound(world: World | undefined): void {
    this.#round = undefined;
    if (this.#run.kind !== "round" || !world || world.levelNumber !== 0) return;
    if (world.outcome === "playing") this.finish({ ...world, outcome: "lost" });
  }

  /** Goes on with a stored game. */
  resume(world: World, gameDay: string | undefined): void {
    const endless = world.levelNumber === 0;
    const plain: Run = endless ? { kind: "endless" } : { kind: "level" };
    this.#follow(gameDay === undefined ? plain : { kind: "daily", day: gameDay });
    this.#grounds.show(new Session(this.#grounds.edition, world, this.#more()));
  }

  /** Plays the same garden again with the same plants, without an introduction. */
  again(world: World, help = false): void {
    const run = this.#run;
    if (run.kind === "daily") return this.startDaily(new Date());
    if (run.kind === "round" && this.#round) return this.startRound(this.#round);
    const plants = world.packets.map(({ kind }) => kind);
    this.#begin(run.kind === "round" ? { kind: "endless" } : run, {
      level: world.levelNumber,
      plants,
      help,
    });
  }

  /** Follows a running garden: tells its score, and cheers once it is the best. */
  follow(world: World): void {
    if (world.levelNumber !== 0 || world.tick < this.#reportedTick + REPORT_TICKS) return;
    this.#reportedTick = world.tick;
    this.#report(world);
    const { goal } = this.#contest;
    if (goal === undefined || this.#cheered || world.score <= goal) return;
    this.#cheered = true;
    this.#grounds.shout(WORDS.newBest);
  }

  /** Keeps what a garden has brought, and shows how it ended. */
  finish(world: World): void {
    const { progress, keep, shell } = this.#grounds;
    const { levelNumber, score } = world;
    const run = this.#run;
    const won = world.outcome === "won";
    const contest = this.#contest;
    const done = run.kind === "round" ? progress() : withoutGame(progress());
    if (levelNumber === 0) {
      this.#report(world);
      const kept = run.kind === "daily" ? withDaily(done, { day: run.day, best: score }) : done;
      keep({ ...kept, best: Math.max(done.best, score) });
    } else {
      const counted = withOutcome(done, levelNumber, won);
      keep(won ? withStars(counted, levelNumber, countStars(world)) : counted);
    }
    showEnding(shell, this.#endingOptions(world, contest));
  }

  #endingOptions(world: World, contest: Contest): EndingOptions {
    const { levelNumber } = world;
    const chooses = this.#chooses(levelNumber);
    const own = this.#run.kind === "level" || this.#run.kind === "endless";
    const { game } = this.#grounds.progress();
    return {
      world,
      contest,
      losses: lossesOf(this.#grounds.progress(), levelNumber),
      onAgain: this.#run.kind === "round" && !this.#round ? undefined : () => this.again(world),
      onPick: chooses && own ? () => this.pick(levelNumber) : undefined,
      onHelp: () => this.again(world, true),
      onResume: game && (() => this.#grounds.resume()),
      onLevel: (next) => this.start(next),
      onLevels: () => this.#grounds.showLevels(),
    };
  }

  /** Lists the plants for a level; in an open edition, all. */
  #plantsFor(number: number): readonly PlantKind[] {
    const level = levelOf(number)!;
    if (this.#grounds.edition.unlocked) return levelOf(0)!.plants;
    if (number !== 0) return level.plants;
    const won = this.#grounds.progress().stars.filter((count) => count > 0).length;
    return level.plants.slice(0, won + 1);
  }

  /** Whether a level has more plants than places for them. */
  #chooses(number: number): boolean {
    return this.#plantsFor(number).length > PACKET_SLOTS;
  }

  #begin(run: Run, plan: Plan, seed = freshSeed()): void {
    const { shell, edition, show } = this.#grounds;
    shell.screens.closeAll();
    this.#follow(run);
    show(Session.begin(edition, { ...plan, seed }, this.#more()));
  }

  #follow(run: Run): void {
    this.#run = run;
    // By this a style tells gardens apart that are compared with others'.
    document.body.dataset.run = run.kind;
    this.#contest = contestOf(run, this.#grounds.progress());
    this.#cheered = false;
    this.#reportedTick = 0;
  }

  #more(): { contest: Contest } {
    return { contest: this.#contest };
  }

  #report(world: World): void {
    if (world.score > 0) reportScore(world.score, { best: "high", level: listOf(this.#run) });
  }
}
