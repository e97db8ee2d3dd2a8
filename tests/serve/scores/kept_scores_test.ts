import { assertEquals, assertStringIncludes } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import type { Text } from "../../../src/cli/language.ts";
import { KeptScores } from "../../../src/serve/scores/kept_scores.ts";
import type { Score } from "../../../src/serve/scores/score_store.ts";
import { TempDir } from "../../support/temp_dir.ts";

function score(playerId: string, value: number, level = ""): Score {
  return { gameId: "g", playerId, name: "N", value, best: "high", level, atMs: 5 };
}

function open(folder: string | undefined, port = 8080) {
  const said: Text[] = [];
  const store = new KeptScores({ folder, port, tell: (text) => said.push(text) });
  return { store, said };
}

Deno.test("nothing is made before the first score, not even by those who look", async () => {
  await using folder = await TempDir.make();
  const { store, said } = open(folder.join("coplay"));
  assertEquals([await store.list("g"), await store.listGames()], [[], []]);
  await store.clear("g");
  assertEquals([...Deno.readDirSync(folder.path)], []);
  await store.add([score("a", 1)]);
  assertEquals([...Deno.readDirSync(folder.join("coplay"))].length > 0, true);
  store.close();
  assertEquals(said, []);
});

Deno.test("a file that a newer coplay has made is left alone", async () => {
  await using folder = await TempDir.make();
  const database = new DatabaseSync(folder.join("scores-8080.db"));
  database.exec("PRAGMA user_version = 99");
  database.close();
  const before = await Deno.readFile(folder.join("scores-8080.db"));
  const { store, said } = open(folder.path);
  await store.add([score("a", 1)]);
  assertEquals((await store.list("g")).length, 1);
  assertEquals(said.length, 1);
  assertStringIncludes(said[0]!.zh, "更新版本");
  assertEquals(await Deno.readFile(folder.join("scores-8080.db")), before);
});

Deno.test("where the system names no folder, scores last as long as the host, and one line says so", async () => {
  const { store, said } = open(undefined);
  await store.add([score("a", 1)]);
  await store.add([score("b", 2)]);
  assertEquals((await store.list("g")).map(({ value }) => value), [2, 1]);
  assertEquals(said.map(({ en }) => en), [
    "Scores last only as long as coplay runs, because they cannot be kept: there is no folder for them; set HOME or XDG_CONFIG_HOME",
  ]);
});
