import { assertEquals } from "@std/assert";
import { makeStrangeGame } from "../../bench/serve/strange_games.ts";
import { HostFixture, writeTree } from "./host_fixture.ts";

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

Deno.test("among games made at random another one is answered, and all that fails is a damaged archive", async () => {
  await using host = await HostFixture.publishing({ "ok/index.html": "fine", "a/index.html": "" }, {
    hasLobby: true,
  });
  for (const seed of SEEDS) {
    const game = makeStrangeGame(seed);
    const files = [...game.files].map(([path, bytes]) => [`s${seed}/${path}`, bytes]);
    const tree = game.kind === "zip" ? { [`s${seed}.zip`]: game.bytes } : Object.fromEntries(files);
    await writeTree(host.folder.path, tree);
  }
  await host.host.catalogue.scan();
  for (const seed of SEEDS) {
    const [answer, other] = await Promise.all([
      host.ask(`/games/s${seed}/`),
      host.ask("/games/ok/"),
    ]);
    await answer.arrayBuffer().catch(() => {});
    assertEquals(await other.text(), "fine");
  }
  const unexpected = host.failures.filter((error) => (error as Error).name !== "ArchiveError");
  assertEquals(unexpected, []);
});
