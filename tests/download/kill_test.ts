import { assert, assertEquals } from "@std/assert";
import type { ByteRange } from "../../src/http/range.ts";
import { ClaimPace } from "../../src/download/disk/claim_pace.ts";
import { replayJournal } from "../../src/download/disk/journal.ts";
import { journalPath } from "../../src/download/disk/part_paths.ts";
import { Coplay, runCoplay } from "../support/coplay.ts";
import { Gate } from "../support/gate.ts";
import { killAtRandom } from "../support/kill_trial.ts";
import { bodyDigest, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

// kill_long.ts does the same a hundred times, and bench/download/kills.ts any number of times.
Deno.test("killed at random instants and started again, no name ever stands for wrong bytes", async () => {
  const { kills, fileBytes, sentBytes, wrong } = await killAtRandom({ kills: 12, seed: 4 });
  assertEquals([kills, wrong], [12, []]);
  assert(sentBytes >= fileBytes, `${sentBytes} for ${fileBytes}`);
});

/** Waits until the journal of a file claims bytes. */
async function claim(folder: TempDir, name: string): Promise<ByteRange> {
  using watcher = Deno.watchFs(folder.path);
  const path = journalPath({ dir: folder.path, name });
  for await (const _ of watcher) {
    const text = await Deno.readTextFile(path).catch(() => "");
    const [range] = replayJournal(text)?.ranges ?? [];
    if (range) return range;
  }
  throw new Error("nobody watches any more");
}

Deno.test("on a slow line a kill costs no more than a moment's bytes", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const gate = new Gate();
  const body = { sizeBytes: 900_000, seed: 3 };
  const held = { body, etag: '"1"', holdsBody: { gate, afterBytes: 20_000, every: true } };
  server.on("/a", held, { body, etag: '"1"' });
  const args = ["download", "-d", folder.path, "-c", "1", server.url("/a")];
  const claimed = claim(folder, "a");
  await using coplay = await Coplay.start(args);
  await gate.arrival(1);
  // Not a tenth of the megabyte has arrived after which any connection claims its bytes.
  const { start, end } = await claimed;
  coplay.kill("SIGKILL");
  await coplay.finish();
  assert(start === 0 && end > 0 && end <= 20_000);
  assertEquals((await runCoplay(args)).code, 0);
  assertEquals(server.requests.at(-1)!.headers.get("range"), `bytes=${end}-`);
  assertEquals(bodyDigest(await Deno.readFile(folder.join("a"))), bodyDigest(body));
});

Deno.test("bytes are claimed by time on a slow line and by the megabyte on a fast one", () => {
  const [slow, fast] = [new ClaimPace(), new ClaimPace()];
  const slowClaims = [0, 100, 499, 500, 999, 1000, 5000].map((nowMs) => slow.isDue(10, nowMs));
  assertEquals(slowClaims, [true, false, false, true, false, true, true]);
  const fastClaims = [0, 1, 2, 3].map((nowMs) => fast.isDue(nowMs === 2 ? 2 ** 20 : 9e5, nowMs));
  assertEquals(fastClaims, [true, false, true, false]);
});
