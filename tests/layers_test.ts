import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../", import.meta.url);

/** The rooms of the program and what each may import beside itself: the picture in README.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "main.ts": ["cli", "download", "serve"],
  "download": ["http", "archive", "redis", "cli"],
  "serve": ["http", "archive", "redis", "cli"],
  "archive": ["http", "cli"],
  "http": ["cli"],
  "redis": ["cli"],
  "cli": [],
};

interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly code?: { readonly specifier?: string };
    readonly type?: { readonly specifier?: string };
  }[];
}

async function moduleGraph(): Promise<readonly Module[]> {
  const root = fileURLToPath(ROOT);
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", `--import-map=${root}.import_map.json`, `${root}main.ts`],
    cwd: root,
  }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout)).modules;
}

/** `src/http/range.ts` is in room `http`; what is not ours is in none. */
function roomOf(specifier: string): string | undefined {
  if (!specifier.startsWith(ROOT.href)) return undefined;
  const path = specifier.slice(ROOT.href.length);
  if (path === "main.ts") return path;
  const [, room] = /^src\/([^/]+)\//.exec(path) ?? [];
  // The stand-ins stand for packages.
  return room === "stand_ins" ? undefined : room;
}

Deno.test("imports go down only, and the two commands never import each other", async () => {
  const modules = await moduleGraph();
  const wrong: string[] = [];
  let arrows = 0;
  for (const { specifier, dependencies } of modules) {
    const from = roomOf(specifier);
    if (from === undefined) continue;
    for (const { code, type } of dependencies ?? []) {
      const target = code?.specifier ?? type?.specifier ?? "";
      const to = roomOf(target);
      if (to === undefined || to === from) continue;
      arrows++;
      if (!MAY_IMPORT[from]?.includes(to)) wrong.push(`${specifier} -> ${target}`);
    }
  }
  assert(arrows > 50, "the module graph has not been read");
  assertEquals(wrong, []);
});

Deno.test("a command's code is loaded only when it runs", async () => {
  const main = await Deno.readTextFile(new URL("main.ts", ROOT));
  const isStatic = /^import .*src\/(download|serve)\//m.test(main);
  assert(!isStatic, "main.ts imports a command before it knows which one is asked for");
  assert(main.split("\n").length <= 40);
});

Deno.test("only main.ts ends the process", async () => {
  const modules = await moduleGraph();
  for (const { specifier } of modules) {
    const room = roomOf(specifier);
    if (room === undefined || room === "main.ts") continue;
    const text = await Deno.readTextFile(new URL(specifier));
    assert(!text.includes("Deno.exit("), specifier);
  }
});
