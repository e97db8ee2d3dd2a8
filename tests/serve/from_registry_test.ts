import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { listFiles } from "../../src/release/pack.ts";
import { commandLine, environment } from "../support/coplay.ts";
import { OutputLog } from "../support/output_log.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const WHY_NOT = Deno.env.get("COPLAY_BINARY") ? "a binary has all its modules inside" : undefined;
const PACKAGE = "/@coplay/coplay/";

/** Makes this machine's import map with URLs instead of paths; on JSR the modules name their packages themselves. */
async function importMap(origin: string): Promise<string> {
  const { imports } = JSON.parse(await Deno.readTextFile(`${ROOT}.import_map.json`));
  const entries = Object.entries<string>(imports).filter(([name]) => !name.startsWith("./"));
  const moved = entries.map(([name, to]) => [name, to.replace(/^\.\//, `${origin}/`)]);
  return JSON.stringify({ imports: Object.fromEntries(moved) });
}

/** The list that JSR has of the package's files. */
async function makeManifest(): Promise<Record<string, { checksum: string }>> {
  const { include, exclude } = config.publish;
  const paths = (await listFiles(ROOT)).filter((path) =>
    include.some((part) => path === part || path.startsWith(`${part}/`)) &&
    !exclude.some((part) => path.startsWith(`${part}/`))
  );
  return Object.fromEntries(paths.map((path) => {
    const digest = createHash("sha256").update(Deno.readFileSync(ROOT + path)).digest("hex");
    return [`/${path}`, { checksum: `sha256-${digest}` }];
  }));
}

/** A registry that has coplay, and a user who runs it from there. */
class Registry implements AsyncDisposable {
  readonly manifest: Record<string, { checksum: string }>;
  /** How many files were asked for besides the modules that Deno loads. */
  listsAsked = 0;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #home: TempDir;

  private constructor(manifest: Record<string, { checksum: string }>, home: TempDir) {
    this.manifest = manifest;
    this.#home = home;
    this.#server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      (request) => this.#answer(decodeURIComponent(new URL(request.url).pathname)),
    );
  }

  static async open(): Promise<Registry> {
    return new Registry(await makeManifest(), await TempDir.make());
  }

  async #answer(path: string): Promise<Response> {
    if (path === `${PACKAGE}1.2.3_meta.json`) {
      this.listsAsked++;
      return Response.json({ manifest: this.manifest });
    }
    const file = path.replace(`${PACKAGE}1.2.3/`, "/");
    const type = file.endsWith(".json") ? "application/json" : "application/typescript";
    const headers = { "content-type": type };
    return new Response(await Deno.readFile(ROOT + file.slice(1)), { headers });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#server.addr.port}`;
  }

  /** Starts `coplay serve` from an address of this server. */
  async start(address = `${PACKAGE}1.2.3/main.ts`): Promise<Deno.ChildProcess> {
    await Deno.writeTextFile(this.#home.join("map.json"), await importMap(this.origin));
    const [path, args] = commandLine(["serve", "0", "--game", "2048"]);
    return new Deno.Command(path, {
      args: args.map((arg) =>
        arg.startsWith("--import-map=")
          ? `--import-map=${this.#home.join("map.json")}`
          : arg.endsWith("main.ts")
          ? this.origin + address
          : arg
      ),
      env: environment({ XDG_CONFIG_HOME: this.#home.path, HOME: this.#home.path }),
      clearEnv: true,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  }

  /** The copies of the package that the user has, and what is left of others. */
  async copies(): Promise<string[]> {
    return (await this.#home.names()).filter((name) => name === "coplay").flatMap((name) =>
      [...Deno.readDirSync(this.#home.join(name))].map(({ name }) => name)
        .filter((name) => name.startsWith("package-"))
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
    await this.#home[Symbol.asyncDispose]();
  }
}

testUnless(
  WHY_NOT,
  "coplay from a registry hosts its games, from a copy that is made once",
  async () => {
    await using registry = await Registry.open();
    for (let starts = 1; starts <= 2; starts++) {
      const child = await registry.start();
      const [stdout, stderr] = [new OutputLog(child.stdout), new OutputLog(child.stderr)];
      try {
        const [address] = await stdout.match(/http:\/\/127\.0\.0\.1:\d+\//);
        assertStringIncludes(await (await fetch(address)).text(), "<title>2048</title>");
        const script = await fetch(`${address}games/2048/main.ts`);
        assertEquals([script.status, (await script.text()).includes("import")], [200, true]);
        const live = await fetch(`${address}.coplay/live.js`);
        assertEquals([live.status, (await live.text()).length > 0], [200, true]);
      } finally {
        child.kill("SIGTERM");
        await Promise.all([child.status, stdout.ended, stderr.ended]);
      }
    }
    assertEquals([registry.listsAsked, await registry.copies()], [1, ["package-1.2.3"]]);
  },
);

async function endOf(child: Deno.ChildProcess): Promise<{ code: number; said: string }> {
  const { code, stderr } = await child.output();
  return { code, said: new TextDecoder().decode(stderr) };
}

testUnless(WHY_NOT, "a file that is not what the registry lists is told and not kept", async () => {
  await using registry = await Registry.open();
  registry.manifest["/games/2048/index.html"] = { checksum: `sha256-${"0".repeat(64)}` };
  const { code, said } = await endOf(await registry.start());
  assertEquals(code, 1);
  assert(
    /^coplay: Cannot fetch the games and pages .* is not what the registry lists\n$/.test(said),
    said,
  );
  assert(!(await registry.copies()).includes("package-1.2.3"));
});

testUnless(WHY_NOT, "coplay from an address that is no registry says so in a line", async () => {
  await using registry = await Registry.open();
  const { code, said } = await endOf(await registry.start("/main.ts"));
  assertEquals([code, said], [
    1,
    "coplay: Cannot fetch the games and pages that belong to coplay: " +
    `${registry.origin}/main.ts is not a package on JSR\n`,
  ]);
});
