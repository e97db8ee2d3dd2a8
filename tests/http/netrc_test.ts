import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { findNetrcEntry, parseNetrc } from "../../src/http/netrc.ts";

Deno.test("parseNetrc reads machines, default, macros, quotes and comments", () => {
  const { entries, problems } = parseNetrc([
    "# my passwords",
    "machine Example.COM login ann password one # the old one",
    "machine example.org",
    "\tlogin bob",
    '\tpassword "two words \\"and\\" \\\\ more"',
    "machine macro.example login m account unused password #three",
    "macdef init",
    "machine not.an.entry login x password y",
    "",
    "default login anonymous password four",
  ].join("\n"));
  assertEquals(problems, []);
  assertEquals(entries, [
    { machine: "example.com", login: "ann", password: "one" },
    { machine: "example.org", login: "bob", password: 'two words "and" \\ more' },
    { machine: "macro.example", login: "m", password: "#three" },
    { machine: undefined, login: "anonymous", password: "four" },
  ]);
});

Deno.test("parseNetrc reads Windows line ends", () => {
  const { entries, problems } = parseNetrc("machine a\r\nlogin b\r\npassword c\r\n");
  assertEquals(problems, []);
  assertEquals(entries, [{ machine: "a", login: "b", password: "c" }]);
});

const PROBLEMS: [text: string, line: number, message: string][] = [
  ["\nlogin ann", 2, "login stands before the first machine"],
  ["machine a\nlogin ann password", 2, "password has no value"],
  ["machine", 1, "machine has no value"],
  ['machine a\n\npassword "x', 3, "a quote is not closed"],
  [
    "machine a\nlogin b\npassword c d",
    3,
    "a word stands where machine, default, login or password should",
  ],
];

for (const [text, line, message] of PROBLEMS) {
  Deno.test(`parseNetrc finds what is wrong with ${JSON.stringify(text)}`, () => {
    const { problems } = parseNetrc(text);
    assertEquals(problems.map((problem) => [problem.line, problem.text.en]), [[line, message]]);
    assert(problems[0]!.text.zh !== message);
  });
}

Deno.test("findNetrcEntry prefers the host to default, and the user that the URL names", () => {
  const { entries } = parseNetrc(
    "machine a login ann password 1 machine a login bob password 2 default login any password 3",
  );
  assertEquals(findNetrcEntry(entries, "A")?.password, "1");
  assertEquals(findNetrcEntry(entries, "a", "bob")?.password, "2");
  assertEquals(findNetrcEntry(entries, "a", "eve"), undefined);
  assertEquals(findNetrcEntry(entries, "b")?.password, "3");
  assertEquals(findNetrcEntry([], "b"), undefined);
});

Deno.test("parseNetrc reads any password in quotes", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (password) => {
    const quoted = password.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n");
    const { entries, problems } = parseNetrc(`machine a password "${quoted}" login b`);
    assertEquals(problems, []);
    assertEquals(entries, [{ machine: "a", login: "b", password }]);
  }));
});

Deno.test("parseNetrc ends on any text, and never repeats a word of it", () => {
  const word = fc.constantFrom("machine", "default", "login", "macdef", '"', "#", "\n", "secret");
  fc.assert(fc.property(fc.array(word), (words) => {
    const { problems } = parseNetrc(words.join(" "));
    assert(!JSON.stringify(problems).includes("secret"));
  }));
});
