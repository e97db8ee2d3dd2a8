import type { Hour } from "../rules/levels.ts";

/** The colours of a time of day: muted and cool, so that the figures stand out. */
export interface Light {
  readonly sky: readonly [string, string];
  readonly orb: string;
  readonly cloud: string;
  readonly tree: string;
  readonly hills: readonly string[];
  readonly wall: string;
  readonly wallShade: string;
  readonly tile: string;
  readonly window: string;
  readonly grass: readonly [string, string];
  readonly blade: string;
  readonly edge: string;
  readonly soil: string;
  readonly earth: string;
  readonly floor: string;
  readonly floorLine: string;
  readonly step: string;
  readonly road: string;
  readonly roadStone: string;
  readonly mist: string;
  readonly bed: string;
  readonly bush: string;
  readonly flowers: readonly [string, string];
}

/** The colours of each time of day. */
export const LIGHTS: Readonly<Record<Hour, Light>> = {
  day: {
    sky: ["#8fd0f0", "#dff3ee"],
    orb: "#fff3bd",
    cloud: "#ffffff",
    tree: "#7fb08a",
    hills: ["#a5cfc4", "#8abfa5"],
    wall: "#f6efe0",
    wallShade: "#ddd2c0",
    tile: "#7d8896",
    window: "#bcd9d2",
    grass: ["#9ccb74", "#8fc069"],
    blade: "#7fb25c",
    edge: "#6f9f55",
    soil: "#b99a72",
    earth: "#a98a63",
    floor: "#c79f74",
    floorLine: "#b08a60",
    step: "#cfd3d2",
    road: "#b9ab92",
    roadStone: "#a89a82",
    mist: "#e6ece6",
    bed: "#7fae62",
    bush: "#6d9c55",
    flowers: ["#f7b3c2", "#fff1cf"],
  },
  dusk: {
    sky: ["#f2a77c", "#fbe0b5"],
    orb: "#ffe2a0",
    cloud: "#fbd3b0",
    tree: "#8d8a5c",
    hills: ["#c79a9a", "#a9868f"],
    wall: "#f3dcc4",
    wallShade: "#d8b79f",
    tile: "#7a6f84",
    window: "#ffd58a",
    grass: ["#a9b866", "#9bab5d"],
    blade: "#8a9a52",
    edge: "#7d8a4a",
    soil: "#b08a68",
    earth: "#9f7a5a",
    floor: "#b98a66",
    floorLine: "#a07453",
    step: "#cdbfb5",
    road: "#b09a86",
    roadStone: "#9c8774",
    mist: "#f3d9c4",
    bed: "#8d9a55",
    bush: "#7a8749",
    flowers: ["#f2a0a0", "#ffe0b0"],
  },
  night: {
    sky: ["#1d2448", "#3b4a7d"],
    orb: "#fdf3c8",
    cloud: "#46558c",
    tree: "#2b3d5e",
    hills: ["#33406e", "#2a3860"],
    wall: "#8e98bd",
    wallShade: "#747ea6",
    tile: "#3c4568",
    window: "#ffd98a",
    grass: ["#4f7a78", "#476f70"],
    blade: "#3d6265",
    edge: "#36575c",
    soil: "#5c5a6e",
    earth: "#504f63",
    floor: "#6a5f70",
    floorLine: "#5a5062",
    step: "#8a92ad",
    road: "#565a75",
    roadStone: "#4a4e68",
    mist: "#7f8bb5",
    bed: "#3a5f62",
    bush: "#325457",
    flowers: ["#a996d6", "#c9d6f2"],
  },
};
