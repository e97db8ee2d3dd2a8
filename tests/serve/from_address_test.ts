import { assertEquals } from "@std/assert";
import { commandLine, environment } from "../support/coplay.ts";
import { testUnless } from "../support/test_unless.ts";
import { fileURLToPath } from "node:url";
import { TempDir } from "../support/temp_dir.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const WHY_NOT = Deno.env.get("COPLAY_BINARY") ? "a binary has all its modules inside" : undefined;

const SAYS = {
  en: "Cannot host games: coplay was loaded from an address, and its games and pages are files " +
    "beside it; run it from its folder or as the executable",
  zh:
    "无法发布游戏：coplay 是从网址加载的，而游戏和页面是它旁边的文件；请从其文件夹运行，或使用可执行文件",
};

/** Makes this machine's import map with URLs instead of paths. */
async function importMap(origin: string): Promise<string> {
  const { imports } = JSON.parse(await Deno.readTextFile(`${ROOT}.import_map.json`));
  const entries = Object.entries<string>(imports).filter(([name]) => !name.startsWith("./"));
  const moved = entries.map(([name, to]) => [name, to.replace(/^\.\//, `${origin}/`)]);
  return JSON.stringify({ imports: Object.fromEntries(moved) });
}

testUnless(
  WHY_NOT,
  "a host that was loaded from a URL says in a line what it needs",
  async () => {
    await using folder = await TempDir.make();
    await using source = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      async (ask) => {
        const text = await Deno.readTextFile(ROOT + new URL(ask.url).pathname.slice(1));
        return new Response(text, { headers: { "content-type": "application/typescript" } });
      },
    );
    const origin = `http://127.0.0.1:${source.addr.port}`;
    await Deno.writeTextFile(folder.join("map.json"), await importMap(origin));
    const [path, args] = commandLine(["serve", "0", "--game", "2048"]);
    const remote = args.map((arg) =>
      arg.startsWith("--import-map=")
        ? `--import-map=${folder.join("map.json")}`
        : arg.endsWith("main.ts")
        ? `${origin}/main.ts`
        : arg
    );
    for (const [lang, says] of Object.entries(SAYS)) {
      const { code, stderr } = await new Deno.Command(path, {
        args: [...remote, "--lang", lang],
        env: environment({}),
        clearEnv: true,
        stdin: "null",
      }).output();
      const said = new TextDecoder().decode(stderr);
      assertEquals([code, said], [1, `coplay: ${says}\n`]);
    }
  },
);
