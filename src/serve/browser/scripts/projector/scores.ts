import { type Board, boardRow } from "./board.ts";

/** The scores of a level, as the host tells them. */
export interface Level {
  readonly level: string;
  readonly best: "high" | "low";
  readonly scores: readonly {
    readonly place: number;
    readonly name: string;
    readonly value: number;
  }[];
}

/** The words of the board, in the page's language. */
export interface ScoreWords {
  readonly title: string;
}

/** How long a level is shown before the next one, in looks at the host. */
const LOOKS = 8;

/** Goes through the levels of a game, one after another; a level with a new score comes at once. */
export class ScoreWall {
  #looks = 0;
  #shown = "";
  #known = new Map<string, string>();

  /** Makes the board for the levels that the host has told, the level played last first; null without scores. */
  show(levels: readonly Level[], { title }: ScoreWords): Board | null {
    const names = levels.map(nameOf);
    const known = new Map(levels.map((level) => [nameOf(level), JSON.stringify(level.scores)]));
    const news = names.find((name) => this.#known.get(name) !== known.get(name));
    this.#known = known;
    this.#looks++;
    if (news !== undefined) this.#turnTo(news);
    else if (this.#looks >= LOOKS || !known.has(this.#shown)) {
      this.#turnTo(names[(names.indexOf(this.#shown) + 1) % names.length] ?? "");
    }
    const level = levels.find((level) => nameOf(level) === this.#shown);
    if (!level) return null;
    return {
      title: level.level === "" ? title : `${title} · ${level.level}`,
      rows: level.scores.map(boardRow),
      empty: "",
    };
  }

  #turnTo(name: string): void {
    this.#shown = name;
    this.#looks = 0;
  }
}

function nameOf({ level, best }: Level): string {
  return `${best} ${level}`;
}
