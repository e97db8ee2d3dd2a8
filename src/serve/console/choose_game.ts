import { CommandError, UsageError } from "../../cli/errors.ts";
import { type Io, say, tell } from "../../cli/io.ts";
import type { Catalogue, Game } from "../catalogue/catalogue.ts";
import { cannotPublish, noSuchGame } from "../catalogue/refusals.ts";
import type { Answers } from "./answers.ts";
import { showCatalogue, showFaults } from "./catalogue_rows.ts";
import { interrupted } from "./interrupted.ts";
import { TEXTS } from "./texts.ts";

/**
 * The game to begin with: the one that the command line names, else the one that the operator answers.
 *
 * @throws {UsageError} where there is none by that name, or no answer
 * @throws {CommandError} where the one that is named cannot be published
 */
export async function chooseGame(
  named: string | undefined,
  { catalogue, answers, io }: { catalogue: Catalogue; answers: Answers; io: Io },
): Promise<Game> {
  if (named === undefined) {
    showCatalogue(catalogue, io);
    const game = await Promise.race([askForGame(answers, { catalogue, io }), interrupted(io)]);
    if (game) return game;
    throw new UsageError(TEXTS.noneChosen);
  }
  showFaults(catalogue, io);
  const game = catalogue.choose(named);
  if (!game) throw new UsageError(noSuchGame(named));
  if (game.fault) throw new CommandError(cannotPublish(game.name, game.fault));
  return game;
}

/** Asks until the answer names a game that can be published; undefined where the input ends first. */
async function askForGame(
  answers: Answers,
  { catalogue, io }: { catalogue: Catalogue; io: Io },
): Promise<Game | undefined> {
  for (;;) {
    io.stderr.write(say(io, TEXTS.whichGame));
    const answer = await answers.next();
    if (answer === undefined) {
      io.stderr.write("\n");
      return undefined;
    }
    // Somebody who typed nothing, or whose terminal does not echo a pipe, sees a fresh line.
    if (!io.stdin.isTerminal) io.stderr.write("\n");
    const game = catalogue.choose(answer);
    if (!game) tell(io, noSuchGame(answer));
    else if (game.fault) tell(io, cannotPublish(game.name, game.fault));
    else return game;
  }
}
