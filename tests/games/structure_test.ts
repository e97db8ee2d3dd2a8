import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";

const GAMES = new URL("../../games/", import.meta.url);

/** Modules by their paths below games/, each with the paths it imports from, types included. */
type Graph = Map<string, readonly string[]>;

interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly code?: { readonly specifier?: string };
    readonly type?: { readonly specifier?: string };
  }[];
}

/** The games that have a program. */
async function listGames(): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(GAMES));
  return entries.map(({ name }) => name).filter((name) => name !== "kit").sort();
}

/** @param ids of games, whose main.ts is where to begin */
async function readGraph(ids: readonly string[]): Promise<Graph> {
  const graph: Graph = new Map();
  for (const id of ids) {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      // Without any import map: what a game imports is found by its path alone, as in the browser.
      args: ["info", "--json", "--no-config", fileURLToPath(new URL(`${id}/main.ts`, GAMES))],
    }).output();
    const { modules }: { modules: Module[] } = JSON.parse(new TextDecoder().decode(stdout));
    for (const { specifier, dependencies = [] } of modules) {
      const targets = dependencies.map(({ code, type }) => (code ?? type)?.specifier ?? "?");
      graph.set(shorten(specifier), targets.map(shorten));
    }
  }
  return graph;
}

function shorten(specifier: string): string {
  return specifier.startsWith(GAMES.href) ? specifier.slice(GAMES.href.length) : specifier;
}

/** The first way found from a module back to itself; empty where there is none. */
function findCircle(graph: Graph): readonly string[] {
  const done = new Set<string>();
  const walk = (path: string, above: readonly string[]): readonly string[] => {
    if (above.includes(path)) return [...above.slice(above.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const next of graph.get(path) ?? []) {
      const circle = walk(next, [...above, path]);
      if (circle.length > 0) return circle;
    }
    done.add(path);
    return [];
  };
  for (const path of graph.keys()) {
    const circle = walk(path, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

/** `rules` for `2048/rules/step.ts`; empty for what lies at the top of a game. */
function roomOf(path: string): string {
  return path.split("/").length > 2 ? path.split("/")[1]! : "";
}

Deno.test("law: games import by relative paths, from themselves, their base and the kit", async () => {
  const games = await listGames();
  const graph = await readGraph(games);
  assert(graph.size > 200, "the modules have not been read");
  const bases = new Map<string, string | undefined>([["kit", undefined]]);
  for (const id of games) {
    const card = JSON.parse(await Deno.readTextFile(new URL(`${id}/game.json`, GAMES)));
    bases.set(id, card.base);
  }
  const wrong = [...graph].flatMap(([from, targets]) =>
    targets.filter((to) => {
      const [own = ""] = from.split("/");
      return ![own, bases.get(own), "kit"].includes(to.split("/")[0]);
    }).map((to) => `${from} -> ${to}`)
  );
  assertEquals(wrong, []);
});

Deno.test("law: no modules of the games import each other in a circle, nor do their rooms", async () => {
  const graph = await readGraph(await listGames());
  assertEquals(findCircle(graph), []);
  for (const id of await listGames()) {
    const rooms: Graph = new Map();
    for (const [from, targets] of graph) {
      const isInside = (path: string) => path.startsWith(`${id}/`) && roomOf(path) !== "";
      if (!isInside(from)) continue;
      const next = targets.filter(isInside).map(roomOf).filter((room) => room !== roomOf(from));
      rooms.set(roomOf(from), [...new Set([...rooms.get(roomOf(from)) ?? [], ...next])]);
    }
    assertEquals(findCircle(rooms), [], id);
  }
});
