import { assertEquals, assertMatch } from "@std/assert";
import { gzipSync } from "node:zlib";
import { runCoplay } from "../support/coplay.ts";
import { bodyBytes, bodyDigest, ScriptedServer } from "../support/scripted_server.ts";
import { makeZip } from "../support/zip_writer.ts";
import { binaryTest, Elsewhere } from "./binary.ts";

const LARGE = { sizeBytes: 9_000_000, seed: 5 };

binaryTest("says its version where there is no Deno", async () => {
  await using elsewhere = await Elsewhere.make();
  const { version } = JSON.parse(await Deno.readTextFile("deno.json"));
  const { code, stdout, stderr } = await runCoplay(["--version"], elsewhere.options);
  assertEquals([code, stderr], [0, ""]);
  assertEquals(stdout.split(" (")[0], `coplay ${version}`);
});

const LANGUAGES = [
  { lang: "en", arrived: /^Downloaded 图\.bin$/m, failed: /^Cannot download gone\.txt: /m },
  { lang: "zh", arrived: /^文件图\.bin下载成功！$/m, failed: /^文件gone\.txt下载失败！ /m },
];

for (const { lang, arrived, failed } of LANGUAGES) {
  binaryTest(`downloads into the folder it stands in and says so in ${lang}`, async () => {
    await using elsewhere = await Elsewhere.make();
    await using server = await ScriptedServer.start();
    server.on("/%E5%9B%BE.bin", { body: LARGE, etag: '"1"' }).on("/small.txt", { body: "small" });
    server.on("/gone.txt", { status: 404 });
    const list = ["/%E5%9B%BE.bin", "/small.txt", "/gone.txt"].map((path) => server.url(path));
    const options = { ...elsewhere.options, stdin: list.join("\n") };
    const result = await runCoplay(["download", "-i", "-", "-d", "下载", "--lang", lang], options);
    assertEquals(result.code, 3);
    assertMatch(result.stdout, arrived);
    assertMatch(result.stdout + result.stderr, failed);
    assertEquals(bodyDigest(await Deno.readFile(elsewhere.join("下载/图.bin"))), bodyDigest(LARGE));
    assertEquals(await Deno.readTextFile(elsewhere.join("下载/small.txt")), "small");
  });
}

binaryTest("adds a game that it downloads, and strips its types", async () => {
  await using elsewhere = await Elsewhere.make();
  await using server = await ScriptedServer.start();
  const zip = makeZip([
    { name: "mine/index.html", data: "<title>mine</title><script type=module src=a.ts></script>" },
    { name: "mine/a.ts", data: "export const answer: number = 42;\n" },
  ]);
  server.on("/mine.zip", { body: zip });
  const args = ["download", "--extract", "-d", "games", server.url("/mine.zip")];
  assertEquals((await runCoplay(args, elsewhere.options)).code, 0);
  const { coplay, address } = await elsewhere.serve("--games", "games", "--game", "mine");
  await using _coplay = coplay;
  const script = await fetch(`${address}games/mine/a.ts`);
  assertEquals(await script.text(), "export const answer         = 42;\n");
});

binaryTest("keeps a compressed archive as it was sent, and resumes one", async () => {
  await using elsewhere = await Elsewhere.make();
  await using server = await ScriptedServer.start();
  const packed = new Uint8Array(gzipSync(bodyBytes(LARGE)));
  const answer = { body: packed, etag: '"1"', headers: { "content-encoding": "gzip" } };
  const cut = { ...answer, cutAfterBytes: 3_000_000 };
  server.on("/x.tar.gz", ({ headers }) => headers.has("range") ? answer : cut);
  const args = ["download", "-c", "1", server.url("/x.tar.gz")];
  const { code, stderr } = await runCoplay(args, elsewhere.options);
  assertEquals(code, 0, stderr);
  assertEquals(server.requests.at(-1)?.headers.get("range"), "bytes=3000000-");
  const saved = await Deno.readFile(elsewhere.join("x.tar.gz"));
  assertEquals(bodyDigest(saved), bodyDigest(packed));
});
