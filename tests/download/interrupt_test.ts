import { assertEquals, assertMatch } from "@std/assert";
import { Coplay, runCoplay } from "../support/coplay.ts";
import { bodyDigest, Gate, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { WHY_NO_SIGNALS } from "../support/systems.ts";
import { testUnless } from "../support/test_unless.ts";

const BODY = { sizeBytes: 4_000_000, seed: 3 };

async function digestOf(path: string): Promise<string> {
  return bodyDigest(await Deno.readFile(path));
}

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  testUnless(
    WHY_NO_SIGNALS,
    `${signal} ends a run with ${code}, and the next run resumes it`,
    async () => {
      await using server = await ScriptedServer.start();
      await using folder = await TempDir.make();
      const gate = new Gate();
      const held = { body: BODY, etag: '"a"', holdsBody: { gate, afterBytes: 3_000_000 } };
      server.on("/big.bin", held).on("/small.txt", {
        body: "small",
        lastModified: "Tue, 06 Oct 2026 10:00:00 GMT",
      });
      const args = ["download", "--json", "-d", folder.path, "-j", "2", "-c", "1"];
      args.push(server.url("/big.bin"), server.url("/small.txt"));
      await using coplay = await Coplay.start(args);
      await coplay.stdout.match(/"event":"done".*small\.txt/);
      await coplay.stdout.match(/"event":"progress","id":1,"bytes":3000000,/);
      coplay.kill(signal);
      const stopped = await coplay.finish();
      assertEquals(stopped.code, code);
      assertMatch(
        stopped.stdout,
        /"event":"summary","downloaded":1,.*"left":1,.*"interrupted":true\b.*}\n$/,
      );
      assertEquals(await folder.names(), [
        ".big.bin.coplay-journal",
        ".big.bin.coplay-part",
        "small.txt",
      ]);

      server.on("/big.bin", { body: BODY, etag: '"a"' });
      const again = await runCoplay(args);
      assertEquals(again.code, 0);
      assertEquals(await digestOf(folder.join("big.bin")), bodyDigest(BODY));
      const [, second] = server.requestsFor("/big.bin");
      assertMatch(second!.headers.get("range") ?? "", /^bytes=3000000-$/);
      assertEquals(await folder.names(), ["big.bin", "small.txt"]);
    },
  );
}

testUnless(WHY_NO_SIGNALS, "Ctrl-C is heard while a list is still being typed", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: "x" });
  await using coplay = await Coplay.start(["download", "-d", folder.path, "-i", "-"]);
  await coplay.write(`${server.url("/a")}\n${server.url("/b")}\n`);
  await coplay.stdout.match(/^Downloaded a$/);
  coplay.kill("SIGINT");
  const result = await coplay.finish();
  assertEquals(result.code, 130);
  assertMatch(result.stderr, /^中断|^Interrupted/m);
});

testUnless(WHY_NO_SIGNALS, "a file that waits for its retry counts among those left", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("*", { status: 503, headers: { "retry-after": "600" } });
  const urls = ["a", "b", "c"].map((name) => server.url(`/${name}`));
  await using coplay = await Coplay.start(["download", "-d", folder.path, "-j", "1", ...urls]);
  await coplay.stderr.match(/^Retrying a in 10m00s, try 2 of 6: the server answered 503$/);
  coplay.kill("SIGINT");
  const result = await coplay.finish();
  assertEquals(result.code, 130);
  assertMatch(result.stderr, /^Interrupted with 3 of 3 files left/m);
});

testUnless(WHY_NO_SIGNALS, "Ctrl-C is heard while checksums are being fetched", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const gate = new Gate();
  server.on("/sums", { holdsHeaders: gate });
  const args = ["download", "-d", folder.path, "--checksums", server.url("/sums")];
  await using coplay = await Coplay.start([...args, server.url("/a")]);
  await gate.arrival();
  coplay.kill("SIGINT");
  const result = await coplay.finish();
  assertEquals([result.code, result.stdout, result.stderr], [130, "", ""]);
});
