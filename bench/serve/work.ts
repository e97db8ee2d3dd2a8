import type { Row } from "../support/row.ts";

/** The folders of a measurement. */
export interface Ground {
  /** The folder of games; `b` has files of noise. */
  readonly root: string;
  /** The folder for all other files. */
  readonly folder: string;
  readonly rounds: number;
}

/** A work, by its name on the command line. */
export interface ServeWork {
  readonly name: string;
  /** The ids of its rows. */
  readonly ids: readonly string[];
  run(ground: Ground): Promise<Omit<Row, "date">[]>;
}
