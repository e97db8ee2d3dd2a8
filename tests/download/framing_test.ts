/** Answers whose end cannot be trusted, and answers that are hardly HTTP: never a file, and one line that says why. */
import { assertEquals } from "@std/assert";
import { runEngine, testConfig } from "../support/engine_run.ts";
import { type Answer, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

const MANY: [string, string][] = Array.from({ length: 101 }, (_, n) => [`X-${n}`, "x"]);

/** What is sent, and what is said of it; each is final, for it would be the same again. */
const REFUSED: Readonly<Record<string, readonly [Answer, says: string]>> = {
  "a packed stream in chunks": [
    { body: "abc", framing: "close", headers: { "transfer-encoding": "gzip, chunked" } },
    "the server sends the file in a transfer coding that was not asked for: gzip, chunked",
  ],
  "a packed stream": [
    { body: "abc", framing: "close", headers: { "transfer-encoding": "gzip" } },
    "the server sends the file in a transfer coding that was not asked for: gzip",
  ],
  "chunks within a packed stream": [
    { body: "abc", framing: "close", headers: { "transfer-encoding": "chunked, deflate" } },
    "the server sends the file in a transfer coding that was not asked for: chunked, deflate",
  ],
  "more than a hundred headers": [
    { body: "abc", headers: MANY },
    "the server sends more than 100 response headers, or some 400 KiB of them; no more can be read",
  ],
  "a folded header": [
    { body: "abc", headers: { "x-long": "one\r\n two" } },
    "the server sends a malformed response header, such as a line folded into several",
  ],
  "two lengths": [
    { body: "abc", headers: { "content-length": "4" } },
    "the server sends a Content-Length that is no number, or two that differ",
  ],
  "a length that is none": [
    { body: "abc", contentLength: "three", closes: true },
    "the server sends a Content-Length that is no number, or two that differ",
  ],
};

for (const [what, [answer, says]] of Object.entries(REFUSED)) {
  Deno.test(`${what} is refused, once, in words that say what the server did`, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/file", answer);
    const run = await runEngine([server.url("/file")], testConfig(folder.path));
    assertEquals(run.failures.map(({ kind, message }) => [kind, message]), [["network", says]]);
    assertEquals([server.requests.length, await folder.names()], [1, []]);
  });
}

Deno.test("a length that is said twice is known", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/file", { body: "abc", headers: { "content-length": "3" } });
  const { arrivals } = await runEngine([server.url("/file")], testConfig(folder.path));
  assertEquals(arrivals.map(({ isLengthKnown, sizeBytes }) => [isLengthKnown, sizeBytes]), [
    [true, 3],
  ]);
});
