import { type Io, tell, visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { Catalogue, NumberedGame } from "../catalogue/catalogue.ts";
import { TEXTS } from "./texts.ts";

/** The most games that one line names. */
const MAX_NAMED = 6;

/** Tells the operator what has changed in the catalogue, a line for each kind of change. */
export class CatalogueNews {
  readonly #catalogue: Catalogue;
  readonly #io: Io;
  #shown: readonly NumberedGame[];
  #faults: ReadonlySet<string>;
  /** A question that waits for its answer on the last line; it is asked again below the news. */
  question = "";

  constructor(catalogue: Catalogue, io: Io) {
    this.#catalogue = catalogue;
    this.#io = io;
    this.#shown = catalogue.shown;
    this.#faults = new Set(catalogue.faults.map(({ en }) => en));
  }

  /** Prints the changes since the last call. Returns whether there were any. */
  tell(): boolean {
    const { shown, faults } = this.#catalogue;
    const newFaults = faults.filter(({ en }) => !this.#faults.has(en));
    const lines = [...newFaults.map(visibleText), ...describeChanges(this.#shown, shown)];
    this.#shown = shown;
    this.#faults = new Set(faults.map(({ en }) => en));
    if (lines.length === 0) return false;
    const { question } = this;
    if (question !== "") this.#io.stderr.write("\n");
    for (const line of lines) tell(this.#io, line);
    this.#io.stderr.write(question);
    return true;
  }

  /** Prints the changes since the last call, or that there are none. */
  tellAll(): void {
    if (!this.tell()) tell(this.#io, TEXTS.noNews);
  }
}

/** Describes what differs between two states of the catalogue. */
export function describeChanges(
  before: readonly NumberedGame[],
  after: readonly NumberedGame[],
): Text[] {
  const old = new Map(before.map((game) => [game.number, game]));
  const kept = new Set(after.map(({ number }) => number));
  const changed = after.flatMap((now) => {
    const then = old.get(now.number);
    return then ? [{ now, then }] : [];
  });
  const good = changed.filter(({ now }) => !now.game.fault);
  const fresh = after.filter(({ number, game }) => !old.has(number) && !game.fault);
  const broken = after.filter(({ number, game }) =>
    game.fault && old.get(number)?.game.fault?.en !== game.fault.en
  );
  return [
    ...line({ en: "New", zh: "新游戏" }, fresh),
    ...line({ en: "Gone", zh: "已移除" }, before.filter(({ number }) => !kept.has(number))),
    ...line(
      { en: "Can be published now", zh: "可以发布了" },
      good.filter(({ then }) => then.game.fault).map(({ now }) => now),
    ),
    ...line(
      { en: "Renamed", zh: "名称有变" },
      good.filter(({ now, then }) => !then.game.fault && nameOf(now) !== nameOf(then))
        .map(({ now }) => now),
    ),
    ...broken.map(brokenText),
  ];
}

function nameOf({ game }: NumberedGame): string {
  return `${game.name.en}\n${game.name.zh}`;
}

/** Names the games of one kind of change; none for no games. */
function line(what: Text, games: readonly NumberedGame[]): Text[] {
  if (games.length === 0) return [];
  const more = games.length - MAX_NAMED;
  const named = games.slice(0, more === 1 ? undefined : MAX_NAMED);
  const list = (language: "en" | "zh") =>
    named.map(({ number, game }) => `${number} ${visible(game.name[language])}`);
  return [{
    en: `${what.en}: ${list("en").join(", ")}${more > 1 ? ` and ${more} more` : ""}`,
    zh: `${what.zh}：${list("zh").join("，")}${more > 1 ? `，另有 ${more} 个` : ""}`,
  }];
}

function brokenText({ number, game }: NumberedGame): Text {
  const [name, fault] = [visibleText(game.name), visibleText(game.fault!)];
  return {
    en: `Cannot be published: ${number} ${name.en} (${fault.en})`,
    zh: `无法发布：${number} ${name.zh}（${fault.zh}）`,
  };
}

function visibleText({ en, zh }: Text): Text {
  return { en: visible(en), zh: visible(zh) };
}
