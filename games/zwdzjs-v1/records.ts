import { openSave, type SaveStorage } from "../kit/save.ts";

/** What a player has reached in a mini-game, a puzzle or another game of its own. */
export interface Mark {
  /** The most stars, 0 to 3. */
  readonly stars: number;
  /** The best score. */
  readonly best: number;
  /** The games lost since the last one won. */
  readonly losses: number;
}

/** The marks of all games of their own, by their ids. */
export interface Records {
  /** The mark of a game; empty for one that has not been played. */
  of(id: string): Mark;
  /** Adds an ended game, and returns the mark with it. */
  add(id: string, ended: { won: boolean; stars: number; score: number }): Mark;
}

const EMPTY: Mark = { stars: 0, best: 0, losses: 0 };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readCount(value: unknown, most: number): number {
  return typeof value === "number" && value >= 0 ? Math.min(most, Math.floor(value)) : 0;
}

/** Whether a mark is of a day's game; only the last one of them is kept. */
function isOfDay(id: string): boolean {
  return id.startsWith("day ");
}

/** Reads stored marks; what is none is left out. */
export function readRecords(stored: unknown): Record<string, Mark> | undefined {
  if (!isRecord(stored)) return undefined;
  return Object.fromEntries(
    Object.entries(stored).filter(([, mark]) => isRecord(mark)).map(([id, mark]) => {
      const { stars, best, losses } = mark as Record<string, unknown>;
      return [id, {
        stars: readCount(stars, 3),
        best: readCount(best, Number.MAX_SAFE_INTEGER),
        losses: readCount(losses, 999),
      }];
    }),
  );
}

/** Opens the marks of an edition. */
export function openRecords(id: string, storage?: SaveStorage): Records {
  const format = { id: `${id}.games`, version: 1, empty: () => ({}), read: readRecords };
  const save = openSave<Record<string, Mark>>(format, storage);
  let marks: Record<string, Mark> = save.load();
  const of = (id: string) => Object.hasOwn(marks, id) ? marks[id]! : EMPTY;
  return {
    of,
    add(id, { won, stars, score }) {
      const last = of(id);
      const mark = {
        stars: Math.max(last.stars, won ? stars : 0),
        best: Math.max(last.best, score),
        losses: won ? 0 : last.losses + 1,
      };
      const others = Object.entries(marks).filter(([other]) => !isOfDay(id) || !isOfDay(other));
      marks = { ...Object.fromEntries(others), [id]: mark };
      save.store(marks);
      return mark;
    },
  };
}
