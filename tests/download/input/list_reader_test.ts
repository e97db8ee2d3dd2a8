import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { formatEntry } from "../../../src/download/input/entry_text.ts";
import { readList } from "../../../src/download/input/list_reader.ts";
import type { ListItem, WrongLine } from "../../../src/download/model/job.ts";

const encoder = new TextEncoder();

/** Streams bytes in pieces of one size, because a list may be cut anywhere. */
function streamOf(bytes: Uint8Array, pieceBytes = 64): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at += pieceBytes));
    },
  });
}

async function read(list: string | Uint8Array, pieceBytes?: number) {
  const bytes = typeof list === "string" ? encoder.encode(list) : list;
  const items: ListItem[] = [];
  for await (const item of readList(streamOf(bytes, pieceBytes), "list.txt")) items.push(item);
  return items;
}

/** Reads a list in a form that tests compare: entries without places, wrong lines with place and reason, and notes. */
async function summarize(list: string | Uint8Array, pieceBytes?: number) {
  return (await read(list, pieceBytes)).map((item) => {
    if ("notice" in item) return item.notice.en;
    if ("wrong" in item) return `${item.place.list}:${item.place.line}: ${item.wrong.en}`;
    const { place: _, ...entry } = item;
    return entry;
  });
}

const A = "https://a.example/1.gif";
const B = "https://b.example/1.gif";

const FORMS: readonly [what: string, list: string, expected: unknown[]][] = [
  ["an empty list", "", []],
  ["comments and blank lines", "# all\n\n   \n  # indented\n", []],
  ["a URL a line", `${A}\n${B}\n`, [{ urls: [A] }, { urls: [B] }]],
  ["no final newline", `${A}\n${B}`, [{ urls: [A] }, { urls: [B] }]],
  ["lines that end as on Windows", `${A}\r\n${B}\r\n`, [{ urls: [A] }, { urls: [B] }]],
  ["a byte order mark", `\ufeff${A}\n`, [{ urls: [A] }]],
  ["spaces around a URL", `${A}  \n\t \n`, [{ urls: [A] }]],
  ["mirrors behind tabs", `${A}\t${B}\t\n`, [{ urls: [A, B] }]],
  [
    "aria2's options",
    `${A}\n  out=b.gif\n\tdir=sub\n  header=X-Key: a=b\n  header=Accept: */*\n  split=4\n` +
    `  checksum=md5=${"0A".repeat(16)}\n${B}\n`,
    [{
      urls: [A],
      out: "b.gif",
      dir: "sub",
      headers: [["X-Key", "a=b"], ["Accept", "*/*"]],
      checksum: { algorithm: "md5", hex: "0a".repeat(16) },
    }, { urls: [B] }],
  ],
  [
    "a comment between a URL and its options",
    `${A}\n# the name\n  out=b.gif\n`,
    [{ urls: [A], out: "b.gif" }],
  ],
  [
    "NDJSON",
    JSON.stringify({
      url: A,
      mirrors: [B],
      out: "植物.gif",
      dir: "d",
      headers: { "X-Key": "1" },
      checksum: `sha256:${"0".repeat(64)}`,
      note: "other fields are none of coplay's business",
    }) + "\n",
    [{
      urls: [A, B],
      out: "植物.gif",
      dir: "d",
      headers: [["X-Key", "1"]],
      checksum: { algorithm: "sha256", hex: "0".repeat(64) },
    }],
  ],
  ["NDJSON that is indented", `${A}\n  {"url":"${B}"}\n\t{"url":"${A}"}\n`, [
    { urls: [A] },
    { urls: [B] },
    { urls: [A] },
  ]],
  ["NDJSON with nulls", `{"url":"${A}","out":null,"headers":null}\n`, [{ urls: [A] }]],
  [
    "headers as lines in NDJSON",
    `{"url":"${A}","headers":["X-Key: 1"]}\n`,
    [{ urls: [A], headers: [["X-Key", "1"]] }],
  ],
  [
    "forms mixed line by line",
    `${A}\n{"url":"${B}"}\n${B}\t${A}\n  out=x\n`,
    [{ urls: [A] }, { urls: [B] }, { urls: [B, A], out: "x" }],
  ],
];

for (const [what, list, expected] of FORMS) {
  Deno.test(`a list may hold ${what}`, async () => {
    for (const pieceBytes of [1, 7, 65536]) {
      assertEquals(await summarize(list, pieceBytes), expected);
    }
  });
}

const WRONG: readonly [what: string, list: string, expected: unknown[]][] = [
  ["broken JSON", `{"url":\n${A}\n`, ["list.txt:1: this is not valid JSON", { urls: [A] }]],
  ["JSON without a URL", `{"out":"x"}\n`, ['list.txt:1: "url" is missing']],
  ["a URL that is a number", `{"url":7}\n`, ['list.txt:1: "url" must be a text']],
  [
    "mirrors that are no list",
    `{"url":"${A}","mirrors":"${B}"}\n`,
    ['list.txt:1: "mirrors" must be a list of texts'],
  ],
  [
    "headers that are no texts",
    `{"url":"${A}","headers":7}\n`,
    ['list.txt:1: "headers" must be an object of texts'],
  ],
  [
    "an option without a value",
    `${B}\n${A}\n  out\n${B}\n`,
    [{ urls: [B] }, "list.txt:2: list.txt:3 is wrong: an indented line must be NAME=VALUE", {
      urls: [B],
    }],
  ],
  [
    "a header without a colon",
    `${A}\n  header=X-Key 1\n`,
    ['list.txt:1: list.txt:2 is wrong: a header must be "Name: value", not "X-Key 1"'],
  ],
  [
    "a header with a line break in it",
    `{"url":"${A}","headers":["X: 1\\r\\nEvil: 2"]}\n`,
    ["list.txt:1: the header X must not hold line breaks or control characters"],
  ],
  [
    "a checksum of the wrong length",
    `${A}\n  checksum=sha-256=00\n`,
    ['list.txt:1: list.txt:2 is wrong: sha256 checksums have 64 hexadecimal digits, not "00"'],
  ],
  [
    "an unknown checksum",
    `${A}\n  checksum=crc32=00000000\n`,
    [
      'list.txt:1: list.txt:2 is wrong: Checksum "crc32=00000000" must be NAME:HEX with one of ' +
      "sha256, sha512, sha1, md5",
    ],
  ],
  [
    "invalid JSON with options below it",
    `{"url":5}\n  out=x\n${B}\n`,
    ['list.txt:1: "url" must be a text', { urls: [B] }],
  ],
  [
    "two problems of one entry",
    `${A}\n  out\n  checksum=md5=0\n${B}\n`,
    [
      "list.txt:1: list.txt:2 is wrong: an indented line must be NAME=VALUE; " +
      'list.txt:3 is wrong: md5 checksums have 32 hexadecimal digits, not "0"',
      { urls: [B] },
    ],
  ],
  [
    "a URL that is indented",
    `${A}\n  ${B}\n${B}\n`,
    [
      "list.txt:2: an indented line is an option of the URL above; take the spaces before this one away",
      "list.txt:1: list.txt:2 is wrong: an indented line must be NAME=VALUE",
      { urls: [B] },
    ],
  ],
];

for (const [what, list, expected] of WRONG) {
  Deno.test(`a wrong line is reported with its place: ${what}`, async () => {
    assertEquals(await summarize(list), expected);
  });
}

Deno.test("bytes that are not UTF-8 spoil their line only", async () => {
  const list = new Uint8Array([...encoder.encode("http://x/"), 0xff, 0x0a, ...encoder.encode(A)]);
  assertEquals(await summarize(list), ["list.txt:1: this is not UTF-8 text", { urls: [A] }]);
  const behind = new Uint8Array([...encoder.encode(`${A}\n`), 0xff]);
  assertEquals(await summarize(behind), [{ urls: [A] }, "list.txt:2: this is not UTF-8 text"]);
});

Deno.test("a binary file is one problem and not one a line", async () => {
  const bytes = new Uint8Array(300_000).map((_, index) => index % 11);
  const told = await summarize(bytes, 4096);
  assertEquals(told, ["list.txt:1: this is not UTF-8 text, so the rest of the list is left out"]);
});

Deno.test("a wrong entry comes back with all its lines as they were", async () => {
  const lines = [`${A}\t${B}`, "\tout=x", " checksum=md5=0", "  dir=sub"];
  const list = `${B}\n${lines[0]}\n# why\n${lines.slice(1).join("\n")}\n{"url":5}\n  out=y\n`;
  const [, wrong, json] = await read(list) as WrongLine[];
  assertEquals(wrong?.lines, lines);
  assertEquals([wrong?.text, wrong?.place], [A, { list: "list.txt", line: 2 }]);
  assertEquals(json?.lines, ['{"url":5}', "  out=y"]);
});

Deno.test("an entry of a million lines is refused and not collected in memory", async () => {
  const option = `  pause=${"x".repeat(200)}\n`;
  const items = await read(`${A}\n${option.repeat(20_000)}${B}\n`, 65_536);
  assertEquals(items.map((item) => "wrong" in item ? item.wrong.en : ""), [
    "list.txt:5043 is wrong: the entry is too long",
    "",
  ]);
  assert((items[0] as WrongLine).lines!.length < 6000);
});

const LINE_ENDS: readonly [what: string, end: string][] = [
  ["carriage returns, as on old Macs", "\r"],
  ["either", "\r\n"],
  ["Unicode's line separator", "\u2028"],
  ["Unicode's paragraph separator", "\u2029"],
  ["the next-line control", "\u0085"],
];

for (const [what, end] of LINE_ENDS) {
  Deno.test(`lines may end in ${what}`, async () => {
    const list = [A, "  out=b.gif", "", "nonsense\ufffd", B].join(end);
    for (const pieceBytes of [1, 3, 65536]) {
      assertEquals(await summarize(list, pieceBytes), [
        { urls: [A], out: "b.gif" },
        "list.txt:4: this is not UTF-8 text",
        { urls: [B] },
      ]);
    }
  });
}

Deno.test("a name in JSON may hold Unicode's line separator", async () => {
  assertEquals(await summarize(`{"url":"${A}","out":"a\u2028b"}\n`), [
    { urls: [A], out: "a\u2028b" },
  ]);
});

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
  return bytes;
}

for (const isLittle of [true, false]) {
  Deno.test(`a list may be UTF-16 with the ${isLittle ? "low" : "high"} byte first`, async () => {
    const list = `${A}\r\n  out=植物.gif\r\n${B}\r\n`;
    const expected: unknown[] = [{ urls: [A], out: "植物.gif" }, { urls: [B] }];
    for (const pieceBytes of [1, 5, 65536]) {
      const items: unknown[] = await summarize(utf16(`\ufeff${list}`, isLittle), pieceBytes);
      assertEquals(items, expected);
    }
    const unmarked: unknown[] = await summarize(utf16(list, isLittle), 3);
    assertEquals(unmarked, ["list.txt is not UTF-8 and is read as UTF-16", ...expected]);
  });
}

/** A list with the name 植物大战僵尸 and others, as programs on each country's Windows write it. */
const CODE_PAGES: readonly [encoding: string, hex: string, name: string][] = [
  ["GBK", "d6b2ceefb4f3d5bdbda9caac", "植物大战僵尸"],
  // These two letters also happen to be valid UTF-8: ͼƬ.
  ["GBK", "cdbcc6ac", "图片"],
  ["Big5", "b943c0b8", "遊戲"],
  ["EUC-KR", "b0d4c0d3", "게임"],
];

for (const [encoding, hex, name] of CODE_PAGES) {
  Deno.test(`a list with names in ${encoding} (${name}) is read, with one note`, async () => {
    const out = Uint8Array.fromHex(hex);
    const list = new Uint8Array([
      ...encoder.encode(`${A}\n${B}\n  out=`),
      ...out,
      ...encoder.encode(`.gif\r\n${A}\n  out=`),
      ...out,
      0x0a,
    ]);
    for (const pieceBytes of [1, 7, 65536]) {
      const [first, ...others] = await summarize(list, pieceBytes);
      // If the list arrives in pieces, earlier lines are yielded earlier.
      const items = [first, ...others].filter((item) => typeof item !== "string");
      assertEquals(items, [
        { urls: [A] },
        { urls: [B], out: `${name}.gif` },
        { urls: [A], out: name },
      ]);
      const told = [first, ...others].filter((item) => typeof item === "string");
      assertEquals(told, [`list.txt is not UTF-8 and is read as ${encoding}`]);
    }
  });
}

Deno.test("one broken line does not make a list of UTF-8 one of another code page", async () => {
  const list = new Uint8Array([
    ...encoder.encode(`${A}\n  out=植物大战\n${B}\n  out=僵尸\n`),
    ...encoder.encode(`${A}\n  out=`),
    ...Uint8Array.fromHex("d6b2ceef"),
    0x0a,
  ]);
  assertEquals(await summarize(list), [
    { urls: [A], out: "植物大战" },
    { urls: [B], out: "僵尸" },
    "list.txt:5: list.txt:6 is wrong: this is not UTF-8 text",
  ]);
});

Deno.test("a line has at most a megabyte, and its report is short", async () => {
  const list = `${A}\n${"x".repeat(3_000_000)}\n${B}\n${"y".repeat(1_048_577)}`;
  const items = await read(list, 100_000);
  assertEquals(
    items.map((item) => "wrong" in item ? item.wrong.en : "urls" in item && item.urls[0]),
    [
      A,
      "the line is too long",
      B,
      "the line is too long",
    ],
  );
  assertEquals((items[1] as WrongLine).text, `${"x".repeat(200)}…`);
});

Deno.test("a line without an end is not collected in memory", async () => {
  // V8 cannot hold a string of 600 MiB.
  const piece = new Uint8Array(1 << 20).fill(0x78);
  let left = 600;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left-- > 0) controller.enqueue(piece);
      else controller.close();
    },
  });
  const items: string[] = [];
  for await (const item of readList(endless, "list.txt")) {
    if ("wrong" in item) items.push(item.wrong.en);
  }
  assertEquals(items, ["the line is too long"]);
});

Deno.test("a list is read on demand, and closed when its reader stops", async () => {
  let lines = 0;
  const cancelled = Promise.withResolvers<void>();
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(encoder.encode(`https://a.example/${lines++}\n`));
    },
    cancel: () => cancelled.resolve(),
  });
  let seen = 0;
  for await (const _ of readList(endless, "stdin")) {
    if (++seen === 1000) break;
  }
  await cancelled.promise;
  assertEquals([seen, lines < 1100], [1000, true]);
});

const token = fc.stringMatching(/^[A-Za-z0-9-]{1,8}$/);
const fieldText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("\ufffd", "\u2028", "\u0085", "\ufeff"),
);
const entryArbitrary = fc.record({
  urls: fc.array(fc.webUrl(), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<
    [string, ...string[]]
  >,
  out: fieldText,
  dir: fieldText,
  headers: fc.array(fc.tuple(token, token), { minLength: 1 }),
  checksum: fc.constant({ algorithm: "md5" as const, hex: "0a".repeat(16) }),
}, { requiredKeys: ["urls"] });

Deno.test("an entry that is written as a line is read as itself", async () => {
  await fc.assert(fc.asyncProperty(fc.array(entryArbitrary), async (entries) => {
    const list = entries.map((entry) => formatEntry(entry)).join("");
    assertEquals(await summarize(list, 4096), entries);
  }));
});
