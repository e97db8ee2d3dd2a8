import { type Io, tell } from "../../cli/io.ts";
import type { Catalogue, Game } from "../catalogue/catalogue.ts";
import { cannotPublish, noSuchGame } from "../catalogue/refusals.ts";
import type { Answers } from "./answers.ts";

/** The orders that the operator can give at the console. */
export interface ConsoleActions {
  publish(game: Game): Promise<void>;
  listPlayers(): void;
  rescan(): Promise<void>;
}

/**
 * Carries out the operator's orders until `q`: a number, ID or name publishes, `l` lists players, `r` scans the
 * folders. The host goes on when the input ends.
 *
 * @returns whether the operator asked to stop
 */
export async function runConsole(
  answers: Answers,
  { catalogue, io, actions }: { catalogue: Catalogue; io: Io; actions: ConsoleActions },
): Promise<boolean> {
  for (let line = await answers.next(); line !== undefined; line = await answers.next()) {
    const order = line.trim();
    if (order === "") continue;
    const game = catalogue.choose(order);
    if (game?.fault) tell(io, cannotPublish(game.name, game.fault));
    else if (game) await actions.publish(game);
    else if (order === "q") return true;
    else if (order === "l") actions.listPlayers();
    else if (order === "r") await actions.rescan();
    else tell(io, noSuchGame(order));
  }
  return false;
}
