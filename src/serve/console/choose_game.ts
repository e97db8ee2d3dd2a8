import { CommandError, UsageError } from "../../cli/errors.ts";
import { type Io, say, tell } from "../../cli/io.ts";
import type { Catalogue, Game } from "../catalogue/catalogue.ts";
import { pickGame } from "../catalogue/pick_game.ts";
import type { Answers } from "./answers.ts";
import type { CatalogueNews } from "./catalogue_news.ts";
import { showCatalogue, showFaults } from "./catalogue_rows.ts";
import { interrupted } from "./interrupted.ts";
import { findOrder } from "./orders.ts";
import { TEXTS } from "./texts.ts";

/** The parts that the choice of the first game needs. */
export interface ChoiceParts {
  readonly catalogue: Catalogue;
  readonly answers: Answers;
  readonly news: CatalogueNews;
  readonly io: Io;
}

/**
 * Chooses the first game: the one that the command line names, or the operator's answer.
 *
 * @returns undefined where the operator asks to stop instead
 * @throws {UsageError} where no game has that name, or the input ends without an answer
 * @throws {CommandError} where the named game cannot be published
 */
export async function chooseGame(
  named: string | undefined,
  { catalogue, answers, news, io }: ChoiceParts,
): Promise<Game | undefined> {
  if (named === undefined) {
    showCatalogue(catalogue, { io });
    return await Promise.race([askForGame({ catalogue, answers, news, io }), interrupted(io)]);
  }
  showFaults(catalogue, io);
  const picked = pickGame(catalogue, named);
  if (picked.kind === "game") return picked.game;
  throw picked.kind === "broken" ? new CommandError(picked.why) : new UsageError(picked.why);
}

/** Asks until the operator names a game that can be published; undefined where they ask to stop. */
async function askForGame(
  { catalogue, answers, news, io }: ChoiceParts,
): Promise<Game | undefined> {
  for (;;) {
    const answer = await ask(say(io, TEXTS.whichGame), { answers, news, io });
    if (answer === undefined) throw new UsageError(TEXTS.noneChosen);
    const order = findOrder(answer)?.name;
    if (order === "stop") return undefined;
    if (order === "help") tell(io, TEXTS.choiceHelp);
    else if (order) showCatalogue(catalogue, { io, isWhole: true });
    else if (answer.trim() !== "") {
      const picked = pickGame(catalogue, answer);
      if (picked.kind === "game") return picked.game;
      tell(io, picked.why);
    }
  }
}

/** Asks a question and waits for a line; undefined where the input ends first. */
async function ask(
  question: string,
  { answers, news, io }: Omit<ChoiceParts, "catalogue">,
): Promise<string | undefined> {
  io.stderr.write(question);
  news.question = question;
  const answer = await answers.next();
  news.question = "";
  // A terminal echoes the line end of an answer; a pipe does not.
  if (answer === undefined || !io.stdin.isTerminal) io.stderr.write("\n");
  return answer;
}
