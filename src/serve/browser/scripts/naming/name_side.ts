import { NameMark } from "./name_mark.ts";
import { type OwnStorage, takeOwnStorage } from "./own_storage.ts";

/** Sends what the player typed to the host; resolves with what it made of that. */
export type SendName = (typed: string) => Promise<NameAnswer | undefined>;

/** The host's answer to a name. */
export interface NameAnswer {
  /** The name without what a list cannot show; empty for none. */
  readonly text: string;
  /** The name as lists show it: two of one name are told apart. */
  readonly shown: string;
  /** Whether the operator has taken this name away from this player. */
  readonly isTaken: boolean;
}

/** The host's side of the player's name in a page. */
export interface NameSide {
  /** Begins: the host takes names, and knows this page by its ID. */
  start(pageId: string): void;
  /** The operator has taken the name away: it is forgotten, and the player may give another one by a tap. */
  loseName(): void;
}

const MARK = Symbol.for("coplay.name");

/** The browser's own function, which a game may replace later. */
const ask = self.fetch?.bind(self);

/** Sends a name of this page to the host. */
export async function sendName(pageId: string, typed: string): Promise<NameAnswer | undefined> {
  try {
    const answer = await ask(`/.coplay/name?page=${pageId}`, { method: "POST", body: typed });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    // The page says it again when its stream is back.
    return undefined;
  }
}

/** What is kept on the device. */
interface Kept {
  readonly name: string;
  /** Whether the player has been asked: that is done once. */
  readonly isAsked: boolean;
}

/**
 * Prepares the page for its player's name. It must run before the game: what it holds is out of a game's reach, which
 * finds only the way to begin.
 */
export function prepareNames(
  send: (pageId: string, typed: string) => Promise<NameAnswer | undefined> = sendName,
): NameSide {
  const storage = takeOwnStorage();
  let pageId = "";
  let kept = readKept(storage);
  let mark: NameMark | undefined;
  const keep = (next: Kept) => storage.write(JSON.stringify(kept = next));
  const tell = async () => {
    const answer = await send(pageId, kept.name);
    if (answer && answer.text !== kept.name) keep({ ...kept, name: answer.text });
    return answer ?? { text: kept.name, shown: kept.name, isTaken: false };
  };
  const open = () =>
    new NameMark({
      async onAnswer(name) {
        keep({ name: name ?? kept.name, isAsked: true });
        if (name !== null) showAnswer(await tell());
      },
      onPassed: () => keep({ ...kept, isAsked: true }),
    });
  const showAnswer = ({ text, shown, isTaken }: NameAnswer) => {
    if (isTaken) side.loseName();
    else mark!.show(text, shown);
  };
  const side: NameSide = {
    async start(id) {
      pageId = id;
      const isFirst = !mark;
      mark ??= open();
      const answer = kept.name === "" ? undefined : await tell();
      if (answer && (isFirst || answer.isTaken)) showAnswer(answer);
      else if (isFirst && !kept.isAsked) mark.ask();
      else if (isFirst) mark.show("", "");
    },
    loseName() {
      keep({ name: "", isAsked: true });
      mark?.sayTaken();
    },
  };
  Object.defineProperty(self, MARK, { value: side });
  return side;
}

/** Returns the side of this page; undefined where no script has prepared it. */
export function nameSideOf(page: unknown): NameSide | undefined {
  return (page as Record<symbol, NameSide | undefined>)[MARK];
}

function readKept(storage: OwnStorage): Kept {
  try {
    const { name, isAsked } = JSON.parse(storage.read() ?? "{}");
    return { name: typeof name === "string" ? name : "", isAsked: isAsked === true };
  } catch {
    // Somebody has changed it by hand.
    return { name: "", isAsked: false };
  }
}
