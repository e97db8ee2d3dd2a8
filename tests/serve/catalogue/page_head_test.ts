import { assertEquals } from "@std/assert";
import { declaredEncoding, readTitle } from "../../../src/serve/catalogue/page_head.ts";

/** Latin text with the bytes of others in hexadecimal between angle quotes: `<title>‹b7c9›</title>`. */
function page(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    text.split(/‹([\da-f]*)›/).flatMap((part, at) =>
      at % 2 ? [...Uint8Array.fromHex(part)] : [...part].map((letter) => letter.charCodeAt(0))
    ),
  );
}

function utf16(text: string, isLittle: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  [...text].forEach((letter, at) => view.setUint16(at * 2, letter.charCodeAt(0), isLittle));
  return bytes;
}

const FEIJI = "‹b7c9bbfab4f3d5bd›"; // 飞机大战 in GBK
const TITLES: readonly [
  what: string,
  page: Uint8Array<ArrayBuffer>,
  title: string | undefined,
  encoding: string | undefined,
][] = [
  ["GB 2312", page(`<meta charset=gb2312><title>${FEIJI}</title>`), "飞机大战", "gbk"],
  [
    "GBK, declared the old way behind the title",
    page(
      `<title>${FEIJI}</title><META http-equiv="Content-Type" content="text/html; charset=GBK">`,
    ),
    "飞机大战",
    "gbk",
  ],
  [
    "GB 18030",
    page("<meta charset='gb18030'><title>‹8139ef30d5bd›</title>"),
    "㐁战",
    "gb18030",
  ],
  ["GBK without a word", page(`<!doctype html><title>${FEIJI}</title>`), "飞机大战", undefined],
  [
    "GBK that says UTF-8",
    page(`<meta charset=utf-8><title>${FEIJI}</title>`),
    "飞机大战",
    "utf-8",
  ],
  [
    "two hanzi of GBK that are UTF-8 by accident",
    page("<title>‹cdbcc6ac›</title>"),
    "图片",
    undefined,
  ],
  ["Big5", page("<meta charset=big5><title>‹b943c0b8›</title>"), "遊戲", "big5"],
  ["Big5 without a word", page("<title>‹b943c0b8adbaadb6›</title>"), "遊戲首頁", undefined],
  [
    "Shift_JIS in an XML declaration",
    page('<?xml version="1.0" encoding="Shift_JIS"?><title>‹8351815b8380›</title>'),
    "ゲーム",
    "shift_jis",
  ],
  ["Korean without a word", page("<title>‹b0d4c0d3›</title>"), "게임", undefined],
  [
    "Windows' Latin without a word",
    page("<title>Caf‹e9› d'‹e9›t‹e9›</title>"),
    "Café d'été",
    undefined,
  ],
  ["UTF-8 with a mark", page("‹efbbbf›<title>‹e9a39ee69cba›</title>"), "飞机", "utf-8"],
  ["UTF-16, little end first", utf16("\ufeff<title>飞机</title>", true), "飞机", "utf-16le"],
  ["UTF-16, big end first", utf16("\ufeff<title>飞机</title>", false), "飞机", "utf-16be"],
  [
    "a declaration that no page can have",
    page("<meta charset=utf-16le><title>a</title>"),
    "a",
    "utf-8",
  ],
  ["an encoding that nobody knows", page("<meta charset=klingon><title>a</title>"), "a", undefined],
  [
    "a title in a comment, a script and a drawing before its own",
    page(
      "<!-- <title>no</title> --><script>'<title>no</title>'</script><svg><title>no</title></svg>" +
        "<title>Own &amp; <b>\n good &#x4e2d;</title>",
    ),
    "Own & <b> good 中",
    undefined,
  ],
  [
    "a charset in a comment and in a script",
    page("<!-- <meta charset=gbk> --><script>'<meta charset=gbk>'</script><title> </title>"),
    undefined,
    undefined,
  ],
  ["no title at all", page("<h1>x</h1>"), undefined, undefined],
];

for (const [what, bytes, title, encoding] of TITLES) {
  Deno.test(`a page is read that has ${what}`, () => {
    assertEquals([readTitle(bytes), declaredEncoding(bytes)], [title, encoding]);
  });
}

Deno.test("a page longer than its head, cut within a character, is still read as what it is", () => {
  const text = "<title>飞机</title>" + "战".repeat(30_000);
  for (const pad of ["", " ", "  "]) {
    const bytes = new TextEncoder().encode(pad + text).slice(0, 64 * 1024);
    assertEquals(readTitle(bytes), "飞机");
  }
});
