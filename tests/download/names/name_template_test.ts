import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { resolve, sep as SEPARATOR } from "node:path";
import {
  fillTemplate,
  parseTemplate,
  TemplateError,
} from "../../../src/download/names/name_template.ts";

const PARSED = new URL("https://h.example:8443/photos/2024/cat.tar.gz?x=1");

function fill(template: string, url = PARSED, position = 7): string {
  const { folders, name } = fillTemplate(parseTemplate(template), { url, position });
  return [...folders, name].join("/");
}

const CASES: readonly [template: string, path: string][] = [
  ["{n}.gif", "7.gif"],
  ["{n:4}.gif", "0007.gif"],
  ["{n}-{name}", "7-cat.tar.gz"],
  ["{stem}_{n}.{ext}", "cat_7.tar.gz"],
  ["{host}/{path}", "h.example_8443/photos/2024/cat.tar.gz"],
  ["{path}", "photos/2024/cat.tar.gz"],
  ["图{n}.png", "图7.png"],
  ["../../{name}", "_/_/cat.tar.gz"],
  ["/etc/{name}", "etc/cat.tar.gz"],
  ["a}b", "a}b"],
  ["con", "_con"],
];

for (const [template, path] of CASES) {
  Deno.test(`--as ${template} makes ${path}`, () => assertEquals(fill(template), path));
}

Deno.test("a template never makes an empty name", () => {
  assertEquals(fill("{ext}", new URL("http://h/README")), "README");
  assertEquals(fill("{stem}.{ext}", new URL("http://h/README")), "README");
  assertEquals(fill("", new URL("http://h/README")), "README");
  assertEquals(fill("...", new URL("http://h/README")), "_");
});

for (const part of ["{x}", "{}", "{n", "{name:3}", "{n:x}", "{n:123}", "{ n}", "{{n}"]) {
  Deno.test(`--as ${part} is reported as wrong`, () => {
    assertEquals(assertThrows(() => parseTemplate(part), TemplateError).part, part);
  });
}

Deno.test("a template never leads out of its folder, whatever the URL", () => {
  const piece = fc.constantFrom(
    "{n}",
    "{name}",
    "{stem}",
    "{ext}",
    "{host}",
    "{path}",
    "/",
    "..",
    "a",
  );
  fc.assert(fc.property(
    fc.array(piece, { minLength: 1 }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.array(fc.constantFrom("..", "%2e%2e", "%2F", "%5C", "a", "%00", "/"), { maxLength: 9 }),
    (pieces, base, path) => {
      const url = new URL(`${new URL(base).origin}/${path.join("/")}`);
      const { folders, name } = fillTemplate(parseTemplate(pieces.join("")), { url, position: 1 });
      const folder = resolve("/d");
      const resolved = resolve(folder, ...folders, name);
      assertEquals(resolved, [folder, ...folders, name].join(SEPARATOR));
    },
  ));
});
