import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { ManifestError, parseManifest, readCard } from "../../../src/serve/catalogue/manifest.ts";

function parse(value: unknown) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return parseManifest(new TextEncoder().encode(text), "x/game.json");
}

Deno.test("parseManifest() reads every field", () => {
  const card = {
    name: { en: "Carrot", zh: "萝卜" },
    description: "One text",
    entry: "./web/index.html",
    cover: "cover.svg",
    base: "kit",
    order: 2,
    hidden: false,
    library: false,
    isolate: true,
    rounds: true,
  };
  assertEquals(parse(card), {
    ...card,
    description: { en: "One text", zh: "One text" },
    entry: "web/index.html",
  });
});

Deno.test("parseManifest() needs no field", () => {
  assertEquals(parse({}), {});
  assertEquals(parse("\ufeff{}"), {});
});

const OWN_FILES: readonly [what: string, file: unknown, notice: string | undefined][] = [
  ["a list", "[1, 2]", undefined],
  ["data with no field of a card", { levels: [], speed: 3 }, undefined],
  ["an empty object", {}, undefined],
  ["more than a card is long", `{"name": "${"x".repeat(70_000)}"}`, undefined],
  [
    "a card's field among others",
    { name: "Quest", levels: [] },
    "levels: coplay has no such field",
  ],
  ["a card's field of another kind", { name: "", entry: "js/main.js" }, "name: must be a text"],
  ["a picture of another site", { cover: "http://cdn/x.png" }, "cover: must be the path"],
  ["no JSON", '{"name": "x",', "not JSON"],
];

for (const [what, file, notice] of OWN_FILES) {
  Deno.test(`readCard() takes a game.json for a file of the game that is ${what}`, () => {
    const text = typeof file === "string" ? file : JSON.stringify(file);
    const card = readCard(new TextEncoder().encode(text), "x/game.json");
    assertEquals([card.isCard, card.manifest], [false, {}]);
    assertEquals(card.notice !== undefined, notice !== undefined, card.notice?.en);
    assertStringIncludes(card.notice?.en ?? "", notice ?? "");
  });
}

Deno.test("readCard() takes a game.json for coplay's card that has only a card's fields", () => {
  const card = readCard(new TextEncoder().encode('{"hidden": true, "order": 2}'), "x/game.json");
  assertEquals(card, { manifest: { hidden: true, order: 2 }, isCard: true });
});

Deno.test("parseManifest() borrows a missing language from the other", () => {
  assertEquals(parse({ name: { zh: "蛇" } }), { name: { en: "蛇", zh: "蛇" } });
  assertEquals(parse({ name: { en: "Snake", fr: "Serpent" } }), {
    name: { en: "Snake", zh: "Snake" },
  });
});

const WRONG: readonly [card: unknown, says: string][] = [
  ["", "x/game.json: not JSON"],
  ["[]", "x/game.json: not a JSON object"],
  ["null", "x/game.json: not a JSON object"],
  ['{"name": 1,}', "x/game.json: not JSON"],
  [{ name: 5 }, "x/game.json: name: must be a text"],
  [{ name: "" }, "x/game.json: name: must be a text"],
  [{ name: { fr: "x" } }, "x/game.json: name: must be a text"],
  [{ name: { en: "x", zh: 1 } }, "x/game.json: name: must be a text"],
  [{ description: [] }, "x/game.json: description: must be a text"],
  [{ entry: "main.js" }, "x/game.json: entry: must be an HTML page"],
  [{ entry: "../index.html" }, "x/game.json: entry: must be the path"],
  [{ entry: "/index.html" }, "x/game.json: entry: must be the path"],
  [{ entry: "a\\index.html" }, "x/game.json: entry: must be the path"],
  [{ cover: ".hidden/x.png" }, "x/game.json: cover: must be the path"],
  [{ cover: 1 }, "x/game.json: cover: must be the path"],
  [{ base: "" }, "x/game.json: base: must be the ID"],
  [{ base: "a/b" }, "x/game.json: base: must be the ID"],
  [{ order: "1" }, "x/game.json: order: must be a number"],
  [{ hidden: "no" }, "x/game.json: hidden: must be true or false"],
  [{ library: 1 }, "x/game.json: library: must be true or false"],
  [{ isolate: null }, "x/game.json: isolate: must be true or false"],
  [`{"name": "${"x".repeat(70_000)}"}`, "x/game.json: larger than 64 KiB"],
];

for (const [card, says] of WRONG) {
  const shown = JSON.stringify(card).slice(0, 40);
  Deno.test(`parseManifest() says which file and field is wrong in ${shown}`, () => {
    const error = assertThrows(() => parse(card), ManifestError);
    assertStringIncludes(error.message, says);
    assertStringIncludes(error.text.zh, "x/game.json");
  });
}

Deno.test("parseManifest() reads what Notepad saves in the code page of Chinese Windows, and as Unicode", () => {
  const gbk = Uint8Array.fromHex("7b226e616d65223a22ccb0b3d4c9df227d");
  assertEquals(parseManifest(gbk, "x/game.json"), { name: { en: "贪吃蛇", zh: "贪吃蛇" } });
  const unicode = Uint8Array.fromHex("fffe7b0022006e0061006d00650022003a002200c78622007d00");
  assertEquals(parseManifest(unicode, "x/game.json"), { name: { en: "蛇", zh: "蛇" } });
});
