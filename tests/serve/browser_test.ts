import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { LAN_NAME } from "../support/chromium.ts";
import { browserTest as test } from "../support/programs.ts";
import zlib from "node:zlib";
import { HostFixture, type Tree } from "./host_fixture.ts";
import { noise } from "./builds/noise.ts";
import { SchoolNetwork } from "./builds/school_network.ts";

const ICON = '<link rel="icon" href="data:,">';

/** A WebAssembly module that exports the number 42 as `answer`. */
const WASM = new Uint8Array([
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 6, 6, 1, 0x7f, 0, 0x41, 0x2a, 0x0b],
  ...[7, 0x0a, 1, 6, 0x61, 0x6e, 0x73, 0x77, 0x65, 0x72, 3, 0],
]);

/** A tone of ten seconds: 16-bit samples, 8,000 a second. */
function tone(): Uint8Array<ArrayBuffer> {
  const samples = noise(160_000);
  const bytes = new Uint8Array(44 + samples.length);
  const view = new DataView(bytes.buffer);
  const text = (at: number, value: string) => bytes.set(new TextEncoder().encode(value), at);
  text(0, "RIFF");
  view.setUint32(4, 36 + samples.length, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  [1, 1].forEach((value, index) => view.setUint16(20 + 2 * index, value, true));
  view.setUint32(24, 8000, true);
  view.setUint32(28, 16_000, true);
  [2, 16].forEach((value, index) => view.setUint16(32 + 2 * index, value, true));
  text(36, "data");
  view.setUint32(40, samples.length, true);
  bytes.set(samples, 44);
  return bytes;
}

const DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>';

const GAMES: Tree = {
  "a/index.html": `${ICON}<script type="module" src="main.ts"></script>`,
  "a/main.ts": `import { double } from "./rules/double.ts";
import type { Unused } from "./nowhere.ts";
const values: Unused | number[] = [1, 2];
console.log("doubled", (values as number[]).map((value: number): number => double(value)).join());`,
  "a/rules/double.ts": "export const double = <T extends number>(value: T): number => value * 2;",
  "wrong/index.html": `${ICON}<script type="module" src="src/main.ts"></script>`,
  "wrong/src/main.ts": "const fine: number = 1;\n\nconst broken: number = ;\n",
  "throws/index.html": `${ICON}<script type="module" src="main.ts"></script>`,
  "throws/main.ts": "type A = {\n  b: number;\n};\nlet a: A | undefined;\n   console.log(a!.b);\n",
  "unity/index.html": `${ICON}<script src="Build/g.loader.js"></script>`,
  "unity/Build/g.loader.js": `function createUnityInstance() {}
    WebAssembly.instantiateStreaming(fetch("Build/g.wasm.br")).then(({ instance }) =>
      console.log("answer", instance.exports.answer.value));`,
  "unity/Build/g.wasm.br": new Uint8Array(zlib.brotliCompressSync(WASM)),
  "rooted/index.html":
    `${ICON}<script type="module" src="/js/main.js"></script><img src="/点.svg">`,
  "rooted/js/main.js": `import { word } from "./word.js"; addEventListener("load", () =>
      console.log(word, document.images[0].naturalWidth));`,
  "rooted/js/word.js": 'export const word = "rooted";',
  "rooted/点.svg": DOT,
  "names/index.html": `${ICON}<img src="Img/角 色+1%25.SVG"><script>
    addEventListener("load", () => console.log("width", document.images[0].naturalWidth));</script>`,
  "names/img/角 色+1%.svg": DOT,
  "sound/index.html": `${ICON}<audio src="tone.wav" preload="auto"></audio><script>
    const audio = document.querySelector("audio");
    audio.onloadedmetadata = () => { audio.currentTime = 9; };
    audio.onseeked = () => console.log("at", audio.currentTime, "of", audio.duration);</script>`,
  "sound/tone.wav": tone(),
};

test("games run in Chromium as a school network sees them", async (t) => {
  await using network = await SchoolNetwork.start(
    await HostFixture.publishing(GAMES, { hasLobby: true }),
  );

  await t.step("TypeScript modules import one another by their .ts names", async () => {
    await using visit = await network.visit(LAN_NAME);
    await visit.saying("doubled 2,4");
    assertEquals(visit.refused, []);
  });

  await t.step("a syntax error leads to its file, line and column", async () => {
    await using visit = await network.visit(LAN_NAME, "/games/wrong/");
    await visit.saying("SyntaxError");
    assertStringIncludes(visit.said[0]!, "src/main.ts:3:24: Expression expected");
    assertMatch(visit.said[0]!, /at .*\/games\/wrong\/src\/main\.ts:3:\d+/);
  });

  await t.step("an error at run time has the place it has in the source", async () => {
    await using visit = await network.visit(LAN_NAME, "/games/throws/");
    await visit.saying("TypeError");
    assertMatch(visit.said[0]!, /\/games\/throws\/main\.ts:5:19/);
  });

  await t.step("Unity's Brotli runs where the browser takes it and where not", async () => {
    for (const [name, encoding] of [["localhost", "br"], [LAN_NAME, ""]] as const) {
      await using visit = await network.visit(name, "/games/unity/");
      await visit.saying("answer 42");
      assertEquals(visit.encodings.get("/games/unity/Build/g.wasm.br"), encoding);
    }
  });

  await t.step("a game that was made for the root of its host", async () => {
    await using visit = await network.visit(LAN_NAME, "/games/rooted/");
    await visit.saying("rooted 3");
  });

  await t.step("names in another case, with CJK, a space, a plus and a percent sign", async () => {
    await using visit = await network.visit(LAN_NAME, "/games/names/");
    await visit.saying("width 3");
    assert(network.host.respelled.length > 0);
  });

  await t.step("sound can be wound on", async () => {
    await using visit = await network.visit(LAN_NAME, "/games/sound/");
    await visit.saying("at 9 of 10");
  });
});
