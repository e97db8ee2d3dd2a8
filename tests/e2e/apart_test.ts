import { assertEquals } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { until } from "../support/until.ts";
import { LiveHost, Players } from "./live_host.ts";

/** A page that writes into every storage of the browser. */
const SAVING_PAGE = `<!doctype html><title>A</title><body><script type="module">
  localStorage.setItem("save", "of a");
  localStorage.best = 12;
  sessionStorage.save = "of a";
  document.cookie = "save=a; path=/";
  const opened = indexedDB.open("db", 1);
  opened.onupgradeneeded = () => opened.result.createObjectStore("saves").put("of a", 1);
  await new Promise((resolve) => opened.onsuccess = resolve);
  await (await caches.open("v1")).put("x.txt", new Response("of a"));
  const worker = new Worker("worker.js");
  document.title = await new Promise((resolve) => worker.onmessage = ({ data }) => resolve(data));
</script>`;

/** A page that shows everything it finds in its title. */
const LOOKING_PAGE = `<!doctype html><title>?</title><body><script type="module">
  const found = {
    local: { ...localStorage },
    length: localStorage.length,
    save: localStorage.getItem("save"),
    has: "save" in localStorage,
    session: { ...sessionStorage },
    cookie: document.cookie,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    match: (await caches.match("x.txt")) ?? null,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    controlled: navigator.serviceWorker.controller !== null,
  };
  document.title = JSON.stringify(found);
</script>`;

const NOTHING = {
  local: {},
  length: 0,
  save: null,
  has: false,
  session: {},
  cookie: "",
  databases: [],
  caches: [],
  match: null,
  workers: 0,
  controlled: false,
};

test("apart: a game finds its saved data again, and no other game does", async () => {
  await using host = await LiveHost.start({
    "a/index.html": SAVING_PAGE,
    // A game's page and its worker share the storage.
    "a/worker.js": `"use strict"; indexedDB.databases().then((all) => postMessage("saved " +
      all.map(({ name }) => name)));`,
    "a/look.html": LOOKING_PAGE,
    "b/index.html": LOOKING_PAGE,
  });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.until("document.title === 'saved db'");
  await tab.page.goto(`${host.origin}/games/a/look.html`);
  await tab.until("document.title.startsWith('{')");
  assertEquals(JSON.parse(await tab.read("document.title")), {
    ...NOTHING,
    local: { save: "of a", best: "12" },
    length: 2,
    save: "of a",
    has: true,
    session: { save: "of a" },
    cookie: "save=a",
    databases: [{ name: "db", version: 1 }],
    caches: ["v1"],
    match: {},
  });
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await host.publish("b");
  await tab.untilOn("b");
  await tab.until("document.title.startsWith('{')");
  assertEquals(JSON.parse(await tab.read("document.title")), NOTHING);
  assertEquals(tab.problems, []);
});

/** A page whose worker, made of a blob, saves and tells what it finds. */
function blobPage(type: WorkerType): string {
  return `<!doctype html><title>?</title><script type="module">
    const code = \`${type === "module" ? "export {};" : '"use strict";'}
      indexedDB.open("of ${type}").onsuccess = async () => {
        const all = await indexedDB.databases();
        postMessage(all.map(({ name }) => name).sort() + location.hash);
      };\`;
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const worker = new Worker(url, { type: "${type}" });
    URL.revokeObjectURL(url);
    const found = await new Promise((resolve) => worker.onmessage = ({ data }) => resolve(data));
    const own = (await indexedDB.databases()).map(({ name }) => name).sort();
    document.title = "found " + found + " and " + own;
  </script>`;
}

test("apart: a worker made of a blob shares its page's storage, and no other game's", async () => {
  await using host = await LiveHost.start({
    "a/index.html": blobPage("classic"),
    "b/index.html": blobPage("module"),
  });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.until("document.title === 'found of classic and of classic'");
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await host.publish("b");
  await tab.untilOn("b");
  await tab.until("document.title === 'found of module and of module'");
  assertEquals(tab.problems, []);
});

/** A page that saves in frames of its own text, and shows what it has itself. */
const FRAMING_PAGE = `<!doctype html><title>?</title><body><script type="module">
  const code = (name) => \`<!doctype html><p>x</p><script>
    localStorage.setItem("\${name}", document.compatMode);
    parent.postMessage("\${name}");
  <\\/script>\`;
  const heard = (name) => new Promise((resolve) =>
    addEventListener("message", ({ data }) => data === name && resolve()));
  const frames = ["property", "attribute"].map((name) => {
    const frame = document.createElement("iframe");
    if (name === "property") frame.srcdoc = code(name);
    else frame.setAttribute("srcdoc", code(name));
    return [frame, heard(name)];
  });
  document.body.append(...frames.map(([frame]) => frame));
  await Promise.all(frames.map(([, done]) => done));
  const isHidden = frames[0][0].srcdoc === code("property");
  document.title = JSON.stringify({ ...localStorage, isHidden });
</script>`;

test("apart: a frame whose text a game gives itself shares the game's storage", async () => {
  await using host = await LiveHost.start({
    "a/index.html": FRAMING_PAGE,
  });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.until("document.title.startsWith('{')");
  assertEquals(JSON.parse(await tab.read("document.title")), {
    property: "CSS1Compat",
    attribute: "CSS1Compat",
    isHidden: true,
  });
  assertEquals(tab.problems, []);
});

/** A page whose frames have no page of their own, or one in the markup; each saves something under its name. */
const BLANK_PAGE = `<!doctype html><title>?</title>
<iframe srcdoc="&lt;!doctype html>&lt;script>localStorage.setItem('markup', document.compatMode)&lt;/script>"></iframe>
<body><script>
  const add = () => document.body.appendChild(document.createElement("iframe"));
  add().contentWindow.localStorage.setItem("called", "1");
  const written = add().contentDocument;
  written.open();
  written.write("<!doctype html><script>localStorage.setItem('written', document.compatMode)<\\/script>");
  written.close();
  add().contentWindow.eval("localStorage.setItem('evaluated', '1')");
  addEventListener("load", () => document.title = JSON.stringify({ ...localStorage }));
</script>`;

test("apart: a frame without a page of its own, and one in the markup, share the game's storage", async () => {
  await using host = await LiveHost.start({ "a/index.html": BLANK_PAGE });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.until("document.title.startsWith('{')");
  assertEquals(JSON.parse(await tab.read("document.title")), {
    markup: "CSS1Compat",
    called: "1",
    written: "CSS1Compat",
    evaluated: "1",
  });
  assertEquals(tab.problems, []);
});

test("apart: the operator hears which game fills a player's browser", async () => {
  const heard: string[][] = [];
  await using host = await LiveHost.start({
    "a/index.html": `<!doctype html><title>A</title><script>
      localStorage.setItem("small", "of a");
    </script>`,
    "好/index.html": `<!doctype html><title>B</title><script>
      let part = "x".repeat(1_000_000);
      for (let at = 0; part.length > 0; at++) {
        try {
          localStorage.setItem("part" + at, part);
        } catch (error) {
          document.title = error.name;
          part = part.slice(0, part.length >> 1);
        }
      }
    </script>`,
  }, { parts: { onFull: (shares) => heard.push(shares.map(({ game }) => game.id)) } });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await host.publish("好");
  await tab.until("document.title === 'QuotaExceededError'");
  await until("the host hears of it", () => heard.length > 0);
  assertEquals(heard, [["好", "a"]]);
  assertEquals(tab.problems, []);
});

/** Ways to fill what a browser lends a game besides localStorage. */
const FILLING: Readonly<Record<string, string>> = {
  "a database": `
    const opening = indexedDB.open("save", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("parts");
    opening.onsuccess = () => {
      const saving = opening.result.transaction("parts", "readwrite");
      saving.objectStore("parts").put(crypto.getRandomValues(new Uint8Array(60_000)).join(), 1);
      saving.onabort = () => document.title = saving.error.name;
    };`,
  "a cache": `
    const bytes = crypto.getRandomValues(new Uint8Array(60_000)).join();
    caches.open("save").then((cache) => cache.put("/part", new Response(bytes)))
      .catch((error) => document.title = error.name);`,
};

for (const [what, code] of Object.entries(FILLING)) {
  test(`apart: the operator hears which game finds no room left for ${what}`, async () => {
    const heard: unknown[] = [];
    await using host = await LiveHost.start({
      "a/index.html": `<!doctype html><title>A</title><script>
        addEventListener("message", () => {${code}});
      </script>`,
    }, {
      parts: {
        onFull: (shares) => heard.push(...shares.map(({ game, share }) => [game.id, share])),
      },
    });
    await using players = await Players.start();
    const tab = await players.open(host.origin);
    await tab.untilOn("a");
    await tab.limitStorage(host.origin, 20_000);
    await tab.read("postMessage('fill')");
    await tab.until("document.title === 'QuotaExceededError'");
    await until("the host hears of it", () => heard.length > 0);
    assertEquals(heard, [["a", undefined]]);
    assertEquals(tab.problems, []);
  });
}

test("apart: a player's settings for all games hold in the next one, and nothing else does", async () => {
  await using host = await LiveHost.start({
    "a/index.html": `<!doctype html><title>A</title><script>
      localStorage.setItem("coplay.settings", "muted");
      localStorage.setItem("coplay.2048", "of a");
      document.title = "kept " + Object.keys(localStorage);
      localStorage.clear();
    </script>`,
    "b/index.html": `<!doctype html><title>B</title><script>
      document.title = "found " + localStorage.getItem("coplay.settings") + " " +
        localStorage.getItem("coplay.2048");
    </script>`,
  });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.until("document.title === 'kept coplay.2048'");
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await host.publish("b");
  await tab.untilOn("b");
  await tab.until("document.title === 'found muted null'");
  assertEquals(tab.problems, []);
});

test("apart: storage answers as the browser's own does", async () => {
  await using host = await LiveHost.start({ "a/index.html": "<!doctype html><title>A</title>" });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  const results = await tab.read(`(() => {
    localStorage.setItem("other", 1);
    localStorage.a = 1; localStorage["b"] = { toString: () => "two" };
    delete localStorage.other;
    const seen = [Object.keys(localStorage).sort(), localStorage.a, localStorage.b,
      localStorage.missing, localStorage.getItem("missing"), localStorage.key(9),
      [0, 1].map((at) => localStorage.key(at)).sort(), JSON.stringify(localStorage.length),
      Storage.prototype.getItem.call(localStorage, "a"), localStorage instanceof Storage,
      String(localStorage), typeof localStorage.setItem, localStorage === window.localStorage];
    localStorage.clear();
    return [...seen, localStorage.length, Object.keys(localStorage)];
  })()`);
  assertEquals(
    results,
    [
      ["a", "b"],
      "1",
      "two",
      undefined,
      null,
      null,
      ["a", "b"],
      "2",
      "1",
      true,
      "[object Storage]",
      "function",
      true,
      0,
      [],
    ].map((value) => value === undefined ? null : value),
  );
});

/** A service worker that serves its whole scope from its cache, as offline games do. */
const OFFLINE_WORKER = `
  addEventListener("install", (event) => {
    skipWaiting();
    event.waitUntil(caches.open("v1").then((cache) => cache.addAll(["./", "index.html"])));
  });
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("fetch", (event) =>
    event.respondWith(caches.match(event.request).then((hit) => hit ?? fetch(event.request))));
`;

const OFFLINE_GAME = `<!doctype html><title>A</title><body><script type="module">
  await navigator.serviceWorker.register("sw.js");
  await navigator.serviceWorker.ready;
  await navigator.serviceWorker.register("/sw.js").catch(() => {});
  document.title = "installed";
</script>`;

test("apart: a game's service workers, also one for the root, never show in another", async () => {
  await using host = await LiveHost.start({
    "a/index.html": OFFLINE_GAME,
    "a/sw.js": OFFLINE_WORKER,
    "b/index.html": LOOKING_PAGE,
  });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.until("document.title === 'installed'");
  await until("the player is ready", () => host.front.players.countReady("a") === 1);
  await host.publish("b");
  await tab.untilOn("b");
  await tab.until("document.title.startsWith('{')");
  const found = JSON.parse(await tab.read("document.title"));
  assertEquals([found.controlled, found.caches, found.match], [false, [], null]);
  // The old game's own address leads to the new game, whatever the worker has cached.
  await tab.page.goto(`${host.origin}/games/a/`);
  await tab.untilOn("b");
  await tab.until("navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)");
  assertEquals(tab.problems.filter((problem) => !problem.includes("404")), []);
});

test("apart: a page of another site cannot publish", async () => {
  await using host = await LiveHost.start({
    "a/index.html": "<!doctype html><title>A</title>",
    "b/index.html": "<!doctype html><title>B</title>",
  });
  await using players = await Players.start();
  await using evil = Deno.serve(
    { port: 0, onListen() {} },
    () =>
      new Response("<!doctype html><title>evil</title><body>", {
        headers: { "content-type": "text/html" },
      }),
  );
  const tab = await players.open(`http://localhost:${evil.addr.port}/`);
  const results = await tab.read<string[]>(`(async () => {
    const target = "${host.origin}/.coplay/admin/published";
    const body = JSON.stringify({ game: "b" });
    const tries = [
      { method: "PUT", body },
      { method: "PUT", body, headers: { authorization: "Bearer x" } },
      { method: "POST", body, mode: "no-cors" },
      { method: "POST", body, mode: "no-cors", credentials: "include" },
      { method: "GET" },
    ];
    const outcomes = [];
    for (const init of tries) {
      outcomes.push(await fetch(target, init).then((answer) => answer.type, () => "refused"));
    }
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: target.replace("published", "rescan") });
    document.body.append(form);
    form.target = "_blank";
    form.submit();
    return outcomes;
  })()`);
  assertEquals(results, ["refused", "refused", "opaque", "opaque", "refused"]);
  assertEquals(host.front.host.published.current?.game.id, "a");
});

test("apart: locks, the cookie store, the window's name and buckets reach no other game", async () => {
  await using host = await LiveHost.start({
    "a/index.html": `<!doctype html><title>A</title><script>
      window.name = "of a";
      (async () => {
        await cookieStore?.set("save", "of a");
        const kept = (await cookieStore?.getAll())?.map(({ name }) => name);
        const same = await navigator.locks.request("lock", async (lock) =>
          [lock.name, (await navigator.locks.query()).held.map(({ name }) => name)]);
        document.title = JSON.stringify([window.name, kept, same, typeof navigator.storageBuckets]);
      })();</script>`,
    "b/index.html": `<!doctype html><title>B</title><script>
      (async () => {
        const kept = (await cookieStore?.getAll())?.map(({ name }) => name);
        document.title = JSON.stringify([window.name, kept, document.cookie]);
      })();</script>`,
  });
  await using players = await Players.start();
  const tab = await players.open(host.origin);
  await tab.until("document.title.startsWith('[')");
  const own = await tab.read<string>("document.title");
  assertEquals(JSON.parse(own), ["of a", ["save"], ["lock", ["lock"]], "undefined"]);
  await host.publish("b");
  await tab.untilOn("b");
  await tab.until("document.title.startsWith('[')");
  assertEquals(JSON.parse(await tab.read("document.title")), ["", [], ""]);
  assertEquals(tab.problems, []);
});
