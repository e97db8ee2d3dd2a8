import { assert } from "@std/assert";
import { LAN_NAME } from "../support/chromium.ts";
import { browserTest as test } from "../support/programs.ts";
import { countWireBytes, untilAllPacked, untilPacked } from "../support/wire_bytes.ts";
import { LiveHost, Players } from "./live_host.ts";

/** What a school's line carries in a moment for a whole class; a game's title and its first play fit in it. */
const MOST_BYTES = 200_000;

for (const id of ["2048", "dxs", "tafang", "zwdzjs-v1", "zwdzjs-v2", "coroutines"]) {
  test(`game sizes: ${id} comes in at most 200 KB, as a tablet and as this machine gets it`, async () => {
    await using host = await LiveHost.start({}, {
      game: id,
      hasBuiltIn: true,
      hasLobby: true,
      host: { packs: true },
    });
    const game = `${host.origin}/games/${id}/`;
    await untilPacked(game);
    await using players = await Players.start();
    const first = await countWireBytes(await (await players.join()).newPage(), game);
    await untilAllPacked(host.origin, first);
    for (const name of [LAN_NAME, "127.0.0.1"]) {
      const context = await players.join();
      const url = `${host.origin.replace("127.0.0.1", name)}/games/${id}/`;
      const { title, play, files } = await countWireBytes(await context.newPage(), url);
      assert(title > 0 && title + play <= MOST_BYTES, `${title} + ${play}: ${files.join("\n")}`);
    }
  });
}
