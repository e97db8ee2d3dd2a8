import { assertEquals } from "@std/assert";
import { packGames } from "../../src/release/pack.ts";
import { openZip } from "../../src/archive/zip.ts";
import { TempDir } from "../support/temp_dir.ts";

Deno.test("a game is packed with its folders and without what is hidden, the same every time", async () => {
  await using folder = await TempDir.make();
  await Deno.mkdir(folder.join("games/one/art"), { recursive: true });
  const files = { "index.html": "<title>一</title>", "art/图.svg": "<svg/>", ".draft": "x" };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(folder.join(`games/one/${name}`), text);
  }
  await packGames(folder.join("games"), folder.join("packed"));
  await packGames(folder.join("games"), folder.join("again"));
  const path = folder.join("packed/one.zip");
  using zip = await openZip(path);
  const texts: Record<string, string> = {};
  for (const entry of zip.entries) {
    texts[entry.name] = new TextDecoder().decode(await zip.readBytes(entry));
  }
  assertEquals(texts, { "art/图.svg": "<svg/>", "index.html": "<title>一</title>" });
  assertEquals(await Deno.readFile(path), await Deno.readFile(folder.join("again/one.zip")));
});
