import { CommandError, UsageError } from "../../cli/errors.ts";
import { type Io, say, tell } from "../../cli/io.ts";
import type { Catalogue, Game } from "../catalogue/catalogue.ts";
import { cannotPublish, noSuchGame } from "../catalogue/refusals.ts";
import type { Answers } from "./answers.ts";
import { showCatalogue, showFaults } from "./catalogue_rows.ts";
import { interrupted } from "./interrupted.ts";
import { TEXTS } from "./texts.ts";

/**
 * Chooses the first game: the one that the command line names, or the operator's answer.
 *
 * @throws {UsageError} where no game has that name, or the input ends without an answer
 * @throws {CommandError} where the named game cannot be published
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

/** Asks until the operator names a game that can be published; undefined where the input ends first. */
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
    // A terminal echoes the line end of an answer; a pipe does not.
    if (!io.stdin.isTerminal) io.stderr.write("\n");
    const game = catalogue.choose(answer);
    if (!game) tell(io, noSuchGame(answer));
    else if (game.fault) tell(io, cannotPublish(game.name, game.fault));
    else return game;
  }
}
