import type { Text } from "../../kit/language.ts";
import type { PlantKind } from "../../zwdzjs-v1/rules/kinds.ts";
import type { RaidKind } from "./prices.ts";
import type { Planted } from "../../zwdzjs-v1/fair/ground.ts";

/** How a gardener answers. */
export interface Gardener {
  /** The seconds between two acts. */
  readonly paceSeconds: number;
  /** The sun at dusk, and the seconds in which 25 more come in. */
  readonly sun: number;
  readonly sunSeconds: number;
  readonly packets: readonly PlantKind[];
}

/** A stage of the zombies' side. */
export interface Stage {
  readonly id: string;
  readonly name: Text;
  readonly task: Text;
  readonly rows: readonly number[];
  /** The number of plates that are wanted; there is one in each row. */
  readonly wanted: number;
  readonly nightSeconds: number;
  /** The moonlight to begin with, and the seconds in which 25 more come in. */
  readonly moon: number;
  readonly moonSeconds: number;
  readonly zombies: readonly RaidKind[];
  readonly plants: readonly Planted[];
  readonly gardener?: Gardener;
}

const ALL_ROWS = [0, 1, 2, 3, 4];

/** Plants the same kind in a column of some rows. */
function column(kind: PlantKind, col: number, rows: readonly number[]): Planted[] {
  return rows.map((row) => ({ kind, row, col }));
}

/** The stages, the easy ones first. */
export const STAGES: readonly Stage[] = [
  {
    id: "snack",
    name: { en: "A midnight snack", zh: "半夜饿了" },
    task: {
      en: "Everybody sleeps, and there are dumplings. Get two plates before the rooster crows.",
      zh: "大家都睡了，屋檐下还有饺子。鸡叫之前端走两盘。",
    },
    rows: [1, 2, 3],
    wanted: 2,
    nightSeconds: 120,
    moon: 150,
    moonSeconds: 2.5,
    zombies: ["hopper", "hat"],
    plants: [
      ...column("lotus", 1, [1, 2, 3]),
      { kind: "lotus", row: 1, col: 3 },
      { kind: "glowberry", row: 2, col: 0 },
    ],
  },
  {
    id: "light",
    name: { en: "A light goes on", zh: "有人开灯了" },
    task: {
      en: "The gardener is up and plants where you come. Send several at once. All three plates.",
      zh: "园丁醒了，你走哪条路他就补哪条。几个一起冲，三盘都要。",
    },
    rows: [1, 2, 3],
    wanted: 3,
    nightSeconds: 150,
    moon: 150,
    moonSeconds: 2.5,
    zombies: ["hopper", "hat", "pole"],
    plants: [
      ...column("lotus", 1, [1, 2, 3]),
      ...column("bamboo", 5, [2]),
      { kind: "fern", row: 3, col: 4 },
    ],
    gardener: { paceSeconds: 8, sun: 50, sunSeconds: 4, packets: ["lotus"] },
  },
  {
    id: "wheels",
    name: { en: "Five lanes, four legs", zh: "兵分五路" },
    task: {
      en: "Five plates, and the gardener has two hands. Get four.",
      zh: "五盘饺子，园丁只有两只手。端走四盘。",
    },
    rows: ALL_ROWS,
    wanted: 4,
    nightSeconds: 180,
    moon: 200,
    moonSeconds: 2.2,
    zombies: ["hopper", "hat", "pole", "dasher"],
    plants: [...column("lotus", 1, ALL_ROWS), ...column("bamboo", 5, [1, 3])],
    gardener: { paceSeconds: 6, sun: 50, sunSeconds: 3, packets: ["lotus", "bamboo"] },
  },
  {
    id: "kites",
    name: { en: "Over the thorns", zh: "从刺上飞过去" },
    task: {
      en: "The lawn is full of thorns and peanuts. Think of the wind. Four plates.",
      zh: "地上全是刺和花生雷，不如想想风。端走四盘。",
    },
    rows: ALL_ROWS,
    wanted: 4,
    nightSeconds: 180,
    moon: 200,
    moonSeconds: 2.2,
    zombies: ["hopper", "wok", "pole", "kite"],
    plants: [
      ...column("lotus", 1, [0, 2, 4]),
      ...column("mint", 1, [1, 3]),
      ...column("caltrop", 5, ALL_ROWS),
      ...column("peanut", 6, ALL_ROWS),
      ...column("bamboo", 4, [0, 2, 4]),
    ],
    gardener: { paceSeconds: 6, sun: 50, sunSeconds: 3, packets: ["lotus", "peanut", "caltrop"] },
  },
  {
    id: "doors",
    name: { en: "Knock first", zh: "先敲门" },
    task: {
      en: "Grapes, four at a time. Doors are for that. Four plates.",
      zh: "葡萄四颗四颗地打过来，门板就是干这个的。端走四盘。",
    },
    rows: ALL_ROWS,
    wanted: 4,
    nightSeconds: 200,
    moon: 250,
    moonSeconds: 2.5,
    zombies: ["hopper", "door", "cracker", "drummer", "imp"],
    plants: [
      ...column("grape", 1, [1, 2, 3]),
      ...column("lotus", 1, [0, 4]),
      ...column("bamboo", 5, [0, 2, 4]),
      ...column("glowberry", 0, ALL_ROWS),
    ],
    gardener: {
      paceSeconds: 5,
      sun: 100,
      sunSeconds: 2.1,
      packets: ["lotus", "bamboo", "popcorn"],
    },
  },
  {
    id: "feast",
    name: { en: "The great feast", zh: "饺子大宴" },
    task: {
      en: "The whole garden is awake. So is the giant. All five plates.",
      zh: "满院子都醒了，巨僵也醒了。五盘一盘不留。",
    },
    rows: ALL_ROWS,
    wanted: 5,
    nightSeconds: 280,
    moon: 300,
    moonSeconds: 2.1,
    zombies: ["hopper", "wok", "door", "kite", "cracker", "drummer", "dasher", "giant"],
    plants: [
      ...column("grape", 2, [1, 3]),
      ...column("mint", 1, [0, 2, 4]),
      ...column("clover", 3, [2]),
      ...column("bamboo", 5, ALL_ROWS),
      ...column("ginseng", 4, [1, 3]),
    ],
    gardener: {
      paceSeconds: 4,
      sun: 100,
      sunSeconds: 1.8,
      packets: ["lotus", "mint", "bamboo", "popcorn", "dragonfruit"],
    },
  },
];
