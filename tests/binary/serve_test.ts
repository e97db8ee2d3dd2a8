import { assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { startBrowser } from "../support/browser.ts";
import { serveGames } from "../support/game_server.ts";
import { childrenOf } from "../support/processes.ts";
import { lackOf } from "../support/programs.ts";
import { until } from "../support/until.ts";
import { binaryTest, Elsewhere } from "./binary.ts";

const GAMES = fileURLToPath(new URL("../../games/", import.meta.url));

interface Card {
  readonly id: string;
  readonly name: { readonly en: string; readonly zh: string };
}

/** Reads the games in the lobby. */
async function readCards(): Promise<Card[]> {
  const cards: Card[] = [];
  for await (const { name: id } of Deno.readDir(GAMES)) {
    const card = JSON.parse(await Deno.readTextFile(`${GAMES}${id}/game.json`));
    if (!card.library) cards.push({ id, name: card.name });
  }
  return cards;
}

async function listFiles(folder: string, inside = ""): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(`${folder}/${inside}`)) {
    if (isDirectory) files.push(...await listFiles(folder, `${inside}${name}/`));
    else files.push(inside + name);
  }
  return files;
}

/** Requests an address, and describes the answer in a form that shows differences. */
async function look(url: string): Promise<string> {
  const answer = await fetch(url);
  return `${answer.status} ${answer.headers.get("content-type")}\n${await answer.text()}`;
}

binaryTest("hosts every file of every game as the source tree does", async () => {
  await using elsewhere = await Elsewhere.make();
  await using source = serveGames();
  const { coplay, address } = await elsewhere.serve("--game", "2048", "--lobby");
  await using _coplay = coplay;
  for (const id of ["kit", ...(await readCards()).map(({ id }) => id)]) {
    for (const file of await listFiles(`${GAMES}${id}`)) {
      // The host adds its scripts to pages.
      if (file.endsWith(".html")) continue;
      const path = `games/${id}/${file}`;
      assertEquals(await look(address + path), await look(`${source.origin}/${path}`), path);
    }
  }
});

for (const lang of ["en", "zh"] as const) {
  binaryTest(`asks for a game in ${lang}, and publishes the one that a pipe names`, async () => {
    await using elsewhere = await Elsewhere.make();
    await using coplay = await elsewhere.start("serve", "0", "--lang", lang);
    await coplay.write("2048\n");
    await coplay.closeStdin();
    const [address] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:\d+\//);
    assertStringIncludes(await (await fetch(address)).text(), "<title>2048</title>");
    for (const { name } of await readCards()) assertStringIncludes(coplay.stderr.text, name[lang]);
    coplay.kill("SIGTERM");
    assertEquals((await coplay.finish()).code, 143);
  });
}

binaryTest("serves with several processes, and replaces one that dies", async () => {
  await using elsewhere = await Elsewhere.make();
  const { coplay, address } = await elsewhere.serve("--game", "2048", "--workers", "2");
  await using _coplay = coplay;
  const workers = await childrenOf(coplay.pid);
  assertEquals(workers.length, 2);
  Deno.kill(workers[0]!, "SIGKILL");
  await coplay.stderr.match(/^Worker \d \(\d+\) answers$/);
  await coplay.write("tafang\n");
  await coplay.stderr.match(/Published: /);
  assertStringIncludes(await (await fetch(address)).text(), "<title>");
  coplay.kill("SIGTERM");
  assertEquals((await coplay.finish()).code, 143);
}, Deno.build.os === "linux" ? undefined : "only Linux shares a port");

binaryTest("packs files in a thread of its own", async () => {
  await using elsewhere = await Elsewhere.make();
  const { coplay, address } = await elsewhere.serve("--game", "2048");
  await using _coplay = coplay;
  const url = `${address}games/2048/style.css`;
  // The file is sent as it is until it has been compressed.
  await until("the packed file", async () => {
    const answer = await fetch(url, { headers: { "accept-encoding": "gzip" } });
    await answer.body?.cancel();
    return answer.headers.get("content-encoding") === "gzip";
  });
});

binaryTest("shows every game to a browser", async () => {
  await using elsewhere = await Elsewhere.make();
  const { coplay, address } = await elsewhere.serve("--game", "2048", "--lobby");
  await using _coplay = coplay;
  await using browser = await startBrowser();
  for (const { id } of await readCards()) {
    const options = { profile: "phone", language: "zh" } as const;
    await using page = await browser.open(`${address}games/${id}/`, options);
    // The lab has no title screen.
    await page.see(id === "coroutines" ? ".code-line.next" : ".screen-title .primary");
  }
}, lackOf("chromium"));
