import { assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { createHash } from "node:crypto";
import config from "../../deno.json" with { type: "json" };
import testMap from "../import_map.json" with { type: "json" };
import { TempDir } from "../support/temp_dir.ts";
import { WHY_NO_LINKS } from "../support/systems.ts";
import { testUnless } from "../support/test_unless.ts";

const REPOSITORY = new URL("../../", import.meta.url);
const LOCKS = ["deno.lock", "tests/deno.lock"];
const STAND_IN = "./src/stand_ins/assert/mod.ts";

type Answer = { code: number; stderr: string };
type Imports = Record<string, string>;

/** A copy of the files that the choice reads, so that it does not write into this repository. */
class Checkout implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async create(): Promise<Checkout> {
    const checkout = new Checkout(await Deno.makeTempDir({ prefix: "coplay std " }));
    await checkout.copy(
      "deno.json",
      "src/stand_ins/choose_import_map.ts",
      "src/stand_ins/import_map.json",
      ...LOCKS,
      "tests/import_map.json",
    );
    return checkout;
  }

  async copy(...paths: string[]): Promise<void> {
    for (const path of paths) {
      const target = `${this.path}/${path}`;
      await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
      await Deno.copyFile(new URL(path, REPOSITORY), target);
    }
  }

  async write(path: string, text: string): Promise<void> {
    await Deno.writeTextFile(`${this.path}/${path}`, text);
  }

  async read(path: string): Promise<string> {
    return await Deno.readTextFile(`${this.path}/${path}`);
  }

  async readImports(): Promise<Imports> {
    return (JSON.parse(await this.read(".import_map.json")) as { imports: Imports }).imports;
  }

  /** Runs a task of deno.json like a user. */
  async run(task: string[], env: Record<string, string>): Promise<Answer> {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "--quiet", ...task],
      cwd: this.path,
      env: { COPLAY_STD: "", NO_PROXY: "127.0.0.1", NO_COLOR: "1", ...env },
      stdout: "null",
      stderr: "piped",
    }).output();
    return { code, stderr: new TextDecoder().decode(stderr) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}

/** A registry that records its requests. */
class Registry implements AsyncDisposable {
  readonly paths: string[] = [];
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  constructor(answer: (path: string) => Response) {
    this.#server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
      const path = new URL(request.url).pathname;
      this.paths.push(path);
      return answer(path);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.addr.port}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}

/** A registry behind a network that drops everything: connections open, but no answer follows. */
class SilentRegistry implements AsyncDisposable {
  connections = 0;
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #open: Deno.Conn[] = [];
  readonly #accepting = this.#accept();

  get url(): string {
    return `http://127.0.0.1:${this.#listener.addr.port}/`;
  }

  async #accept(): Promise<void> {
    for await (const connection of this.#listener) {
      this.connections++;
      this.#open.push(connection);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const connection of this.#open) connection.close();
    await this.#accepting;
  }
}

function versionAnswer(): Response {
  return Response.json({ manifest: { "/mod.ts": { size: 1 } }, exports: { ".": "./mod.ts" } });
}

Deno.test("the import map names JSR where the registry has the packages", async () => {
  await using checkout = await Checkout.create();
  await using registry = new Registry(versionAnswer);
  const { code, stderr } = await checkout.run(["import-map"], { JSR_URL: registry.url });
  assertEquals([code, stderr], [0, ""]);
  assertStringIncludes((await checkout.readImports())["@std/assert"] ?? "", "jsr:");
  assertEquals(await checkout.readImports(), { ...config.imports, ...testMap.imports });
  assertEquals(registry.paths.length, 4, "one question a package");
});

Deno.test("the import map names the stand-ins where the registry lacks the packages", async () => {
  await using checkout = await Checkout.create();
  await using registry = new Registry(() => new Response("no such package", { status: 404 }));
  const { code, stderr } = await checkout.run(["import-map"], { JSR_URL: registry.url });
  assertEquals(code, 0);
  assertEquals(stderr.trim().split("\n").length, 1, stderr);
  assertStringIncludes(stderr, "src/stand_ins");
  assertEquals((await checkout.readImports())["@std/assert"], STAND_IN);
  assertStringIncludes((await checkout.readImports())["fast-check"] ?? "", "npm:fast-check@");
});

Deno.test("a sign-in page is not taken for the registry", async () => {
  await using checkout = await Checkout.create();
  await using registry = new Registry(() =>
    new Response("<h1>Welcome to the school's network</h1>", {
      headers: { "content-type": "text/html" },
    })
  );
  await checkout.run(["import-map"], { JSR_URL: registry.url });
  assertEquals((await checkout.readImports())["@std/assert"], STAND_IN);
});

Deno.test("a registry that never answers is given up", async () => {
  await using checkout = await Checkout.create();
  await using registry = new SilentRegistry();
  const { code } = await checkout.run(["import-map"], { JSR_URL: registry.url });
  assertEquals(code, 0);
  assertEquals((await checkout.readImports())["@std/assert"], STAND_IN);
});

Deno.test("an answer is remembered for the next task", async () => {
  await using checkout = await Checkout.create();
  await using registry = new Registry(versionAnswer);
  await checkout.run(["import-map"], { JSR_URL: registry.url });
  const asked = registry.paths.length;
  const before = await checkout.readImports();
  await checkout.run(["import-map"], { JSR_URL: registry.url });
  assertEquals(registry.paths.length, asked);
  assertEquals(await checkout.readImports(), before);
});

Deno.test("an old answer is asked for again", async () => {
  await using checkout = await Checkout.create();
  await using registry = new Registry(versionAnswer);
  const old = { source: "stand-ins", decidedAt: Date.now() - 30 * 24 * 3600 * 1000 };
  await checkout.write(".import_map.choice.json", JSON.stringify(old));
  await checkout.run(["import-map"], { JSR_URL: registry.url });
  assertStringIncludes((await checkout.readImports())["@std/assert"] ?? "", "jsr:");
});

Deno.test("a remembered answer keeps up with a changed deno.json", async () => {
  await using checkout = await Checkout.create();
  await using registry = new Registry(versionAnswer);
  const last = { source: "stand-ins", decidedAt: Date.now() };
  await checkout.write(".import_map.choice.json", JSON.stringify(last));
  await checkout.write(".import_map.json", `{"imports":{"uqr":"npm:uqr@0"}}`);
  await checkout.run(["import-map"], { JSR_URL: registry.url });
  assertNotEquals((await checkout.readImports())["uqr"], "npm:uqr@0");
  assertEquals((await checkout.readImports())["@std/assert"], STAND_IN);
});

Deno.test("COPLAY_STD decides without asking, and is not remembered", async () => {
  await using checkout = await Checkout.create();
  await using registry = new Registry(versionAnswer);
  await checkout.run(["import-map"], { JSR_URL: registry.url, COPLAY_STD: "stand-ins" });
  assertEquals((await checkout.readImports())["@std/assert"], STAND_IN);
  assertEquals(registry.paths, []);
  await checkout.run(["import-map"], { JSR_URL: registry.url });
  assertStringIncludes((await checkout.readImports())["@std/assert"] ?? "", "jsr:");
  const wrong = await checkout.run(["import-map"], { COPLAY_STD: "standins" });
  assertEquals(wrong.code, 2);
  assertStringIncludes(wrong.stderr, `not "standins"`);
});

for (const damage of ["", "{", "null", "[]", `{"source":"jsr","decidedAt":"x"}`, `{"source":1}`]) {
  Deno.test(`damaged files of an earlier choice are replaced: ${damage || "empty"}`, async () => {
    await using checkout = await Checkout.create();
    await checkout.write(".import_map.json", damage);
    await checkout.write(".import_map.choice.json", damage);
    const { code } = await checkout.run(["import-map"], { JSR_URL: "http://127.0.0.1:1/" });
    assertEquals(code, 0);
    assertEquals((await checkout.readImports())["@std/assert"], STAND_IN);
  });
}

Deno.test("a task that runs on the stand-ins never turns to JSR", async () => {
  await using checkout = await Checkout.create();
  await using registry = new SilentRegistry();
  await checkout.write(
    "main.ts",
    `import "@std/streams/text-line-stream"; import "@std/cli/parse-args";`,
  );
  await checkout.copy(
    "src/stand_ins/streams/text_line_stream.ts",
    "src/stand_ins/cli/parse_args.ts",
  );
  const env = { JSR_URL: registry.url, COPLAY_STD: "stand-ins" };
  const { code, stderr } = await checkout.run(["serve", "--help"], env);
  assertEquals(code, 0, stderr);
  assertEquals(stderr.trim().split("\n").length, 1, stderr);
  assertEquals(registry.connections, 0);
});

/** Answers like JSR, with packages whose modules are all empty. */
function answerAsJsr(path: string): Response {
  const [, name, version] = /^\/(@std\/\w+)\/(.+)_meta\.json$/.exec(path) ?? [];
  const module = "export {};\n";
  if (name && version) {
    const entries = Object.keys(config.imports).filter((entry) => entry.startsWith(name));
    const names = entries.map((entry) => `.${entry.slice(name.length)}`);
    const checksum = `sha256-${createHash("sha256").update(module).digest("hex")}`;
    return Response.json({
      manifest: { "/mod.ts": { size: module.length, checksum } },
      exports: Object.fromEntries(names.map((own) => [own, "./mod.ts"])),
    });
  }
  if (!path.endsWith("/meta.json")) return new Response(module);
  const versions = Object.values(config.imports).flatMap((specifier) =>
    /^jsr:@[^@]+@([^/]+)/.exec(specifier)?.[1] ?? []
  );
  return Response.json({ versions: Object.fromEntries(versions.map((each) => [each, {}])) });
}

/** Makes a cache folder for Deno that holds only the npm packages. */
async function makeCacheWithoutJsr(): Promise<TempDir> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout));
  const folder = await TempDir.make();
  await Deno.symlink(npmCache, folder.join("npm"));
  return folder;
}

testUnless(
  WHY_NO_LINKS,
  "the first task where JSR is in reach leaves the checkout as it was",
  async () => {
    await using checkout = await Checkout.create();
    await using registry = new Registry(answerAsJsr);
    await using cache = await makeCacheWithoutJsr();
    const names = Object.keys(config.imports).filter((name) => name.startsWith("@std/"));
    await checkout.write("main.ts", names.map((name) => `import "${name}";\n`).join(""));
    const before = await Promise.all(LOCKS.map((path) => checkout.read(path)));
    const env = { JSR_URL: registry.url, DENO_DIR: cache.path };
    const { code, stderr } = await checkout.run(["serve", "--help"], env);
    assertEquals(code, 0, stderr);
    assertEquals(registry.paths.filter((path) => path.endsWith("/mod.ts")).length, 4);
    assertEquals(await Promise.all(LOCKS.map((path) => checkout.read(path))), before);
  },
);
