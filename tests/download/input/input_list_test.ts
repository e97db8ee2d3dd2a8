import { assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { formatEntry, readList } from "../../../src/download/input/input_list.ts";
import type { Entry, WrongLine } from "../../../src/download/model/job.ts";

const encoder = new TextEncoder();

/** The bytes in pieces of so many, because a list arrives as it likes. */
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
  const items: (Entry | WrongLine)[] = [];
  for await (const item of readList(streamOf(bytes, pieceBytes), "list.txt")) items.push(item);
  return items;
}

/** What tests compare: an entry without its place, a wrong line as its place and reason. */
async function summarize(list: string | Uint8Array, pieceBytes?: number) {
  return (await read(list, pieceBytes)).map((item) => {
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
    [{ urls: [B] }, "list.txt:3: an indented line must be NAME=VALUE", { urls: [B] }],
  ],
  [
    "a header without a colon",
    `${A}\n  header=X-Key 1\n`,
    ['list.txt:2: a header must be "Name: value", not "X-Key 1"'],
  ],
  [
    "a header with a line break in it",
    `{"url":"${A}","headers":["X: 1\\r\\nEvil: 2"]}\n`,
    ["list.txt:1: the header X must not hold line breaks or control characters"],
  ],
  [
    "a checksum of the wrong length",
    `${A}\n  checksum=sha-256=00\n`,
    ['list.txt:2: sha256 checksums have 64 hexadecimal digits, not "00"'],
  ],
  [
    "an unknown checksum",
    `${A}\n  checksum=crc32=00000000\n`,
    ['list.txt:2: Checksum "crc32=00000000" must be NAME:HEX with one of sha256, sha512, sha1, md5'],
  ],
  [
    "JSON that is none, with options below it",
    `{"url":5}\n  out=x\n${B}\n`,
    ['list.txt:1: "url" must be a text', { urls: [B] }],
  ],
  [
    "two problems of one entry",
    `${A}\n  out\n  checksum=md5=0\n${B}\n`,
    [
      "list.txt:2: an indented line must be NAME=VALUE",
      'list.txt:3: md5 checksums have 32 hexadecimal digits, not "0"',
      { urls: [B] },
    ],
  ],
];

for (const [what, list, expected] of WRONG) {
  Deno.test(`a wrong line is told with its place: ${what}`, async () => {
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

Deno.test("a list in UTF-16, as Windows may save it, is said to be none", async () => {
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...[...`${A}\n${B}\n`].flatMap((c) => [c.charCodeAt(0), 0]),
  ]);
  const [first, ...others] = await summarize(utf16);
  assertStringIncludes(String(first), "not UTF-8 text");
  assertEquals(others, []);
});

Deno.test("a line is a megabyte at most, and what is told of it little", async () => {
  const list = `${A}\n${"x".repeat(3_000_000)}\n${B}\n${"y".repeat(1_048_577)}`;
  const items = await read(list, 100_000);
  assertEquals(items.map((item) => "wrong" in item ? item.wrong.en : item.urls[0]), [
    A,
    "the line is too long",
    B,
    "the line is too long",
  ]);
  assertEquals((items[1] as WrongLine).text, `${"x".repeat(200)}…`);
});

Deno.test("a line without an end is not gathered in memory", async () => {
  // A text of 600 MiB would be more than V8 can hold.
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
    items.push("wrong" in item ? item.wrong.en : item.urls[0]);
  }
  assertEquals(items, ["the line is too long"]);
});

Deno.test("a list is read as it is asked for, and let go of when nobody asks any more", async () => {
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
