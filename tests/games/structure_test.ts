import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { readSourceCode, ROOT } from "../support/source_code.ts";

const SOURCES = await readSourceCode(["games"]);

/**
 * The game and room of a path: `zwdzjs-v1` and `rules` for `games/zwdzjs-v1/rules/step.ts`; no room at the top level.
 */
function placeOf(path: string): { game: string; room: string | undefined } {
  const [, game = "", room] = path.split("/").slice(0, -1);
  return { game, room };
}

/** Reads the base of each game. */
async function readBases(): Promise<ReadonlyMap<string, string | undefined>> {
  const ids = [...new Set(SOURCES.map(({ path }) => placeOf(path).game))];
  return new Map(
    await Promise.all(ids.map(async (id) => {
      const card = JSON.parse(await Deno.readTextFile(join(ROOT, "games", id, "game.json")));
      return [id, card.base] as const;
    })),
  );
}

Deno.test("games import from themselves, their base and the kit, all by the paths that a browser asks for", async () => {
  const bases = await readBases();
  const known = new Set(SOURCES.map(({ path }) => path));
  assert(known.size > 200, "the games have not been read");
  const wrong = SOURCES.flatMap(({ path, imports }) => {
    const { game } = placeOf(path);
    const allowed = [game, bases.get(game), "kit"];
    return imports.filter((target) => !known.has(target) || !allowed.includes(placeOf(target).game))
      .map((target) => `${path} -> ${target}`);
  });
  assertEquals(wrong, []);
});

Deno.test("no two rooms of a game import each other", () => {
  const arrows = new Set(SOURCES.flatMap(({ path, imports }) => {
    const from = placeOf(path);
    return imports.map(placeOf)
      .filter(({ game, room }) => game === from.game && room && from.room && room !== from.room)
      .map(({ game, room }) => `${game}: ${from.room} -> ${room}`);
  }));
  assert(arrows.size > 20, "the rooms have not been read");
  const back = (arrow: string) => arrow.replace(/(\w+) -> (\w+)/, "$2 -> $1");
  assertEquals([...arrows].filter((arrow) => arrows.has(back(arrow))), []);
});
