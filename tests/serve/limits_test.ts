import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { assertEquals } from "@std/assert";
import { tokenHeader } from "../support/admin_token.ts";
import { commandLine, Coplay, environment } from "../support/coplay.ts";
import { OutputLog } from "../support/output_log.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";
import { until } from "../support/until.ts";
import { FrontFixture } from "./front_fixture.ts";
import { HostFixture, writeTree } from "./host_fixture.ts";

async function makeGames(): Promise<TempDir> {
  const folder = await TempDir.make();
  await writeTree(folder.path, { "a/index.html": "<title>A</title>the page of a" });
  return folder;
}

/**
 * Sends a text that no client would send. Returns the first line of the answer, or nothing where the connection is
 * reset, as the system does when it closes one whose bytes are still arriving.
 */
async function talk(address: string, text: string): Promise<string> {
  const { hostname, port } = new URL(address);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const sent = writeAll(connection, new TextEncoder().encode(text)).catch(() => {});
  const answer = new Uint8Array(1024);
  const count = await connection.read(answer).catch(() => null) ?? 0;
  connection.close();
  await sent;
  return new TextDecoder().decode(answer.subarray(0, count)).split("\r\n")[0]!;
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await connection.write(rest));
}

/** An order; `TOKEN` stands for the right token. */
const ORDER = "PUT /.coplay/admin/published HTTP/1.1\r\nhost: 127.0.0.1\r\n" +
  "authorization: TOKEN\r\n";

/** Requests that are refused before they have been sent completely. */
const REFUSED: readonly { what: string; text: string; status: RegExp }[] = [
  {
    what: "a body of a gigabyte",
    text: `${ORDER}content-length: 1000000000\r\n\r\n{`,
    status: /^HTTP\/1.1 413 /,
  },
  {
    what: "an endless body without a length",
    text: `${ORDER}transfer-encoding: chunked\r\n\r\n2000\r\n${"x".repeat(0x2000)}\r\n`,
    status: /^HTTP\/1.1 413 /,
  },
  {
    what: "an address of nine thousand letters",
    text: `GET /${"a".repeat(9000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
    status: /^HTTP\/1.1 414 /,
  },
  {
    // Deno's limit is some 400 KiB, plus the rest of the same read.
    what: "headers of two megabytes",
    text: `GET / HTTP/1.1\r\nhost: a\r\nx: ${"a".repeat(2_000_000)}\r\n\r\n`,
    status: /^(?:HTTP\/1.1 4(?:00|31) |$)/,
  },
];

Deno.test("serve refuses a request that is too long before it has been sent", async () => {
  await using games = await makeGames();
  await using coplay = await Coplay.start(["serve", "0", "--games", games.path, "--game", "a"]);
  const [address] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:\d+\//);
  const { authorization } = await tokenHeader(coplay.stderr);
  for (const { what, text, status } of REFUSED) {
    const answer = await talk(address, text.replace("TOKEN", authorization));
    assertEquals(status.test(answer), true, `${what}: ${answer}`);
  }
});

/** Starts coplay with a limit on its open files. */
function startWithFiles(count: number, args: readonly string[]) {
  const [path, all] = commandLine(args);
  const child = new Deno.Command("sh", {
    args: ["-c", `ulimit -n ${count}; exec "$@"`, "sh", path, ...all],
    env: environment({}),
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const stdout = new OutputLog(child.stdout);
  const stderr = new OutputLog(child.stderr);
  return {
    stdout,
    stderr,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await Promise.all([child.status, stdout.ended, stderr.ended]);
    },
  };
}

const WHY_NO_LIMIT = Deno.build.os === "windows" ? "Windows has no ulimit" : undefined;

testUnless(WHY_NO_LIMIT, "serve answers again as soon as some files are free", async () => {
  await using games = await makeGames();
  await using coplay = startWithFiles(
    100,
    ["serve", "0", "--games", games.path, "--game", "a"],
  );
  const [address] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:\d+\//);
  const { hostname, port } = new URL(address);
  for (let flood = 0; flood < 3; flood++) {
    const connections: Deno.Conn[] = [];
    for (let count = 0; count < 150; count++) {
      // The host may be restarting at this moment.
      const connection = await Deno.connect({ hostname, port: Number(port) }).catch(() => null);
      if (connection) connections.push(connection);
    }
    for (const connection of connections) connection.close();
    await until("the page", async () => {
      const page = await fetch(address).then((answer) => answer.text()).catch(() => undefined);
      return page?.includes("the page of a");
    });
  }
});

Deno.test("a flood of event streams from one address leaves room for others", async () => {
  await using host = await FrontFixture.make({ "a/index.html": "a" });
  const listen = (from: string) =>
    host.ask("/.coplay/events?page=p&path=/games/a/", {
      from,
      headers: { accept: "text/event-stream" },
    });
  const streams: Response[] = [];
  let refusal: Response | undefined;
  while (!refusal) {
    const answer = await listen("10.0.0.1");
    if (answer.status === 200) streams.push(answer);
    else refusal = answer;
  }
  assertEquals([refusal.status, refusal.headers.get("retry-after")], [503, "5"]);
  // All tablets of a school behind one router are players.
  assertEquals(streams.length, 1000);
  streams.push(await listen("10.0.0.2"));
  assertEquals(streams.at(-1)!.status, 200);
  for (const { body } of streams) await body!.cancel();
});

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

Deno.test("paths that do not exist are forgotten as soon as they are answered", async () => {
  await using host = await HostFixture.publishing({ "a/index.html": "a" });
  const askMany = async (count: number, start: number) => {
    for (let index = start; index < start + count; index++) {
      const name = `${index}-${"x".repeat(1000)}`;
      for (const path of [`/games/a/${name}.png`, `/games/${name}/`, `/${name}`]) {
        assertEquals((await host.ask(path)).status, 404);
      }
    }
    collectGarbage();
    return Deno.memoryUsage().heapUsed;
  };
  const before = await askMany(200, 0);
  const after = await askMany(5000, 200);
  // Of each address, a thousand characters would be kept.
  assertEquals(after - before < 5_000_000, true, `${after - before} bytes were kept`);
});
