import { assertEquals } from "@std/assert";
import { sharedBrowser } from "../support/browser.ts";
import { LAN_NAME } from "../support/chromium.ts";
import { browserTest as test } from "../support/programs.ts";
import type { Tree } from "../serve/host_fixture.ts";
import { allGames, BUILDS, DOT, ICON } from "./absolute_builds.ts";
import { LiveHost } from "./live_host.ts";

test("builds for another address run, every module once, over http by a LAN name", async (t) => {
  await using host = await LiveHost.start(allGames(), { hasLobby: true });
  const browser = await sharedBrowser();
  const origin = host.origin.replace("127.0.0.1", LAN_NAME);
  for (const [id, tree] of Object.entries(BUILDS)) {
    for (const page of Object.keys(tree).filter((path) => path.endsWith(".html"))) {
      await t.step(`${id}: ${page}`, async () => {
        const path = `/games/${encodeURIComponent(id)}/${page === "index.html" ? "" : page}`;
        await using tab = await browser.open(origin + path, { profile: "desktop" });
        await tab.until("document.title !== 'loading'");
        const seen = "[document.title, starts, document.querySelectorAll('canvas').length]";
        assertEquals(await tab.read(seen), ["score 11 dot 3", 1, 1]);
      });
    }
  }
});

/** A page that can be installed: its worker, its manifest and its router know the address it was built for. */
function offlineBuild(base: string): Tree {
  return {
    "index.html": `<!doctype html><title>loading</title>${ICON}
      <link rel="manifest" href="${base}site.webmanifest"><script type="module" src="${base}main.js"></script>`,
    "main.js": `const base = "${base}";
      await navigator.serviceWorker.register(base + "sw.js", { scope: base });
      const { scope } = await navigator.serviceWorker.ready;
      const found = await navigator.serviceWorker.getRegistration("${base}");
      const manifest = await (await fetch(document.querySelector("[rel=manifest]").href)).json();
      const files = await caches.open("v1").then((cache) => cache.keys());
      document.title = JSON.stringify([scope, found?.scope, manifest, files.map(({ url }) => url)]
        ).replaceAll(location.origin, "");`,
    "sw.js": `addEventListener("install", (event) => {
        skipWaiting();
        event.waitUntil(caches.open("v1").then((cache) => cache.addAll(["./", "${base}main.js"])));
      });
      addEventListener("activate", (event) => event.waitUntil(clients.claim()));
      addEventListener("fetch", (event) => event.respondWith(caches.match(event.request)
        .then((hit) => hit ?? fetch(event.request))));`,
    "site.webmanifest": {
      name: base,
      start_url: base,
      scope: base,
      icons: [{ src: `${base}dot.svg`, sizes: "any" }],
    },
    "dot.svg": DOT,
  };
}

test("service workers and manifests of builds for another address lead into their game", async (t) => {
  for (const base of ["/", "/my-repo/"]) {
    await t.step(base, async () => {
      const files = Object.entries(offlineBuild(base)).map(([path, file]) => [`a/${path}`, file]);
      await using host = await LiveHost.start(Object.fromEntries(files));
      const browser = await sharedBrowser();
      await using tab = await browser.open(host.origin, { profile: "desktop" });
      await tab.until("document.title !== 'loading'");
      const home = "/games/a/";
      assertEquals(JSON.parse(await tab.read("document.title")), [
        home,
        home,
        {
          name: base,
          start_url: home,
          scope: home,
          icons: [{ src: `${home}dot.svg`, sizes: "any" }],
        },
        [home, base === "/" ? "/main.js" : `${home}main.js`],
      ]);
    });
  }
});
