import { assertEquals } from "@std/assert";
import { ScriptedServer } from "../../support/scripted_server.ts";
import { runEngine, testConfig } from "../../support/engine_run.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { WHY_NO_FOLDER_LOCKS } from "../../support/systems.ts";
import { testUnless } from "../../support/test_unless.ts";

const NAMES = Array.from({ length: 20 }, (_, index) => `${index + 10}`);

async function fetchAll(folder: TempDir, server: ScriptedServer) {
  const urls = NAMES.map((name) => server.url(`/${name}`));
  return await runEngine(urls, testConfig(folder.path, { jobs: 5 }));
}

function serveNames(server: ScriptedServer): void {
  for (const name of NAMES) {
    const headers = { "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT" };
    server.on(`/${name}`, { body: `body of ${name}`, headers });
  }
}

async function assertAllThere(folder: TempDir): Promise<void> {
  for (const name of NAMES) {
    assertEquals(await Deno.readTextFile(`${folder.path}/${name}`), `body of ${name}`);
  }
}

Deno.test("small files fetched at once each get their own bytes, and nothing else is left", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  serveNames(server);
  await fetchAll(folder, server);
  await assertAllThere(folder);
  assertEquals((await folder.names()).sort(), NAMES);
});

testUnless(
  WHY_NO_FOLDER_LOCKS,
  "a scratch file that a kill left is removed by the next run, even if it fetches nothing",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    serveNames(server);
    await fetchAll(folder, server);
    await Deno.writeTextFile(`${folder.path}/.coplay-part`, "body of 1");
    const { arrivals } = await fetchAll(folder, server);
    assertEquals(new Set(arrivals.map(({ how }) => how)), new Set(["unchanged"]));
    assertEquals((await folder.names()).sort(), NAMES);
  },
);

testUnless(
  WHY_NO_FOLDER_LOCKS,
  "small files arrive while another run has the folder, and its scratch file stays",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    serveNames(server);
    using other = await Deno.open(folder.path, { read: true });
    await other.lock(true);
    await Deno.writeTextFile(`${folder.path}/.coplay-part`, "of the other run");
    await fetchAll(folder, server);
    await assertAllThere(folder);
    assertEquals(await Deno.readTextFile(`${folder.path}/.coplay-part`), "of the other run");
  },
);
