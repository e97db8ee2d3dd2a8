import { TextLineStream } from "@std/streams/text-line-stream";
import { type Io, say, tell, visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { type Catalogue, formatCatalogue, type Game } from "../catalogue/catalogue.ts";
import type { LineEditor } from "./line_editor.ts";
import { cannotPublish, noSuchGame } from "../catalogue/refusals.ts";

/** The operator's answers, a line at a time; undefined once the input has ended. */
export class Answers {
  readonly #lines: ReadableStreamDefaultReader<string>;

  /** @param editor makes the lines where the terminal sends keys */
  constructor(readable: ReadableStream<Uint8Array>, editor?: LineEditor) {
    const bytes = readable as ReadableStream<Uint8Array<ArrayBuffer>>;
    const text = bytes.pipeThrough(new TextDecoderStream());
    this.#lines =
      (editor ? text.pipeThrough(linesOf(editor)) : text.pipeThrough(new TextLineStream()))
        .getReader();
  }

  /** The next line. */
  async next(): Promise<string | undefined> {
    try {
      const { value, done } = await this.#lines.read();
      return done ? undefined : value;
    } catch {
      // A terminal that has gone away.
      return undefined;
    }
  }
}

function linesOf(editor: LineEditor): TransformStream<string, string> {
  return new TransformStream({
    transform(sent, controller) {
      for (const line of editor.feed(sent)) controller.enqueue(line);
    },
  });
}

/** What the operator is asked. */
export const WHICH_GAME: Text = { en: "Game to publish: ", zh: "请输入要发布的游戏项目:" };

const NO_GAMES: Text = {
  en: "There is no game yet; put one into a folder given with --games",
  zh: "还没有任何游戏；请把游戏放进 --games 指定的文件夹",
};

/** Shows the catalogue and says what is wrong with the places it is read from. */
export function showCatalogue(catalogue: Catalogue, io: Io): void {
  for (const fault of catalogue.faults) io.stderr.write(`${visible(say(io, fault))}\n`);
  const rows = formatCatalogue(catalogue.shown, io.language);
  io.stderr.write(rows === "" ? `${say(io, NO_GAMES)}\n` : rows);
}

/** Asks until the answer names a game that can be published; undefined where the input ends first. */
export async function askForGame(
  answers: Answers,
  { catalogue, io }: { catalogue: Catalogue; io: Io },
): Promise<Game | undefined> {
  for (;;) {
    io.stderr.write(say(io, WHICH_GAME));
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

/** What the console can do to the host. */
export interface ConsoleActions {
  publish(game: Game): Promise<void>;
  listPlayers(): void;
  rescan(): Promise<void>;
}

/**
 * Obeys the operator until `q`: a number, ID or name publishes, `l` lists players, `r` reads the
 * folders again. The end of the input is no order to stop.
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
