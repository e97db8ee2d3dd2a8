import { type Io, tell } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { Game } from "../catalogue/catalogue.ts";
import type { Host } from "../live/host.ts";
import type { Step } from "../live/lesson_state.ts";
import { readOrder } from "../live/read_orders.ts";
import type { Answers } from "./answers.ts";
import { findOrder, helpText, type OrderName } from "./orders.ts";

/** The actions of the console. */
export interface ConsoleActions extends
  Readonly<
    Record<Exclude<OrderName, "help" | "stop">, () => void | Promise<void>>
  > {
  publish(game: Game): Promise<void>;
  /** Covers all pages with words. */
  cover(words: Text): Promise<void>;
  /** Begins a queue. */
  start(steps: readonly Step[]): Promise<void>;
  /** Begins a round for so many milliseconds, or until the operator ends it. */
  startRound(forMs: number | null): Promise<void>;
  endRound(): Promise<void>;
  /** Takes the name of a player away. @param who a name or a number */
  takeName(who: string): Promise<void>;
}

/**
 * Carries out the operator's orders, a line each, until the one to stop. An order goes before a game of the same
 * name, so that a key always means the same. The host goes on when the input ends.
 *
 * @returns whether the operator asked to stop
 */
export async function runConsole(
  answers: Answers,
  { host, io, actions }: { host: Host; io: Io; actions: ConsoleActions },
): Promise<boolean> {
  for (let line = await answers.next(); line !== undefined; line = await answers.next()) {
    if (line.trim() === "") continue;
    const order = findOrder(line)?.name;
    if (order === "stop") return true;
    if (order === "help") tell(io, helpText(io.size().columns));
    else if (order) await actions[order]();
    else await obeyLine(line, { host, io, actions });
  }
  return false;
}

/** Publishes a game, covers the pages with words, or begins a queue or a round. */
async function obeyLine(
  line: string,
  { host, io, actions }: { host: Host; io: Io; actions: ConsoleActions },
): Promise<void> {
  const { catalogue, published } = host;
  const ordered = readOrder(line, { catalogue, publishedId: published.current?.game.id });
  if (ordered.kind === "game") await actions.publish(ordered.game);
  else if (ordered.kind === "front") await actions.cover(ordered.words);
  else if (ordered.kind === "queue") await actions.start(ordered.steps);
  else if (ordered.kind === "round") await actions.startRound(ordered.forMs);
  else if (ordered.kind === "endRound") await actions.endRound();
  else if (ordered.kind === "unname") await actions.takeName(ordered.who);
  else tell(io, ordered.why);
}
