import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Coplay } from "../support/coplay.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";
import { until } from "../support/until.ts";
import { writeTree } from "./host_fixture.ts";
import { noise } from "./builds/noise.ts";

/** More bytes than the system buffers between a host and a client that does not read. */
const FILM = noise(24 * 1024 * 1024);

const WHY_NO_WORKERS = Deno.build.os === "linux" ? undefined : "only Linux shares a port";

async function startHost(games: TempDir, { port, more }: { port: string; more: string[] }) {
  const args = ["serve", port, "--games", games.path, "--game", "a", "--no-live", ...more];
  const coplay = await Coplay.start(args);
  const [address] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:\d+\//);
  return { coplay, address };
}

/** Resolves when the address refuses connections. */
async function closed(address: string): Promise<void> {
  const port = Number(new URL(address).port);
  const connect = () => Deno.connect({ hostname: "127.0.0.1", port });
  await until(
    "the end of its listening",
    () => connect().then((connection) => (connection.close(), false), () => true),
  );
}

async function stopAndStartAgain(more: string[]): Promise<void> {
  await using games = await TempDir.make();
  await writeTree(games.path, { "a/index.html": "the page of a", "a/film.mp4": FILM });
  const { coplay, address } = await startHost(games, { port: "0", more });
  await using first = coplay;
  const stream = await fetch(`${address}.coplay/events?page=p&path=/games/a/`, {
    headers: { accept: "text/event-stream" },
  });
  const film = await fetch(`${address}games/a/film.mp4`);

  first.kill("SIGTERM");
  // The last event tells each page a different time to reconnect.
  assertMatch(await stream.text(), /\nretry:[12]\d\d\d\n\n$/);
  await closed(address);
  assertEquals(await film.bytes(), FILM);
  assertEquals((await first.finish()).code, 143);

  const { port } = new URL(address);
  const again = await startHost(games, { port, more });
  await using _ = again.coplay;
  assertStringIncludes(await (await fetch(address)).text(), "the page of a");
}

Deno.test("a host that stops tells its players, and files being sent arrive whole", async () => {
  await stopAndStartAgain([]);
});

testUnless(
  WHY_NO_WORKERS,
  "a host with workers that stops tells its players, and files being sent arrive whole",
  async () => {
    await stopAndStartAgain(["--workers", "2"]);
  },
);
