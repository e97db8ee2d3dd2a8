import { assertEquals } from "@std/assert";
import { decodeName, guessNameEncoding } from "../../src/archive/entry_name.ts";

/** Names as programs of their time and country wrote them, and as they are to be read. */
const ARCHIVES: [what: string, hex: string[], names: string[]][] = [
  ["Chinese", ["d6b2ceefb4f3d5bdbda9caac2f", "cbb5c3f72e747874"], ["植物大战僵尸/", "说明.txt"]],
  ["Chinese with rarer hanzi", ["c4e3bac3d1feb7d62e706e67", "d6b22e706e67"], [
    "你好瑶分.png",
    "植.png",
  ]],
  ["Japanese", ["8351815b838183682e747874", "91e5906c2e706e67"], ["ゲーメド.txt", "大人.png"]],
  ["Japanese hiragana", ["82a082a2"], ["あい"]],
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

Deno.test("names that are all UTF-8 are read so, and bytes that fit nothing still have a name", () => {
  const bytes = new TextEncoder().encode("植物/é.png");
  assertEquals(guessNameEncoding([bytes]), "utf-8");
  assertEquals(decodeName(bytes, "utf-8"), "植物/é.png");
  assertEquals(guessNameEncoding([]), "utf-8");
  assertEquals(decodeName(Uint8Array.fromHex("ff41"), "gbk"), "\u00a0A");
});
