import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { ChecksumError, parseChecksum } from "../../../src/download/model/checksum.ts";
import { parseChecksumLine } from "../../../src/download/model/checksum_line.ts";
import { readChecksumText } from "../../../src/download/model/checksum_text.ts";
import { ChecksumTable } from "../../../src/download/model/checksum_table.ts";

const SHA256 = "0123456789abcdef".repeat(4);
const OTHER = "f".repeat(64);
const SHA512 = "0123456789abcdef".repeat(8);
const MD5 = "0123456789abcdef".repeat(2);

const GIVEN: readonly [text: string, algorithm: string, hex: string][] = [
  [`sha256:${SHA256}`, "sha256", SHA256],
  [`SHA-256=${SHA256.toUpperCase()}`, "sha256", SHA256],
  [` md5: ${MD5} `, "md5", MD5],
  [`sha1:${"a".repeat(40)}`, "sha1", "a".repeat(40)],
  [`sha512:${"b".repeat(128)}`, "sha512", "b".repeat(128)],
];

for (const [text, algorithm, hex] of GIVEN) {
  Deno.test(`the checksum ${text.slice(0, 20)}… is read`, () => {
    assertEquals(parseChecksum(text), { algorithm, hex } as ReturnType<typeof parseChecksum>);
  });
}

for (
  const text of ["", "sha256", "sha256:", `sha256:${MD5}`, `md5:${"g".repeat(32)}`, `x:${MD5}`, MD5]
) {
  Deno.test(`"${text.slice(0, 20)}" is reported as no checksum`, () => {
    assertThrows(() => parseChecksum(text), ChecksumError);
  });
}

const LINES: readonly [line: string, name: string, algorithm: string][] = [
  [`${SHA256}  a.zip`, "a.zip", "sha256"],
  [`${SHA256} *a.zip`, "a.zip", "sha256"],
  [`${SHA256}  a  b.zip\r`, "a  b.zip", "sha256"],
  [`${SHA256}   a.zip`, " a.zip", "sha256"],
  [`\\${SHA256}  a\\nb\\\\c`, "a\nb\\c", "sha256"],
  [`${MD5}  植物.zip`, "植物.zip", "md5"],
  [`SHA256 (a (1).zip) = ${SHA256}`, "a (1).zip", "sha256"],
  [`MD5 (a.zip) = ${MD5}`, "a.zip", "md5"],
  [`SHA2-256(a)= ${SHA256}`, "a", "sha256"],
  [`sha512 (a)=${SHA512}`, "a", "sha512"],
  [`${SHA256.toUpperCase()}\ta.zip`, "a.zip", "sha256"],
  [`${SHA256}\t*a.zip`, "a.zip", "sha256"],
  [`  ${SHA256}  a.zip`, "a.zip", "sha256"],
  [`sha256:${SHA256}  a.zip`, "a.zip", "sha256"],
  [`SHA3-256 (a) = ${SHA256}`, "", ""],
  [`SHA512/256 (a) = ${SHA256}`, "", ""],
  [`BLAKE2b (a) = ${SHA512}`, "", ""],
  [`SHA-256(a.zip)= ${SHA256}`, "a.zip", "sha256"],
];

for (const [line, name, algorithm] of LINES) {
  Deno.test(`${JSON.stringify(line.replace(SHA256, "HEX"))} names ${JSON.stringify(name)}`, () => {
    if (algorithm === "") assertThrows(() => parseChecksumLine(line), ChecksumError);
    else {
      const read = parseChecksumLine(line);
      assertEquals([read?.name, read?.checksum.algorithm], [name, algorithm]);
    }
  });
}

Deno.test("blank lines and comments are no checksums, and anything else is wrong", () => {
  assertEquals(["", "  ", "# SHA256SUMS", "\r"].map(parseChecksumLine), Array(4).fill(undefined));
  for (const line of ["<html>", `${SHA256}a.zip`, SHA256, `${"a".repeat(50)}  a`]) {
    assertThrows(() => parseChecksumLine(line), ChecksumError);
  }
});

Deno.test("the output of sha256sum is read for any name", () => {
  fc.assert(fc.property(
    fc.string({ unit: "grapheme", minLength: 1 }).filter((name) => !name.includes("\0")),
    (name) => {
      const hex = createHash("sha256").update(name).digest("hex");
      const escaped = name.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
      const line = `${escaped === name ? "" : "\\"}${hex}  ${escaped}`;
      assertEquals(parseChecksumLine(line), {
        name,
        checksum: { algorithm: "sha256", hex },
        isByLength: true,
      });
      const bsd = `${escaped === name ? "" : "\\"}SHA256 (${escaped}) = ${hex}`;
      assertEquals(parseChecksumLine(bsd)?.name, name);
    },
  ));
});

function table(...files: string[]): ChecksumTable {
  const result = new ChecksumTable();
  for (const file of files) result.add(readChecksumText(file, "sums").lines);
  return result;
}

Deno.test("a file is found by its path, else by its name where that is clear", () => {
  const sums = table(`${SHA256}  ./sub/a.zip\n${OTHER}  other/a.zip\n${SHA256}  b.zip\n`);
  assertEquals(sums.find("sub/a.zip", "x")?.hex, SHA256);
  assertEquals(sums.find("other/a.zip", "x")?.hex, OTHER);
  assertEquals(sums.find("a.zip", "a.zip"), undefined);
  assertEquals(sums.find("deep/b.zip", "x")?.hex, SHA256);
  assertEquals(sums.find("1.zip", "b.zip")?.hex, SHA256);
  assertEquals(sums.find("c.zip", "c.zip"), undefined);
});

Deno.test("a file is found in either Unicode form, and behind a byte order mark", () => {
  assertEquals(table(`\ufeff${SHA256}  e\u0301.zip\n`).find("é.zip", "")?.hex, SHA256);
});

Deno.test("of several algorithms the strongest counts, in whatever order they come", () => {
  const [md5, sha] = [`${MD5}  a.zip\n`, `${SHA256}  a.zip\n`];
  for (const files of [[md5, sha], [sha, md5], [md5 + sha]]) {
    assertEquals(table(...files).find("a.zip", "")?.algorithm, "sha256");
    assertEquals(table(...files).find("deep/a.zip", "")?.algorithm, "sha256");
  }
});

Deno.test("two different checksums of one file are reported", () => {
  assertThrows(() => table(`${SHA256}  a\n${OTHER}  ./a\n`), ChecksumError, "two different");
  assertEquals(table(`${SHA256}  a\n${SHA256}  a\n`).find("a", "")?.hex, SHA256);
});

/** Reads a checksums file. @returns its names with their algorithms, and the warnings */
function readSums(text: string, source = "sums"): [names: string[], warnings: string[]] {
  const { lines, warnings } = readChecksumText(text, source);
  return [
    lines.map(({ name, checksum }) => `${name} ${checksum.algorithm}`),
    warnings.map(({ en }) => en),
  ];
}

Deno.test("a clear-signed file is read, with a note that its signature is not checked", () => {
  const signed = [
    "-----BEGIN PGP SIGNED MESSAGE-----",
    "Hash: SHA256",
    "",
    "# Fedora-Server.iso: 1 byte",
    `SHA256 (a.iso) = ${SHA256}`,
    `- -dashed is no checksum`,
    `- SHA256 (-b.iso) = ${OTHER}`,
    "-----BEGIN PGP SIGNATURE-----",
    "Version: 1",
    "",
    "iQIzBAEBCAAdFiEE",
    "=abcd",
    "-----END PGP SIGNATURE-----",
    "",
  ].join("\r\n");
  assertEquals(readSums(signed), [
    ["a.iso sha256", "-b.iso sha256"],
    ["its signature is not checked", "line 6 is no checksum and is passed over"],
  ]);
});

Deno.test("other lines are skipped as sha256sum does, unless all are", () => {
  assertEquals(readSums(`Files:\n${SHA256}  a\n\nbye\n`), [
    ["a sha256"],
    ["2 lines are no checksums and are passed over, the first is line 1"],
  ]);
  assertThrows(() => readSums("<html>\n<p>\n"), ChecksumError, '"<html>" is not a line');
  assertEquals(readSums("\n# none\n"), [[], []]);
});

const UNCERTAIN: readonly [what: string, text: string, source: string, names: string[]][] = [
  ["BLAKE2 by the file's name", `${SHA512}  a\n${SHA256}  b\n`, "x/B2SUMS", ["b sha256"]],
  ["SHA3 by a comment", `# SHA3-256\n${SHA256}  a\n${MD5}  b\n`, "sums", ["b md5"]],
  ["BLAKE3 by a comment", `# made by b3sum\n${SHA256}  a\n`, "sums", []],
  ["of both by other lines", `SHA3-512 (a) = ${SHA512}\n${SHA512}  b\n${MD5}  c\n`, "sums", [
    "c md5",
  ]],
];

for (const [what, text, source, names] of UNCERTAIN) {
  Deno.test(`checksums that may be ${what} are skipped with a note`, () => {
    const [read, warnings] = readSums(text, source);
    assertEquals(read, names);
    assertStringIncludes(warnings.join("\n"), "which coplay cannot compute");
  });
}

Deno.test("128 digits without a named algorithm count as sha512, with a note", () => {
  assertEquals(readSums(`${SHA512}  a\n`)[1].length, 1);
  for (const source of ["SHA512SUMS", "https://h/sha512sum.txt"]) {
    assertEquals(readSums(`${SHA512}  a\n`, source), [["a sha512"], []]);
  }
  assertEquals(readSums(`# SHA512\n${SHA512}  a\n`), [["a sha512"], []]);
  // The file's name counts more than a comment that mentions another algorithm.
  assertEquals(readSums(`# or use b2sum\n${SHA512}  a\n`, "SHA512SUMS"), [["a sha512"], []]);
});
