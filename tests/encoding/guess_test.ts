import { assertEquals } from "@std/assert";
import { decodeName, guessNameEncoding } from "../../src/encoding/guess.ts";

/** Names as old programs of each country wrote them, and the text that they mean. */
const ARCHIVES: [what: string, hex: string[], names: string[]][] = [
  ["Chinese", ["d6b2ceefb4f3d5bdbda9caac2f", "cbb5c3f72e747874"], ["植物大战僵尸/", "说明.txt"]],
  ["Chinese with rarer hanzi", ["c4e3bac3d1feb7d62e706e67", "d6b22e706e67"], [
    "你好瑶分.png",
    "植.png",
  ]],
  ["Japanese", ["8351815b838183682e747874", "91e5906c2e706e67"], ["ゲーメド.txt", "大人.png"]],
  ["Japanese hiragana", ["82a082a2"], ["あい"]],
  ["Chinese, and UTF-8 by accident", ["cdbcc6ac2e706e67"], ["图片.png"]],
  ["Chinese in the old form, in GBK", ["ea50ecb6"], ["關於"]],
  ["Chinese in the old form, in Big5", ["b943c0b82fadbaadb62e68746d6c"], ["遊戲/首頁.html"]],
  ["Chinese in Big5, possible in GBK", ["ad49b4ba2e706e67"], ["背景.png"]],
  ["Chinese with rare hanzi only", ["f7cef7c8f7cdf7cb2e68746d6c"], ["魑魅魍魉.html"]],
  ["Chinese, and letters of two scripts by accident", ["d2bdd4ba2e68746d6c"], ["医院.html"]],
  ["Chinese in Big5, one short name", ["b3f2b4d12e68746d6c"], ["圍棋.html"]],
  ["Korean of two short syllables", ["c6dbc1f12e68746d6c"], ["퍼즐.html"]],
  ["Korean, and Chinese by accident", ["bac0c8b22e706e67"], ["봉황.png"]],
  ["Korean", ["b0d4c0d32fc3b9c6e4c0ccc1f62e68746d6c"], ["게임/첫페이지.html"]],
  ["Korean of one word", ["b9e8b0e62e706e67"], ["배경.png"]],
  ["Chinese, and Korean by accident", ["b1b3beb02e706e67"], ["背景.png"]],
  ["French", ["64826a852076752e747874", "8f6ee2"], ["déjà vu.txt", "ÅnΓ"]],
  ["German", ["9a6e8b2e706e67", "4d816c6c65722e706e67"], ["Ünï.png", "Müller.png"]],
];

for (const [what, hex, names] of ARCHIVES) {
  Deno.test(`names of an archive are read where they are ${what}`, () => {
    const bytes = hex.map((text) => Uint8Array.fromHex(text));
    const encoding = guessNameEncoding(bytes);
    assertEquals(bytes.map((name) => decodeName(name, encoding)), names);
  });
}

Deno.test("names that are all valid UTF-8 are read as UTF-8, and any other bytes still make a name", () => {
  const bytes = new TextEncoder().encode("植物/é.png");
  assertEquals(guessNameEncoding([bytes]), "utf-8");
  assertEquals(decodeName(bytes, "utf-8"), "植物/é.png");
  assertEquals(guessNameEncoding([]), "utf-8");
  assertEquals(decodeName(Uint8Array.fromHex("ff41"), "gbk"), "\u00a0A");
});
