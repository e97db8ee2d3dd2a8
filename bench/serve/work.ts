import type { Row } from "../support/row.ts";

/** What a piece of work is measured on. */
export interface Ground {
  /** The folder of games: `b` has files of noise. */
  readonly root: string;
  /** A place for everything else. */
  readonly folder: string;
  readonly rounds: number;
}

/** A piece of work, by the name that the command line knows. */
export interface ServeWork {
  readonly name: string;
  /** Of the rows it gives. */
  readonly ids: readonly string[];
  run(ground: Ground): Promise<Omit<Row, "date">[]>;
}
