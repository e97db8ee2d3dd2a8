import { assert, assertEquals } from "@std/assert";
import type { Browser } from "puppeteer-core";
import { LAN_NAME, launchChromium } from "../support/chromium.ts";
import { Coplay } from "../support/coplay.ts";
import { browserTest as test } from "../support/programs.ts";
import { TempDir } from "../support/temp_dir.ts";
import { PATIENCE_MS } from "../support/until.ts";
import { writeTree } from "../serve/host_fixture.ts";
import { allGames, BUILDS, DOT, ICON } from "./absolute_builds.ts";

/** What the bundlers are: for this test alone, and of these versions. */
const BUNDLERS = {
  "css-loader": "7.1.5",
  "html-webpack-plugin": "5.6.8",
  "mini-css-extract-plugin": "2.10.2",
  "parcel": "2.16.4",
  "rollup": "4.68.8",
  "vite": "6.4.1",
  "webpack": "5.113.0",
  "webpack-cli": "7.3.1",
};

const page = (script: string) =>
  `<!doctype html><html><head><title>loading</title>${ICON}</head><body><p class="dot"></p>
  <script type="module" src="./${script}.js"></script></body></html>`;
const script = (style: string) =>
  `import { state } from "./state.js"; ${style}
  import("./level.js").then(({ play }) => play(state));`;

/** A game of two pages with a lazy module, a style and a picture, before it is built. */
const SOURCE = {
  "src/index.html": page("main"),
  "src/second.html": page("second"),
  "src/main.js": script('import "./style.css";'),
  "src/second.js": script(""),
  "src/state.js": `globalThis.starts = (globalThis.starts ?? 0) + 1;
    document.body.append(document.createElement("canvas"));
    export const state = { score: 10 };`,
  "src/level.js": `import { state } from "./state.js";
    export function play(seen) {
      seen.score += 1;
      const image = new Image();
      image.onload = () => document.title = "score " + state.score + " dot " + image.naturalWidth;
      image.src = new URL("./dot.svg", import.meta.url).href;
    }`,
  "src/style.css": '.dot { background: url("./dot.svg"); }',
  "src/dot.svg": DOT,
  // The state is a module of its own that is named from the root, as a page without a bundler shares one.
  "rolled/index.html": page("js/main").replace("./js", "BASEjs"),
  "vite.config.js": `export default ({ mode }) => ({ root: "src", logLevel: "warn", build: {
    assetsInlineLimit: 0, rollupOptions: { input: mode === "one"
      ? ["src/index.html"] : ["src/index.html", "src/second.html"] } } });`,
  "webpack.config.js": `import Html from "html-webpack-plugin";
    import Css from "mini-css-extract-plugin";
    const title = "loading";
    export default ({ base }) => ({
      mode: "production",
      context: import.meta.dirname + "/src",
      entry: { main: "./main.js", second: "./second.js" },
      output: { publicPath: base, filename: "[name].[contenthash].js" },
      module: { rules: [{ test: /\\.css$/, use: [Css.loader, "css-loader"] },
        { test: /\\.svg$/, type: "asset/resource" }] },
      plugins: [new Css(), new Html({ title, chunks: ["main"] }),
        new Html({ title, filename: "second.html", chunks: ["second"] })],
    });`,
  "rollup.config.js": `export default ({ configBase: base }) => ({ input: "src/main.js",
    plugins: [{
      resolveId: (name) => name === "./state.js" ? { id: "state", external: true } : null,
      load: (id) => id.endsWith(".css") ? "" : null,
    }],
    output: { paths: { state: base + "vendor/state.js" } } });`,
  "package.json": { private: true, type: "module", dependencies: BUNDLERS },
};

async function deno(cwd: string, ...args: string[]): Promise<void> {
  const command = new Deno.Command(Deno.execPath(), { args, cwd, stdout: "null", stderr: "piped" });
  const { success, stderr } = await command.output();
  assert(success, `deno ${args.join(" ")}\n${new TextDecoder().decode(stderr)}`);
}

/** Builds the game by every bundler for an address, each into a folder of `games`. */
async function buildAll(folder: TempDir, base: string): Promise<string[]> {
  const kind = base === "/" ? " built for the root" : " built for a repository";
  const allowed = ["read", "write", "env", "run", "sys", "ffi", "net=127.0.0.1"];
  const run = (name: string, ...args: string[]) =>
    deno(
      folder.path,
      ...["run", "--quiet", "--no-prompt", ...allowed.map((what) => `--allow-${what}`)],
      ...[`npm:${name}`, ...args],
    );
  const into = (name: string) => folder.join(`games/${name}${kind}`);
  const vite = ["build", "--base", base, "--outDir"];
  await run("vite", ...vite, into("vite of two pages"));
  await run("vite", ...vite, into("vite of one page"), "--mode", "one");
  await run("webpack", "--output-path", into("webpack"), "--env", `base=${base}`);
  const pages = ["src/index.html", "src/second.html"];
  const plain = ["--no-cache", "--no-source-maps", "--no-autoinstall"];
  await run(
    "parcel",
    "build",
    ...pages,
    ...plain,
    "--public-url",
    base,
    "--dist-dir",
    into("parcel"),
  );
  await run("rollup", "-c", "--configBase", base, "-d", `${into("rollup")}/js`);
  await writeTree(into("rollup"), {
    "index.html": SOURCE["rolled/index.html"].replace("BASE", base),
    "vendor/state.js": SOURCE["src/state.js"],
    "js/dot.svg": DOT,
  });
  return ["vite of two pages", "vite of one page", "webpack", "parcel", "rollup"].map((name) =>
    name + kind
  );
}

/** Opens a page in a browser context of its own. Returns what it shows and what went wrong. */
async function play(browser: Browser, url: string): Promise<unknown[]> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`${error}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // The page's last word to the host, when it is left.
    if (reason !== "net::ERR_ABORTED") problems.push(`${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.url()} ${response.status()}`);
  });
  await page.goto(url, { waitUntil: "load", timeout: PATIENCE_MS });
  const isDone = "document.title !== 'loading' && document.title !== ''";
  await page.waitForFunction(isDone, { timeout: PATIENCE_MS }).catch((error) => {
    problems.push(`${error}`);
  });
  const seen = await page.evaluate(() => [
    document.title,
    (globalThis as { starts?: number }).starts,
    document.querySelectorAll("canvas").length,
  ]);
  await context.close();
  return [...seen, ...problems];
}

test("what bundlers build for the root and for a repository plays over http and https", async (t) => {
  await using folder = await TempDir.make();
  await writeTree(folder.path, SOURCE);
  await deno(folder.path, "install", "--quiet");
  await writeTree(folder.join("games"), allGames());
  const games = [
    ...Object.keys(BUILDS),
    ...await buildAll(folder, "/"),
    ...await buildAll(folder, "/my-repo/"),
  ];
  const browser = await launchChromium("--ignore-certificate-errors");
  try {
    for (const scheme of ["http", "https"]) {
      const args = ["serve", "0", "--games", folder.join("games"), "--game", "a", "--lobby"];
      const env = { XDG_CONFIG_HOME: folder.join("config") };
      const secure = scheme === "https" ? ["--https"] : [];
      await using coplay = await Coplay.start([...args, ...secure], { env });
      const [, port] = await coplay.stdout.match(/https?:\/\/127\.0\.0\.1:(\d+)\//);
      for (const game of games) {
        await t.step(`${game} over ${scheme}`, async () => {
          const url = `${scheme}://${LAN_NAME}:${port}/games/${encodeURIComponent(game)}/`;
          assertEquals(await play(browser, url), ["score 11 dot 3", 1, 1]);
          const second = `${folder.join("games")}/${game}/second.html`;
          if (!await Deno.stat(second).catch(() => undefined)) return;
          assertEquals(await play(browser, `${url}second.html`), ["score 11 dot 3", 1, 1]);
        });
      }
      coplay.kill("SIGINT");
      await coplay.finish();
    }
  } finally {
    await browser.close();
  }
});
