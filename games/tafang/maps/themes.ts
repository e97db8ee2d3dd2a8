// The colours of the three lands. Backgrounds are muted, so that moving things stand out.

import type { Theme } from "../rules/map_plan.ts";

/** The colours of a land. */
export interface ThemeColours {
  /** The colour around the board, also where the window is larger than the stage. */
  readonly around: string;
  readonly aroundDark: string;
  readonly ground: string;
  readonly groundOther: string;
  readonly rim: string;
  readonly road: string;
  readonly roadLight: string;
  readonly roadRim: string;
  readonly water: string;
  readonly waterLight: string;
  readonly tuft: string;
  readonly petals: readonly string[];
}

/** The colours of each land. */
export const THEME_COLOURS: Readonly<Record<Theme, ThemeColours>> = {
  meadow: {
    around: "#79b56a",
    aroundDark: "#5f9c57",
    ground: "#b3d896",
    groundOther: "#a9d08b",
    rim: "#8fbf76",
    road: "#e6d0a4",
    roadLight: "#f0dfbb",
    roadRim: "#bfa274",
    water: "#7cc4dc",
    waterLight: "#a9dcec",
    tuft: "#86b96b",
    petals: ["#fdf3d8", "#f7c6d4", "#fbe39a"],
  },
  shore: {
    around: "#6fc0cf",
    aroundDark: "#57aabd",
    ground: "#f1e2bd",
    groundOther: "#ead9b0",
    rim: "#d9c393",
    road: "#d3b58c",
    roadLight: "#dfc6a1",
    roadRim: "#a98a62",
    water: "#6fc4d6",
    waterLight: "#a6e0ea",
    tuft: "#cfb98a",
    petals: ["#f7c9b8", "#fbeedd", "#c9dfe0"],
  },
  snow: {
    around: "#3b4a78",
    aroundDark: "#2f3c66",
    ground: "#c9d6ee",
    groundOther: "#bfcdea",
    rim: "#93a5cf",
    road: "#93a3c9",
    roadLight: "#a5b4d6",
    roadRim: "#6b7cab",
    water: "#7fa6da",
    waterLight: "#b5d0f0",
    tuft: "#a9bade",
    petals: ["#eef4ff", "#dfe9ff", "#ffffff"],
  },
};
