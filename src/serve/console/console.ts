import { type Io, tell } from "../../cli/io.ts";
import type { Catalogue, Game } from "../catalogue/catalogue.ts";
import { pickGame } from "../catalogue/pick_game.ts";
import type { Answers } from "./answers.ts";
import { findOrder, helpText, type OrderName } from "./orders.ts";

/** The actions of the console. */
export interface ConsoleActions extends
  Readonly<
    Record<Exclude<OrderName, "help" | "stop">, () => void | Promise<void>>
  > {
  publish(game: Game): Promise<void>;
}

/**
 * Carries out the operator's orders, a line each, until the one to stop. An order goes before a game of the same
 * name, so that a key always means the same. The host goes on when the input ends.
 *
 * @returns whether the operator asked to stop
 */
export async function runConsole(
  answers: Answers,
  { catalogue, io, actions }: { catalogue: Catalogue; io: Io; actions: ConsoleActions },
): Promise<boolean> {
  for (let line = await answers.next(); line !== undefined; line = await answers.next()) {
    if (line.trim() === "") continue;
    const order = findOrder(line)?.name;
    if (order === "stop") return true;
    if (order === "help") tell(io, helpText(io.size().columns));
    else if (order) await actions[order]();
    else {
      const picked = pickGame(catalogue, line);
      if (picked.kind === "game") await actions.publish(picked.game);
      else tell(io, picked.why);
    }
  }
  return false;
}
