import type { PlantKind, ZombieKind } from "./kinds.ts";

/** The time of day: at night no sun falls from the sky. */
export type Hour = "day" | "dusk" | "night";

/** A level's weather or ground in which some plants do not grow. */
export type Weather = "rain" | "storm" | "stones" | "frost" | "drought" | "wind" | "holiday";

/** A level, or the endless garden. */
export interface Level {
  /** 1, 2, 3 …; 0 is the endless garden. */
  readonly number: number;
  readonly hour: Hour;
  /** The rows with lawn. */
  readonly rows: readonly number[];
  readonly startSun: number;
  /** The plants for this level. */
  readonly plants: readonly PlantKind[];
  /** Why some plants that the player has are missing. */
  readonly weather?: Weather;
  /** The plants that are missing. */
  readonly missing?: readonly PlantKind[];
  /** The plant that the player wins. */
  readonly reward?: PlantKind;
  /** The kinds of zombies, each with the waves before it comes, and how often it then does beside the others. */
  readonly zombies: readonly (readonly [kind: ZombieKind, from: number, weight?: number])[];
  /** The kind of zombie that appears for the first time, so that the level can introduce it. */
  readonly newcomer?: ZombieKind;
  /** Whether plants shoot only at what stands in light. */
  readonly isDark?: boolean;
  /** The number of waves; Infinity in the endless garden. */
  readonly waves: number;
  /** The number of waves from one huge wave to the next; the last wave always is huge. */
  readonly hugeEvery: number;
  /** The points of the first wave, and the increase with each later wave. */
  readonly budget: number;
  readonly growth: number;
  readonly firstWaveSeconds: number;
  /** Whether it is for those who learn: huge waves are hardly larger, and it waits less once each lane has a shooter. */
  readonly calm?: true;
  /** The distance up to which plants see in fog, in cells; without it there is no fog. */
  readonly sight?: number;
}

/** What a level says for itself; the rest follows from its number. */
export type Draft =
  & Omit<Level, "number" | "plants" | "reward" | "rows" | "startSun" | "firstWaveSeconds">
  & Partial<Level>;
