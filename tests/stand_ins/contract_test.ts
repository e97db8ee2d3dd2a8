// The behaviour of the four @std packages on which coplay relies. The imports use the packages' names, so the same
// tests check the packages from JSR and the stand-ins in src/stand_ins.
import {
  assert,
  assertAlmostEquals,
  assertArrayIncludes,
  assertEquals,
  assertExists,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertNotMatch,
  assertObjectMatch,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  fail,
  unreachable,
} from "@std/assert";
import { stripVTControlCharacters } from "node:util";
import { parseArgs } from "@std/cli/parse-args";
import { unicodeWidth } from "@std/cli/unicode-width";
import { acceptsLanguages } from "@std/http/negotiation";
import {
  type ServerSentEventMessage,
  ServerSentEventStream,
} from "@std/http/server-sent-event-stream";
import { TextLineStream } from "@std/streams/text-line-stream";

const OPTIONS = {
  string: ["jobs", "dir", "input", "_"],
  boolean: ["json", "live"],
  collect: ["dir", "input"],
  default: { live: null },
} as const;

/** Parses options, and leaves out empty lists and flags that are off. */
function parse(...args: string[]): Record<string, unknown> {
  const { _, jobs, dir, input, json, live } = parseArgs(args, OPTIONS);
  const all = { _, jobs, dir, input, json, live };
  const given = Object.entries(all).filter(([name, value]) =>
    value !== undefined && (name !== "json" || value !== false) && value !== null &&
    !(Array.isArray(value) && value.length === 0)
  );
  return Object.fromEntries(given);
}

Deno.test("parse-args reads options with their values", () => {
  for (const args of [["--jobs", "8"], ["--jobs=8"]]) {
    assertEquals(parse(...args), { jobs: "8" }, args.join(" "));
  }
  assertEquals(parse("--dir=a=b"), { dir: ["a=b"] });
  assertEquals(parse("--dir=a\nb"), { dir: ["a\nb"] });
  assertEquals(parse("--input=-"), { input: ["-"] });
  assertEquals(parse("--input=a", "--input=b"), { input: ["a", "b"] });
  assertEquals(parse("--jobs=007", "1e3"), { jobs: "007", _: ["1e3"] });
  assertEquals(parse("--jobs=1", "--jobs=2"), { jobs: "2" });
  assertEquals(parse("--dir="), { dir: [""] });
});

Deno.test("parse-args takes no value for a flag, and tells off from not given", () => {
  assertEquals(parse("--json", "https://h/x"), { json: true, _: ["https://h/x"] });
  assertEquals(parse("--json=true", "--live=false"), { json: true, live: false });
  assertEquals(parse("--live=true"), { live: true });
  assertEquals(parseArgs([], OPTIONS).live, null);
  assertEquals(parseArgs([], OPTIONS).json, false);
});

Deno.test("parse-args takes everything after -- for the rest", () => {
  assertEquals(parse("a", "--", "--json", "-j"), { _: ["a", "--json", "-j"] });
  assertEquals(parse("-", "文件"), { _: ["-", "文件"] });
});

Deno.test("unicode-width counts terminal columns", () => {
  assertEquals(unicodeWidth("coplay"), 6);
  assertEquals(unicodeWidth("植物大战僵尸"), 12);
  assertEquals(unicodeWidth("文件1.jpg下载成功！"), 19);
  assertEquals(unicodeWidth("e\u0301"), 1);
  assertEquals(unicodeWidth("한글"), 4);
  assertEquals(unicodeWidth("█░·"), 3);
  assertEquals(unicodeWidth("\n\u200b"), 0);
});

function request(headers: Record<string, string>): Request {
  return new Request("http://127.0.0.1/", { headers });
}

Deno.test("negotiation picks the language that the client likes best", () => {
  const speaker = request({ "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" });
  assertEquals(acceptsLanguages(speaker, "en", "zh"), "zh");
  assertEquals(acceptsLanguages(request({ "accept-language": "fr" }), "en", "zh"), undefined);
  assertEquals(acceptsLanguages(request({}), "en", "zh"), "en");
});

async function eventText(...messages: ServerSentEventMessage[]): Promise<string> {
  const stream = ReadableStream.from(messages).pipeThrough(new ServerSentEventStream());
  return new TextDecoder().decode(await new Response(stream).bytes());
}

Deno.test("server-sent-event-stream writes what EventSource reads", async () => {
  assertEquals(
    await eventText(
      { retry: 2000 },
      { comment: "still here" },
      { event: "publish", data: "2048\nzh", id: 7 },
    ),
    "retry:2000\n\n:still here\n\nevent:publish\ndata:2048\ndata:zh\nid:7\n\n",
  );
  await assertRejects(() => eventText({ event: "a\nb" }), SyntaxError);
});

Deno.test("text-line-stream ends lines at LF and CRLF wherever chunks are cut", async () => {
  const lines = (parts: string[], allowCR = false) =>
    Array.fromAsync(ReadableStream.from(parts).pipeThrough(new TextLineStream({ allowCR })));
  const text = "https://h/1\r\nhttps://h/2\n\nlast\rone";
  for (let cut = 0; cut <= text.length; cut++) {
    const parts = [text.slice(0, cut), text.slice(cut)];
    assertEquals(await lines(parts), ["https://h/1", "https://h/2", "", "last\rone"]);
    assertEquals(await lines(parts, true), ["https://h/1", "https://h/2", "", "last", "one"]);
  }
  assertEquals(await lines(["a\n"]), ["a"]);
  assertEquals(await lines([]), []);
});

Deno.test("assertEquals compares shape and content", () => {
  assertEquals({ a: [1, { b: new Map([["c", new Set([1])]]) }] }, {
    a: [1, { b: new Map([["c", new Set([1])]]) }],
  });
  assertEquals(new Uint8Array([1, 2]), new Uint8Array([1, 2]));
  assertEquals([0, NaN], [-0, NaN]);
  assertEquals(/(?<n>a)/.exec("a")?.groups, { n: "a" });
  for (
    const [a, b] of [
      [[1], ["1"]],
      [{ a: 1 }, { a: 1, b: undefined }],
      [new URL("http://a/"), new URL("http://b/")],
      [new Uint8Array([1]), new Uint8Array([2])],
      [new Date(0), new Date(1)],
    ]
  ) {
    assertThrows(() => assertEquals<unknown>(a, b), AssertionError);
    assertNotEquals<unknown>(a, b);
  }
});

Deno.test("a failed assertEquals shows both values and the caller's words", () => {
  const error = assertThrows(
    () =>
      assertEquals({ game: "2048", players: 3 }, { game: "2048", players: 4 }, "after a switch"),
    AssertionError,
    "after a switch",
  );
  const message = stripVTControlCharacters(error.message);
  assertMatch(message, /^[+-] +players: 3/m);
  assertMatch(message, /^[+-] +players: 4/m);
});

Deno.test("assertObjectMatch asks for a part only", () => {
  const event = { type: "done", bytes: 3, file: { name: "a", at: [1, 2] } };
  assertObjectMatch(event, { type: "done", file: { at: [1] } });
  assertThrows(() => assertObjectMatch(event, { file: { name: "b" } }), AssertionError);
  assertThrows(() => assertObjectMatch(event, { missing: undefined, x: 1 }), AssertionError);
});

Deno.test("assertThrows and assertRejects hand back the error they asked for", async () => {
  const error = assertThrows(() => new URL("x"), TypeError);
  assertInstanceOf(error, TypeError);
  const late = await assertRejects(
    () => Promise.reject(new RangeError("too far")),
    RangeError,
    "far",
  );
  assertStrictEquals(late.message, "too far");
  assertThrows(() => assertThrows(() => {}), AssertionError);
  assertThrows(() => assertThrows(() => fail("x"), TypeError), AssertionError);
  await assertRejects(() => assertRejects(() => Promise.resolve()), AssertionError);
  await assertRejects(
    () => assertRejects(() => Promise.reject(new Error("a")), Error, "b"),
    AssertionError,
  );
});

Deno.test("every other assertion passes on right values and fails on wrong ones", () => {
  const right: (() => void)[] = [
    () => assertExists(0),
    () => assertInstanceOf(new Date(), Date),
    () => assertStringIncludes("coplay", "play"),
    () => assertMatch("a1", /\d/),
    () => assertNotMatch("a", /\d/),
    () => assertArrayIncludes([{ a: 1 }, { b: 2 }], [{ b: 2 }]),
    () => assertGreater(2, 1),
    () => assertGreaterOrEqual(2, 2),
    () => assertLess(1, 2),
    () => assertLessOrEqual(2, 2),
    () => assertAlmostEquals(0.1 + 0.2, 0.3),
    () => assertAlmostEquals(10, 11, 1),
  ];
  const wrong: (() => void)[] = [
    () => assert(0),
    () => assertFalse(1),
    () => assertExists(null),
    () => assertInstanceOf({}, Date),
    () => assertStrictEquals({}, {}),
    () => assertStringIncludes("coplay", "lag"),
    () => assertMatch("a", /\d/),
    () => assertNotMatch("a1", /\d/),
    () => assertArrayIncludes([1], [2]),
    () => assertGreater(1, 1),
    () => assertGreaterOrEqual(1, 2),
    () => assertLess(1, 1),
    () => assertLessOrEqual(2, 1),
    () => assertAlmostEquals(1, 1.1),
    () => unreachable(),
    () => fail(),
  ];
  for (const check of right) check();
  for (const check of wrong) assertThrows(check, AssertionError);
});
