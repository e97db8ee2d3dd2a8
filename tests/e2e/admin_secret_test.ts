import { assertEquals } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { LiveHost, Players } from "./live_host.ts";

const TOKEN = "right-right-right";

/** A game that collects everything that a page of the host's origin can read, and tries to give an order with it. */
const PRYING_PAGE = `<!doctype html><title>prying</title><body><script type="module">
  const found = [];
  const tell = (name, value) => found.push(name + ": " + JSON.stringify(value ?? null));
  const attempt = async (name, work) => {
    try { tell(name, await work()); } catch (error) { tell(name, "refused"); }
  };
  await attempt("history", () => [history.state, history.length > 0]);
  await attempt("entries", () => navigation.entries().map((entry) => [entry.url, entry.getState()]));
  await attempt("referrer", () => document.referrer);
  await attempt("name", () => window.name);
  await attempt("storage", () => [{ ...localStorage }, { ...sessionStorage }]);
  await attempt("cookie", () => document.cookie);
  await attempt("caches", async () => await caches.keys());
  await attempt("databases", async () => await indexedDB.databases());
  await attempt("page", async () => (await fetch("/.coplay/admin", { credentials: "include" })).text());
  await attempt("order", async () => {
    const headers = { "content-type": "application/json" };
    const init = { method: "PUT", headers, body: '{"game":"b"}', referrer: "/.coplay/admin" };
    return (await fetch("/.coplay/admin/published", { ...init, credentials: "include" })).status;
  });
  const look = (w) => [w.location.href, w.document.documentElement.outerHTML, w.history.state];
  await attempt("opener", () => window.opener && look(window.opener));
  const frame = document.createElement("iframe");
  frame.src = "/.coplay/admin";
  document.body.append(frame);
  await new Promise((resolve) => frame.onload = resolve);
  await attempt("frame", () => look(frame.contentWindow));
  const popup = window.open("/.coplay/admin#${TOKEN}", "admin");
  window.look = () => attempt("popup", () => popup && look(popup)).then(() => found.join("\\n"));
  document.title = "done";
</script>`;

const GAMES = {
  "a/index.html": PRYING_PAGE,
  "b/index.html": "<!doctype html><title>B</title>",
};

test("admin: no game reads the token, in the tab, the window or the frame of the operator's page", async () => {
  await using host = await LiveHost.start(GAMES, { adminToken: TOKEN });
  await using players = await Players.start();
  const tab = await players.open(`${host.origin}/.coplay/admin#${TOKEN}`);
  await tab.until(`!document.querySelector("#signed-in").hidden`);
  assertEquals(await tab.read("location.hash"), "");
  await tab.page.goto(`${host.origin}/games/a/`);
  await tab.until("document.title === 'done'");
  const target = await tab.page.browserContext().waitForTarget((target) =>
    target.type() === "page" && target.url().includes("/.coplay/admin")
  );
  const popup = await target.page();
  await popup?.waitForFunction(`!document.querySelector("#signed-in").hidden`);
  const found = await tab.read<string>("window.look()");
  assertEquals(found.includes(TOKEN), false, found);
  assertEquals(/^order: 401$/m.test(found), true, found);
  assertEquals(/^popup: "refused"$/m.test(found) && popup !== null, true, found);
  assertEquals(/^frame: "refused"$/m.test(found), true, found);
  assertEquals(host.front.host.published.current?.game.id, "a");
});
