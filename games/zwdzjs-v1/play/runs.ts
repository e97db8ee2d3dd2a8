import { CLASS_ROUND } from "../../kit/class_rounds.ts";
import type { Text } from "../../kit/language.ts";
import { Random } from "../../kit/random.ts";
import type { Contest } from "../hud/progress_bar.ts";
import type { PlantKind } from "../rules/kinds.ts";
import type { Progress } from "../progress.ts";
import { WORDS } from "../texts/words.ts";

/** What a running garden is for. */
export type Run =
  | { readonly kind: "level" }
  | { readonly kind: "endless" }
  | { readonly kind: "daily"; readonly day: string }
  | { readonly kind: "round"; readonly number: number };

/** The score to beat where nobody has a score yet. */
const FIRST_GOAL = 300;

const NAMES = {
  level: WORDS.endless,
  endless: WORDS.endless,
  daily: WORDS.daily,
  round: CLASS_ROUND,
} as const satisfies Record<Run["kind"], Text>;

/** What a run without an end is played for. */
export function contestOf(run: Run, progress: Progress): Contest {
  const name = NAMES[run.kind];
  return run.kind === "round" ? { name } : { name, goal: goalOf(run, progress) };
}

/** The score that a run without an end should beat. */
function goalOf(run: Run, progress: Progress): number {
  if (run.kind === "daily") {
    return progress.daily?.day === run.day && progress.daily.best || FIRST_GOAL;
  }
  return progress.best || FIRST_GOAL;
}

/** The name of the list that a run's scores go into; the same in every language. */
export function listOf(run: Run): string {
  return run.kind === "daily" ? run.day : "endless";
}

/** Plants of which one hand has some: so that nothing that comes is without an answer. */
const GROUPS: readonly { readonly take: number; readonly from: readonly PlantKind[] }[] = [
  { take: 2, from: ["lotus", "mint", "grape"] },
  { take: 1, from: ["popcorn", "dragonfruit"] },
  { take: 1, from: ["clover", "dandelion"] },
  { take: 1, from: ["caltrop", "peanut"] },
  { take: 1, from: ["pomegranate", "ginseng", "peanut", "dandelion", "clover", "dragonfruit"] },
];

/** Deals the eight plants of a day or a round: the same for everybody who plays from its seed. */
export function dealHand(seed: number): PlantKind[] {
  const random = new Random(seed);
  const hand: PlantKind[] = ["glowberry", "bamboo"];
  for (const { take, from } of GROUPS) {
    const left = random.shuffle(from.filter((kind) => !hand.includes(kind)));
    hand.push(...left.slice(0, take));
  }
  return hand;
}
