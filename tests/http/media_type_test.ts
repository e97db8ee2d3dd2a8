import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { formatMediaType, parseMediaType } from "../../src/http/media_type.ts";

// RFC 9110 §8.3.1
const HEADERS: [header: string, type: string | undefined, parameters?: Record<string, string>][] = [
  ["text/html;charset=utf-8", "text/html", { charset: "utf-8" }],
  ['Text/HTML;Charset="utf-8"', "text/html", { charset: "utf-8" }],
  ['text/html; charset="utf-8"', "text/html", { charset: "utf-8" }],
  ["application/octet-stream", "application/octet-stream", {}],
  ["image/svg+xml ; a=1 ;; b = 2;", "image/svg+xml", { a: "1", b: "2" }],
  ['multipart/x; boundary="a;b\\"c\\\\"', "multipart/x", { boundary: 'a;b"c\\' }],
  ["text/plain; charset=a; charset=b", "text/plain", { charset: "a" }],
  ["text/plain; charset", "text/plain", {}],
  ["text", undefined],
  ["/html", undefined],
  ["text/", undefined],
  ["text/html charset=utf-8", undefined],
  ["te xt/html", undefined],
  ["", undefined],
];

for (const [header, type, parameters] of HEADERS) {
  Deno.test(`parseMediaType reads ${JSON.stringify(header)}`, () => {
    const mediaType = parseMediaType(header);
    assertEquals(mediaType?.type, type);
    assertEquals(mediaType && Object.fromEntries(mediaType.parameters), parameters);
  });
}

Deno.test("parseMediaType reads what formatMediaType writes", () => {
  const token = fc.string({ unit: fc.constantFrom(..."azAZ09!#$&^_.+-"), minLength: 1 })
    .map((text) => text.toLowerCase());
  const value = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((n) => String.fromCharCode(n)),
  });
  const entries = fc.uniqueArray(fc.tuple(token, value), { selector: ([name]) => name });
  fc.assert(fc.property(token, token, entries, (type, subtype, parameters) => {
    const mediaType = { type: `${type}/${subtype}`, parameters: new Map(parameters) };
    assertEquals(parseMediaType(formatMediaType(mediaType)), mediaType);
  }));
});
