import { assert, assertEquals, assertRejects } from "@std/assert";
import { gzipSync } from "node:zlib";
import {
  askForBytesAsSent,
  mayBeUnpacked,
  type SameRequest,
} from "../../src/download/host/bytes_as_sent.ts";
import { TransferError } from "../../src/download/model/errors.ts";
import { Coplay, runCoplay } from "../support/coplay.ts";
import { bodyBytes, bodyDigest, Gate, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";
import { WHY_NO_SIGNALS } from "../support/systems.ts";
import { testUnless } from "../support/test_unless.ts";

const PLAIN = bodyBytes({ sizeBytes: 2_000_000, seed: 9 });
const PACKED = new Uint8Array(gzipSync(PLAIN));
/** A tar.gz from a server that sends its extension as a content coding, like old Apache configurations. */
const ARCHIVE = {
  body: PACKED,
  etag: '"tar"',
  headers: { "content-encoding": "gzip", "content-type": "application/x-tar" },
};

testUnless(
  WHY_NO_SIGNALS,
  "a file that the server compresses unasked is kept as it was sent, also after a resume",
  async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    const gate = new Gate();
    server.on("/x.tar.gz", { ...ARCHIVE, holdsBody: { gate, afterBytes: 1_500_000 } });
    const args = ["download", "--json", "-c", "1", "-d", folder.path, server.url("/x.tar.gz")];
    await using coplay = await Coplay.start(args);
    await coplay.stdout.match(/"event":"progress","id":1,"bytes":1500000,/);
    coplay.kill("SIGTERM");
    assertEquals((await coplay.finish()).code, 143);
    server.on("/x.tar.gz", ARCHIVE);
    const { code, stdout, stderr } = await runCoplay(args);
    assertEquals(code, 0, stdout + stderr);
    assertEquals(bodyDigest(await Deno.readFile(folder.join("x.tar.gz"))), bodyDigest(PACKED));
    assert(stdout.includes(`"bytes":${PACKED.length},`), stdout);
    assert(stdout.includes('"encoding":"gzip"'), stdout);
    assertEquals(server.requests.at(-1)?.headers.get("range"), "bytes=1500000-");
  },
);

for (const framing of ["length", "chunked", "close"] as const) {
  Deno.test(`a file is the same on every runtime, packed or not, where ${framing} ends it`, async () => {
    await using server = await ScriptedServer.start();
    await using folder = await TempDir.make();
    server.on("/packed.bin", { ...ARCHIVE, framing }).on("/plain.bin", { body: PLAIN, framing });
    const urls = ["/packed.bin", "/plain.bin"].map((path) => server.url(path));
    const { code, stderr } = await runCoplay(["download", "-d", folder.path, ...urls]);
    assertEquals(code, 0, stderr);
    for (const [name, bytes] of [["packed.bin", PACKED], ["plain.bin", PLAIN]] as const) {
      assertEquals(bodyDigest(await Deno.readFile(folder.join(name))), bodyDigest(bytes));
    }
  });
}

Deno.test("a file without a length comes over https, too, where its certificate is one of --ca", async () => {
  const tls = await makeTestCertificate();
  await using server = await ScriptedServer.start({ tls });
  await using folder = await TempDir.make();
  server.on("/plain.bin", { body: PLAIN, framing: "chunked" });
  await Deno.writeTextFile(folder.join("ca.pem"), tls.cert);
  const args = [
    "download",
    "--ca",
    folder.join("ca.pem"),
    "-d",
    folder.path,
    server.url("/plain.bin"),
  ];
  const { code, stderr } = await runCoplay(args);
  assertEquals(code, 0, stderr);
  assertEquals(bodyDigest(await Deno.readFile(folder.join("plain.bin"))), bodyDigest(PLAIN));
});

Deno.test("only a Deno before 2.9 is mistrusted, and only for an answer without a length", () => {
  const chunked = new Response("x");
  const withLength = new Response("x", { headers: { "content-length": "1" } });
  assertEquals(mayBeUnpacked(chunked, "2.8.3"), true);
  assertEquals(mayBeUnpacked(chunked, "2.9.0"), false);
  assertEquals(mayBeUnpacked(withLength, "2.6.10"), false);
  assertEquals(mayBeUnpacked(new Response("x", { status: 404 }), "2.6.10"), false);
});

/** Makes the request that an old Deno repeats. */
function sameRequest(url: string, more: Partial<SameRequest> = {}): SameRequest {
  return {
    url: new URL(url),
    method: "GET",
    headers: [["accept-encoding", "identity"], ["x-twice", "1"], ["x-twice", "2"]],
    caCerts: [],
    hasProxy: false,
    signal: new AbortController().signal,
    ...more,
  };
}

async function digestOf(response: Response): Promise<string> {
  return bodyDigest(new Uint8Array(await response.arrayBuffer()));
}

for (const scheme of ["http", "https"]) {
  Deno.test(`an answer that may have been decoded is requested once more by ${scheme}, with the same headers`, async () => {
    const tls = await makeTestCertificate();
    await using server = await ScriptedServer.start(scheme === "https" ? { tls } : {});
    server.on("/a", ARCHIVE);
    const first = new Response("x", { headers: { etag: '"tar"', ...ARCHIVE.headers } });
    const request = sameRequest(server.url("/a"), { caCerts: [tls.cert] });
    const answer = await askForBytesAsSent(first, request);
    assertEquals(answer.headers.get("content-encoding"), "gzip");
    assertEquals(await digestOf(answer), bodyDigest(PACKED));
    assertEquals(server.requests[0]?.headers.get("x-twice"), "1, 2");
    assertEquals(server.requests[0]?.headers.get("accept-encoding"), "identity");
  });
}

Deno.test("an answer that is not like the first is refused, and so is one through a proxy", async () => {
  await using server = await ScriptedServer.start();
  server.on("/a", { body: "a page", headers: { "content-type": "text/html" } });
  const first = () => new Response("x", { headers: { "content-type": "application/zip" } });
  for (const more of [{}, { hasProxy: true }]) {
    const ask = () => askForBytesAsSent(first(), sameRequest(server.url("/a"), more));
    const error = await assertRejects(ask, TransferError, "the server does not say how long");
    assertEquals([error.kind, error.detail.isTransient ?? false], ["refused", false]);
  }
});

for (const framing of ["length", "chunked"] as const) {
  Deno.test(`a body that is cut before its ${framing} is not whole`, async () => {
    await using server = await ScriptedServer.start();
    server.on("/a", { ...ARCHIVE, framing, cutAfterBytes: 1_000_000 });
    const first = new Response("x", { headers: { etag: '"tar"', ...ARCHIVE.headers } });
    const answer = await askForBytesAsSent(first, sameRequest(server.url("/a")));
    await assertRejects(() => answer.arrayBuffer());
  });
}

Deno.test("an aborted request ends with the reason", async () => {
  await using server = await ScriptedServer.start();
  const gate = new Gate();
  server.on("/a", { holdsHeaders: gate });
  const leaving = new AbortController();
  const reason = new TransferError("interrupted", { en: "interrupted", zh: "已中断" });
  const asked = askForBytesAsSent(
    new Response("x"),
    sameRequest(server.url("/a"), { signal: leaving.signal }),
  );
  await gate.arrival();
  leaving.abort(reason);
  assertEquals(await assertRejects(() => asked), reason);
});
