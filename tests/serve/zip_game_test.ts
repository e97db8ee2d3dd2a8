import { assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { whenLetGo } from "../../src/cli/held_file.ts";
import { makeZip, type ZipInput } from "../support/zip_writer.ts";
import { HostFixture, type Tree } from "./host_fixture.ts";
import { noise } from "./builds/noise.ts";
import { WHY_NO_REPLACING } from "../support/systems.ts";
import { testUnless } from "../support/test_unless.ts";

/** Publishes a host's game `a` from a zip. */
function publishingZip(entries: readonly ZipInput[], others: Tree = {}): Promise<HostFixture> {
  return HostFixture.publishing({ "a.zip": makeZip(entries), ...others });
}

Deno.test("a zip is a game, and one folder around everything is seen through", async () => {
  await using host = await publishingZip([
    { name: "My Game/" },
    { name: "My Game/index.html", data: "<title>Zipped</title>" },
    { name: "My Game/js/main.js", data: "go()" },
    { name: "__MACOSX/My Game/._index.html", data: "junk" },
    { name: "My Game/.DS_Store", data: "junk" },
  ]);
  assertEquals(host.game("a").name.en, "Zipped");
  assertEquals(await host.read("/games/a/"), "<title>Zipped</title>");
  assertEquals(await host.read("/games/a/js/main.js"), "go()");
  for (const path of ["__MACOSX/My%20Game/._index.html", ".DS_Store", "My%20Game/index.html"]) {
    assertEquals((await host.ask(`/games/a/${path}`)).status, 404, path);
  }
});

Deno.test("ranges are cut out of stored and out of deflated entries", async () => {
  const data = noise(300_000);
  await using host = await publishingZip([
    { name: "index.html" },
    { name: "stored.mp4", data, method: 0 },
    { name: "deflated.mp4", data },
  ]);
  for (const name of ["stored.mp4", "deflated.mp4"]) {
    for (const [start, end] of [[0, 2], [150_000, 260_000], [299_999, 300_000]] as const) {
      const range = `bytes=${start}-${end - 1}`;
      const answer = await host.ask(`/games/a/${name}`, { headers: { range } });
      assertEquals(answer.status, 206);
      assertEquals(await answer.bytes(), data.slice(start, end), `${name} ${range}`);
    }
  }
});

Deno.test("a file too large for memory is streamed from its zip, whole and in parts", async () => {
  const data = noise(17 * 1024 * 1024);
  await using host = await publishingZip([
    { name: "index.html" },
    { name: "stored.mp4", data, method: 0 },
    { name: "deflated.mp4", data },
  ]);
  for (const name of ["stored.mp4", "deflated.mp4"]) {
    assertEquals(await (await host.ask(`/games/a/${name}`)).bytes(), data);
    const answer = await host.ask(`/games/a/${name}`, { headers: { range: "bytes=-70000" } });
    assertEquals(await answer.bytes(), data.slice(-70_000));
    const middle = { headers: { range: "bytes=5000000-5000009" } };
    const part = await host.ask(`/games/a/${name}`, middle);
    assertEquals(await part.bytes(), data.slice(5_000_000, 5_000_010));
  }
});

/** Names without the UTF-8 flag, as the Windows of each country wrote them. */
const OLD_NAMES: readonly [what: string, hex: string, name: string][] = [
  ["Chinese", "cdbcc6ac2fbdc7c9ab2e706e67", "图片/角色.png"],
  ["rare hanzi", "f7cef7c82ff7d2f7d12e706e67", "魑魅/饕餮.png"],
  ["Japanese", "89e6919c2f93472e706e67", "画像/敵.png"],
  ["Chinese in the old form", "b943c0b82fad49b4ba2e706e67", "遊戲/背景.png"],
  ["Korean", "b0d4c0d32fb9e8b0e62e706e67", "게임/배경.png"],
];

for (const [what, hex, name] of OLD_NAMES) {
  Deno.test(`names in a zip without the UTF-8 flag are read where they are ${what}`, async () => {
    const raw = Uint8Array.fromHex(hex);
    await using host = await publishingZip([{ name: "index.html" }, { name: raw, data: "png" }]);
    assertEquals(await host.read(`/games/a/${encodeURI(name)}`), "png");
  });
}

Deno.test("links and paths that leave the zip lead nowhere", async () => {
  await using host = await publishingZip([
    { name: "index.html" },
    { name: "link", data: "/etc/passwd", mode: 0o120777 },
    { name: "../up.txt", data: "up" },
    { name: "a/../../up2.txt", data: "up" },
  ]);
  for (const path of ["link", "../up.txt", "up.txt", "a/../../up2.txt", "up2.txt"]) {
    assertEquals((await host.ask(`/games/a/${path}`)).status, 404, path);
  }
});

Deno.test("a zip that replaces another is seen, and no answer mixes the two", async () => {
  const entry = (letter: string) => [{ name: "index.html", data: letter.repeat(1000) }];
  await using host = await publishingZip(entry("x"));
  assertEquals(await host.read("/games/a/"), "x".repeat(1000));
  const path = host.folder.join("a.zip");
  await Deno.writeFile(`${path}.new`, makeZip([...entry("y"), { name: "b.js", data: "b" }]));
  await Deno.rename(`${path}.new`, path);
  await host.host.rescan();
  assertEquals(await host.read("/games/a/"), "y".repeat(1000));
  assertEquals(await host.read("/games/a/b.js"), "b");
});

Deno.test("a zip replaced before a file is first asked for gives the new file", async () => {
  await using host = await publishingZip([{ name: "index.html" }, { name: "a.js", data: "old" }]);
  const path = host.folder.join("a.zip");
  await Deno.writeFile(
    `${path}.new`,
    makeZip([{ name: "index.html" }, { name: "a.js", data: "new!" }]),
  );
  // On Windows the file has to wait until the host has closed the one that it looked at.
  await whenLetGo(() => Deno.rename(`${path}.new`, path));
  assertEquals(await host.read("/games/a/a.js"), "new!");
});

testUnless(
  WHY_NO_REPLACING,
  "a zip replaced while a file of it is sent ends with the old file, whole",
  async () => {
    const data = noise(18 * 1024 * 1024);
    await using host = await publishingZip([
      { name: "index.html" },
      { name: "film.mp4", data, method: 0 },
    ]);
    const answer = await host.ask("/games/a/film.mp4");
    const reader = answer.body!.getReader();
    const pieces = [(await reader.read()).value!];
    const path = host.folder.join("a.zip");
    await Deno.writeFile(`${path}.new`, makeZip([{ name: "index.html", data: "new" }]));
    await Deno.rename(`${path}.new`, path);
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      pieces.push(piece.value);
    }
    assertEquals(await new Blob(pieces).bytes(), data);
  },
);

Deno.test("a zip written over while files of it are sent never passes for the old ones", async () => {
  const data = noise(18 * 1024 * 1024);
  await using host = await publishingZip([
    { name: "index.html" },
    { name: "stored.mp4", data, method: 0 },
    { name: "deflated.mp4", data },
  ]);
  const stored = await host.ask("/games/a/stored.mp4");
  const deflated = await host.ask("/games/a/deflated.mp4");
  await Deno.writeFile(host.folder.join("a.zip"), makeZip([{ name: "index.html", data: "new" }]));
  await assertRejects(() => stored.bytes());
  // The compressed file is so small that all of it may have been read by then.
  const bytes = await deflated.bytes().catch((error: Error) => error);
  if (!(bytes instanceof Error)) assertEquals(bytes, data);
});

const BROKEN: readonly { name: string; bytes: Uint8Array<ArrayBuffer>; says: RegExp }[] = [
  { name: "no zip", bytes: new TextEncoder().encode("not a zip"), says: /not a zip archive/ },
  { name: "an empty file", bytes: new Uint8Array(), says: /ends too early/ },
  {
    name: "a truncated one",
    bytes: makeZip([{ name: "index.html", data: noise(5000) }]).slice(0, 3000),
    says: /ends too early|damaged/,
  },
  {
    name: "an encrypted one",
    bytes: makeZip([{ name: "index.html", isEncrypted: true, method: 0 }]),
    says: /encrypted/,
  },
  {
    name: "a zip with an unknown compression method",
    bytes: makeZip([{ name: "index.html", data: "x", method: 14 }]),
    says: /method 14/,
  },
  {
    name: "a bomb",
    bytes: makeZip([
      { name: "index.html" },
      { name: "zeros.bin", data: new Uint8Array(80 * 1024 * 1024) },
    ]),
    says: /200 times its size/,
  },
];

for (const { name, bytes, says } of BROKEN) {
  Deno.test(`a zip that is ${name} is listed with its reason among the good ones`, async () => {
    await using host = await HostFixture.make({
      "bad.zip": bytes,
      "good.zip": makeZip([{ name: "index.html", data: "fine" }]),
    });
    assertMatch(host.game("bad").fault!.en, says);
    await host.host.publish(host.game("good"));
    assertEquals(await host.read("/games/good/"), "fine");
  });
}

Deno.test("an entry whose bytes are wrong is an error of that file alone", async () => {
  await using host = await publishingZip([
    { name: "index.html", data: "fine" },
    { name: "bad.js", data: "wrong", crc32: 1 },
  ]);
  assertEquals((await host.ask("/games/a/bad.js")).status, 500);
  assertStringIncludes(String(host.failures[0]), "damaged");
  assertEquals(await host.read("/games/a/"), "fine");
});
