import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { readSourceCode, ROOT, type SourceCode } from "./support/source_code.ts";

/** A row of the table in ARCHITECTURE.md. */
interface Room {
  /** `serve/live`, or a file that is a room by itself. */
  readonly name: string;
  /** The files that other rooms may import, without extensions; undefined for all files. */
  readonly face: readonly string[] | undefined;
  /** The rooms that it may import. */
  readonly imports: readonly string[];
}

/** The most files of a folder that a reader takes in at a glance. */
const MAX_FILES = 22;
const MAX_LINES = 300;
const MAX_FUNCTION_LINES = 50;

/** Longer files, each with the reason. */
const LONG_FILES: Readonly<Record<string, string>> = {
  "games/coroutines/library/tasks.ts":
    "a scheduler that students read as a whole, each step said beside it",
  "src/download/ask/options.ts": "a table with two texts a row",
};
const LONG_FUNCTIONS: Readonly<Record<string, string>> = {
  "src/download/report/ndjson.ts": "a case an event, each an object written out",
};

const SOURCES = await readSourceCode(["main.ts", "src"]);
const ROOMS = await readRooms();

async function readRooms(): Promise<ReadonlyMap<string, Room>> {
  const text = await Deno.readTextFile(join(ROOT, "ARCHITECTURE.md"));
  const rows = text.matchAll(/^\| `([\w/.]+)` *\|[^|]+\|([^|]*)\|([^|]*)\|$/gm);
  const namesIn = (cell: string) => [...cell.matchAll(/`([\w/.]+)`/g)].map(([, name]) => name!);
  return new Map([...rows].map(([, name, face, imports]) => {
    const room = { name: name!, imports: namesIn(imports!) };
    return [name!, { ...room, face: face!.trim() === "all" ? undefined : namesIn(face!) }];
  }));
}

/** Finds the room of a path: `src/serve/live/host.ts` is in `serve/live`, and so are files in its subfolders. */
function roomOf(path: string): Room | undefined {
  for (let name = path.replace(/^src\//, ""); name !== "."; name = parentOf(name)) {
    const room = ROOMS.get(name);
    if (room) return room;
  }
  return undefined;
}

function parentOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
}

/** Lists every import from one room into another. */
function arrows(): { from: Room; to: Room; text: string; file: string }[] {
  return SOURCES.flatMap(({ path, imports }) =>
    imports.flatMap((target) => {
      const [from, to] = [roomOf(path), roomOf(target)];
      if (!from || !to || from === to) return [];
      const file = target.slice(`src/${to.name}/`.length).replace(/\.ts$/, "");
      return { from, to, file, text: `${path} -> ${target}` };
    })
  );
}

Deno.test("every source file has its place in a room of ARCHITECTURE.md", () => {
  assertEquals(SOURCES.filter(({ path }) => !roomOf(path)).map(({ path }) => path), []);
  const inUse = new Set(SOURCES.map(({ path }) => roomOf(path)?.name));
  assertEquals([...ROOMS.keys()].filter((name) => !inUse.has(name)), []);
});

Deno.test(`no folder of src holds more than ${MAX_FILES} files`, () => {
  const counts = Map.groupBy(SOURCES, ({ path }) => parentOf(path));
  const large = [...counts].filter(([, { length }]) => length > MAX_FILES);
  assertEquals(large.map(([folder, { length }]) => `${folder}: ${length}`), []);
});

Deno.test("rooms import the rooms that ARCHITECTURE.md names, and no others", () => {
  const wrong = arrows().filter(({ from, to }) => !from.imports.includes(to.name));
  assertEquals(wrong.map(({ text }) => text), []);
  const drawn = new Set(arrows().map(({ from, to }) => `${from.name} -> ${to.name}`));
  const named = [...ROOMS.values()].flatMap(({ name, imports }) =>
    imports.map((other) => `${name} -> ${other}`)
  );
  assertEquals(named.filter((arrow) => !drawn.has(arrow)), []);
});

Deno.test("rooms import only what stands below them", () => {
  const order = [...ROOMS.keys()];
  const upwards = [...ROOMS.values()].flatMap(({ name, imports }) =>
    imports.filter((other) => order.indexOf(other) <= order.indexOf(name))
      .map((other) => `${name} -> ${other}`)
  );
  assertEquals(upwards, []);
});

Deno.test("rooms import only from the faces of others, and every file of a face is imported", () => {
  const behind = arrows().filter(({ to, file }) => to.face && !to.face.includes(file));
  assertEquals(behind.map(({ text }) => text), []);
  const used = new Set(arrows().map(({ to, file }) => `${to.name}/${file}`));
  const idle = [...ROOMS.values()].flatMap(({ name, face = [] }) =>
    face.map((file) => `${name}/${file}`).filter((file) => !used.has(file))
  );
  assertEquals(idle, []);
});

/** Finds circles: repeatedly removes every file that imports none of the others or that none of them imports. */
function findCircles(files: readonly SourceCode[]): string[] {
  const left = new Map(files.map(({ path, imports }) => [path, imports]));
  for (let count = -1; count !== left.size;) {
    count = left.size;
    const imported = new Set([...left.values()].flat());
    for (const [path, imports] of left) {
      if (!imported.has(path) || !imports.some((target) => left.has(target))) left.delete(path);
    }
  }
  return [...left.keys()];
}

Deno.test("no file imports itself by way of others, not even for a type", async () => {
  const others = await readSourceCode(["games", "bench", "tests"]);
  assertEquals(findCircles([...SOURCES, ...others]), []);
});

Deno.test("a file has 300 lines at most, and a function 50", async () => {
  const others = await readSourceCode(["games", "tests/support"]);
  const files = [...SOURCES, ...others];
  const longFiles = files.filter(({ lineCount }) => lineCount > MAX_LINES)
    .map(({ path }) => path);
  assertEquals(longFiles.sort(), Object.keys(LONG_FILES).sort());
  const longFunctions = files.filter(({ functions }) =>
    functions.some(({ lineCount }) => lineCount > MAX_FUNCTION_LINES)
  );
  assertEquals(longFunctions.map(({ path }) => path).sort(), Object.keys(LONG_FUNCTIONS).sort());
});

Deno.test("a command's code is loaded only when it runs", async () => {
  const main = await Deno.readTextFile(join(ROOT, "main.ts"));
  const isStatic = /^import .*src\/(download|serve)\//m.test(main);
  assert(!isStatic, "main.ts imports a command before it knows which one is asked for");
  assert(main.split("\n").length <= 40);
});

Deno.test("only main.ts ends the process", () => {
  const ending = SOURCES.filter(({ text }) => text.includes("Deno.exit("))
    // The program that chooses the import map runs by itself, before coplay.
    .filter(({ path }) => !path.startsWith("src/stand_ins/"));
  assertEquals(ending.map(({ path }) => path), ["main.ts"]);
});
