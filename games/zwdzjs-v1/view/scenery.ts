import type { Box } from "../../kit/fit.ts";
import type { Hour } from "../rules/levels.ts";
import type { Layout } from "./layout.ts";

/** The data for the still part of the scene. */
export interface Scenery {
  readonly layout: Layout;
  readonly visible: Box;
  readonly hour: Hour;
  readonly rows: readonly number[];
  /** Whether fog lies over the far half of the lawn. */
  readonly foggy: boolean;
}
