import { assertEquals } from "@std/assert";
import { browserTest as test } from "../support/programs.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeZip } from "../support/zip_writer.ts";
import { Uploads } from "../../src/serve/uploads/uploads.ts";
import { LiveHost, Players } from "./live_host.ts";

const GAMES = { "a/index.html": "<!doctype html><title>A</title>" };

test("admin: a zip that is chosen can be published at once and removed again", async () => {
  await using host = await LiveHost.start(GAMES, { adminToken: "right" });
  await using files = await TempDir.make();
  await using players = await Players.start();
  const { front } = host;
  const { catalogue } = front.host;
  front.uploads = await Uploads.open({
    folder: host.folder.path,
    rescan: () => front.host.rescan(),
    findGame: (id) => catalogue.get(id),
    gameIds: () => catalogue.shown.map(({ game }) => game.id),
    isPublished: (id) => front.host.published.current?.game.id === id,
    isOwnUrl: () => false,
  });
  await Deno.writeFile(
    files.join("jam.zip"),
    makeZip([{ name: "index.html", data: "<!doctype html><title>Jam</title>" }]),
  );
  await Deno.writeTextFile(files.join("notes.zip"), "no zip");
  const tab = await players.open(`${host.origin}/.coplay/admin#right`);
  await tab.until(`!document.querySelector("#adding").hidden`);
  await tab.page.click("#adding summary");
  const input = await tab.page.$("input[type=file]");
  await input!.uploadFile(files.join("notes.zip"));
  await tab.until(`document.querySelector("#alert").textContent.startsWith("notes.zip: ")`);
  await input!.uploadFile(files.join("jam.zip"));
  await tab.until(`document.querySelector('[data-game="jam"]')`);
  await tab.page.click('[data-game="jam"]');
  await tab.until(`document.querySelector("#now").innerText === "Jam"`);
  await tab.page.click('[data-game="a"]');
  await tab.until(`document.querySelector("#now").innerText === "A"`);
  const remove = `[...document.querySelectorAll("#uploads li")]
    .find((row) => row.textContent.includes("jam")).querySelector("button")`;
  await tab.read(`${remove}.click()`);
  await tab.until(`${remove}.textContent === "Remove it with its files?"`);
  await tab.read(`${remove}.click()`);
  await tab.until(`!document.querySelector('[data-game="jam"]')`);
  assertEquals((await host.folder.names()).includes("jam"), false);
});
