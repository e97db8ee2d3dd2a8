import { assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { LAN_NAME } from "../support/chromium.ts";
import { browserTest as test } from "../support/programs.ts";
import type { Tree } from "../serve/host_fixture.ts";
import { LiveHost, Players } from "./live_host.ts";

const ICON = '<link rel="icon" href="data:,">';

/** What a page says in its title, when it is opened on a host of its own, and what went wrong. */
async function titleOf(files: Tree, { isSecure = false } = {}): Promise<string> {
  const tree = Object.entries(files).map(([path, file]) => [`a/${path}`, file]);
  await using host = await LiveHost.start(Object.fromEntries(tree));
  await using players = await Players.start();
  const origin = isSecure ? host.origin : host.origin.replace("127.0.0.1", LAN_NAME);
  const tab = await players.open(origin);
  await tab.until("document.title !== 'loading' && document.title !== ''");
  return [await tab.read<string>("document.title"), ...tab.problems].join("\n");
}

/** A game that runs what its players write, shut off from itself. */
const SANDBOX: Tree = {
  "index.html": `<!doctype html><title>loading</title>${ICON}<script>
    addEventListener("message", ({ data }) => document.title = data + " " + crossOriginIsolated);
    </script><iframe sandbox="allow-scripts" src="inner.html"></iframe>`,
  "inner.html": `<!doctype html><link rel="stylesheet" href="inner.css"><img src="dot.svg">
    <script src="inner.js"></script>`,
  "inner.css": "img{opacity:0.5}",
  "inner.js": `addEventListener("load", () => {
    const [image] = document.images;
    parent.postMessage(image.naturalWidth + " " + getComputedStyle(image).opacity, "*");
  });`,
  "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>',
};

test("a sandboxed frame gets its style, picture and script", async () => {
  assertEquals(await titleOf(SANDBOX), "3 0.5 false");
});

test("a sandboxed frame of an isolated game gets its files as well", async () => {
  const isolated = { ...SANDBOX, "game.json": { isolate: true } };
  assertEquals(await titleOf(isolated, { isSecure: true }), "3 0.5 true");
});

test("a piece of HTML that a game fetches begins with what its author put there", async () => {
  const title = await titleOf({
    "index.html":
      `<!doctype html><title>loading</title>${ICON}<body><main></main><script type="module">
      const main = document.querySelector("main");
      main.innerHTML = await (await fetch("part.html")).text();
      document.title = [...main.children].map(({ localName }) => localName).join();
    </script>`,
    "part.html": "<style>p { color: red }</style><title>part</title><p>x</p>",
  });
  assertEquals(title, "style,title,p");
});

test("a worker gets the query that the game gave it", async () => {
  const title = await titleOf({
    "index.html": `<!doctype html><title>loading</title>${ICON}<script>
      const query = encodeURIComponent(JSON.stringify({ level: 3, names: ["a&b", "?"] }));
      const seen = [];
      for (const type of ["classic", "module"]) {
        const worker = new Worker("w.js?" + query, { type });
        worker.onmessage = ({ data }) => seen.push(type + " " + data) === 2 &&
          (document.title = seen.sort().join("; "));
      }
    </script>`,
    "w.js": `const { level, names } = JSON.parse(decodeURIComponent(location.search.slice(1)));
      const { search } = new URL(self.location);
      postMessage([level, names.join(), search === location.search, location.pathname].join());`,
  });
  const seen = "3,a&b,?,true,/games/a/w.js";
  assertEquals(title, `classic ${seen}; module ${seen}`);
});

test("an offline game whose worker compares its pages with their digests installs", async () => {
  const page = `<!doctype html><title>loading</title>${ICON}<script type="module">
    await navigator.serviceWorker.register("service-worker.js");
    await navigator.serviceWorker.ready;
    document.title = "installed " + (await (await caches.open("v1")).keys()).length;
  </script>`;
  const files: Record<string, string> = { "index.html": page, "a.css": "a{b:url(/index.html)}" };
  const assets = Object.entries(files).map(([url, text]) => ({
    url,
    hash: `sha256-${createHash("sha256").update(text).digest("base64")}`,
  }));
  const title = await titleOf({
    ...files,
    "service-worker-assets.js": `self.assetsManifest = ${JSON.stringify({ assets })};`,
    "service-worker.js": `importScripts("./service-worker-assets.js");
      addEventListener("install", (event) => {
        const requests = self.assetsManifest.assets.map(({ url, hash }) =>
          new Request(url, { integrity: hash, cache: "no-cache" }));
        event.waitUntil(caches.open("v1").then((cache) => cache.addAll(requests)));
      });`,
  }, { isSecure: true });
  assertEquals(title, "installed 2");
});

test("a page comes from the host while that has it, and out of the game's cache while not", async () => {
  const page = (text: string) =>
    `<!doctype html><title>loading</title>${ICON}<script type="module">
      await navigator.serviceWorker.register("/games/a/sw.js").catch(() => {});
      await navigator.serviceWorker.ready;
      document.title = "${text}";
    </script>`;
  await using host = await LiveHost.start({
    "a/index.html": page("first"),
    "a/sw.js": `addEventListener("install", (event) =>
        event.waitUntil(caches.open("v1").then((cache) => cache.addAll(["./"]))));
      addEventListener("fetch", (event) => event.respondWith(
        caches.match(event.request.mode === "navigate" ? "./" : event.request)
          .then((hit) => hit ?? fetch(event.request))));`,
  });
  await using players = await Players.start();
  const tab = await players.open(`${host.origin}/games/a/`);
  await tab.until("document.title === 'first'");
  await Deno.writeTextFile(host.folder.join("a/index.html"), page("second"));
  await host.front.host.rescan();
  await tab.page.reload();
  await tab.until("document.title === 'second'");
  await tab.page.goto(`${host.origin}/games/a/an-address-of-its-router`);
  await tab.until("document.title === 'first'");
  await host.stop();
  await tab.page.goto(`${host.origin}/games/a/`);
  await tab.until("document.title === 'first'");
});
