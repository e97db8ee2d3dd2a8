import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseContentDispositionName } from "../../src/http/content_disposition.ts";

/** A server's raw UTF-8 as it arrives: one character for each byte. */
function asLatin1(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

// RFC 6266 §4.3 and §5, RFC 8187 §3.2, and headers that servers send in spite of them
const HEADERS: [header: string, name: string | undefined][] = [
  ["Attachment; filename=example.html", "example.html"],
  ['INLINE; FILENAME= "an example.html"', "an example.html"],
  ["attachment; filename*=UTF-8''%e2%82%ac%20rates", "€ rates"],
  [`attachment; filename="EURO rates"; filename*=utf-8''%e2%82%ac%20rates`, "€ rates"],
  [`attachment; filename*=utf-8'en'%e2%82%ac%20rates; filename="EURO rates"`, "€ rates"],
  ["attachment; filename*=iso-8859-1'en'%A3%20rates", "£ rates"],
  ["attachment; filename*=gb18030''%C4%E3%BA%C3.zip", "你好.zip"],
  ["attachment; filename*=UTF-8''%ff.zip; filename=plain.zip", "plain.zip"],
  ["attachment; filename*=UTF-8''%zz.zip; filename=plain.zip", "plain.zip"],
  ["attachment; filename*=klingon''a.zip; filename=plain.zip", "plain.zip"],
  ["attachment; filename*=no-quotes.zip; filename=plain.zip", "plain.zip"],
  ["attachment; filename*=UTF-8''%ff.zip", undefined],
  ["attachment; filename*=\"UTF-8''a%20b.zip\"", "a b.zip"],
  ['attachment; filename="a.zip";', "a.zip"],
  ["attachment;; filename=a.zip ;", "a.zip"],
  ["attachment; filename=my file.zip; size=3", "my file.zip"],
  ['attachment; filename="a;b.zip"', "a;b.zip"],
  ['attachment; filename="a \\"b\\" \\\\ c.zip"', 'a "b" \\ c.zip'],
  ['attachment; filename="C:\\new\\game.zip"', "C:\\new\\game.zip"],
  ['attachment; filename="no end.zip', "no end.zip"],
  ["filename=a.zip", "a.zip"],
  ['"a; filename=b.zip;c"; filename=d.zip', "d.zip"],
  [asLatin1('attachment; filename="你好.zip"'), "你好.zip"],
  ['attachment; filename="na\xefve.zip"', "naïve.zip"],
  ['attachment; filename="%E4%BD%A0%E5%A5%BD.zip"', "你好.zip"],
  ['attachment; filename="100%.zip"', "100%.zip"],
  ['attachment; filename="%ff.zip"', "%ff.zip"],
  ['attachment; filename="=?UTF-8?B?5L2g5aW9LnppcA==?="', "你好.zip"],
  ['attachment; filename="=?utf-8?Q?=E4=BD=A0_?= =?utf-8?q?b.zip?="', "你 b.zip"],
  ['attachment; filename="=?klingon?B?5L2g?="', "=?klingon?B?5L2g?="],
  ["attachment; filename=../../etc/passwd", "../../etc/passwd"],
  ["attachment; filename=a.zip; filename=b.zip", "a.zip"],
  ["attachment; filename=", undefined],
  ['attachment; filename=""', undefined],
  ["attachment; name=a.zip", undefined],
  ["attachment", undefined],
  ["", undefined],
];

for (const [header, expected] of HEADERS) {
  Deno.test(`parseContentDispositionName reads ${JSON.stringify(header)}`, () => {
    assertEquals(parseContentDispositionName(header), expected);
  });
}

const anyName = fc.string({ unit: "grapheme", minLength: 1 });

Deno.test("parseContentDispositionName reads any name that filename* can carry", () => {
  fc.assert(fc.property(anyName, (name) => {
    const encoded = encodeURIComponent(name).replaceAll("'", "%27");
    assertEquals(parseContentDispositionName(`attachment; filename*=UTF-8''${encoded}`), name);
  }));
});

Deno.test("parseContentDispositionName reads any quoted name of raw UTF-8", () => {
  const name = anyName.filter((text) => !/[%=]/.test(text));
  fc.assert(fc.property(name, (text) => {
    const quoted = asLatin1(text).replace(/["\\]/g, "\\$&");
    assertEquals(parseContentDispositionName(`attachment; filename="${quoted}"; x=1`), text);
  }));
});

Deno.test("parseContentDispositionName takes any header without failing", () => {
  const soup = fc.array(
    fc.constantFrom("filename", "*", "=", '"', "\\", ";", "%E4", "''", "=?", " ", "\xff"),
  );
  fc.assert(fc.property(soup, (pieces) => {
    parseContentDispositionName(pieces.join(""));
  }));
});
