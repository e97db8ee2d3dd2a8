import { assertEquals } from "@std/assert";
import { findInsertion } from "../../../src/serve/assets/spliced_file.ts";
import { HostFixture, NAVIGATION } from "../host_fixture.ts";
import { noise } from "../builds/noise.ts";
import { makeZip } from "../../support/zip_writer.ts";

const TAG = "<script src=x></script>";
const START = "<!doctype html><head>";

/** Injects a script like `injectScripts`. */
function rewritePage(html: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder("latin1").decode(html).replace("<head>", `<head>${TAG}`);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Makes a game in one page that is too large to be read as a whole. */
function makePage(): Uint8Array<ArrayBuffer> {
  const page = noise(17 * 1024 * 1024).map((byte) => 64 + (byte & 15));
  page.set(new TextEncoder().encode(START));
  return page;
}

for (const form of ["folder", "zip"]) {
  Deno.test(`a page too large for memory gets its scripts while it is sent, from a ${form}`, async () => {
    const page = makePage();
    const expected = rewritePage(page.subarray(0, 100));
    const tree = form === "folder"
      ? { "a/index.html": page }
      : { "a.zip": makeZip([{ name: "index.html", data: page, method: 0 }]) };
    await using host = await HostFixture.publishing(tree, { rewritePage });
    const answer = await host.ask("/games/a/", { headers: NAVIGATION });
    assertEquals(answer.headers.get("content-length"), String(page.length + TAG.length));
    const sent = await answer.bytes();
    assertEquals(sent.length, page.length + TAG.length);
    assertEquals(sent.slice(0, expected.length), expected);
    assertEquals(
      sent.slice(-(page.length - START.length)).every((byte, at) =>
        byte === page[at + START.length]
      ),
      true,
    );
    const seams = [[0, 20], [10, 30], [21, 40], [25, 30], [30, 60], [44, 50], [60, 99]] as const;
    for (const [first, last] of seams) {
      const part = await host.ask("/games/a/", {
        headers: { ...NAVIGATION, range: `bytes=${first}-${last}` },
      });
      assertEquals(part.status, 206);
      assertEquals(await part.bytes(), expected.slice(first, last + 1), `${first}-${last}`);
    }
    assertEquals(host.failures, []);
  });
}

Deno.test("inserted bytes are found anywhere in a page, and no other bytes are taken for them", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const found = (before: string, after: string) => {
    const insertion = findInsertion(bytes(before), bytes(after));
    return insertion && [insertion.offset, new TextDecoder().decode(insertion.bytes)];
  };
  assertEquals(found("abc", "aXYbc"), [1, "XY"]);
  assertEquals(found("abc", "abcX"), [3, "X"]);
  assertEquals(found("", "X"), [0, "X"]);
  assertEquals(found("<<a", "<<<a"), [2, "<"]);
  assertEquals(found("abc", "abc"), undefined);
  assertEquals(found("abc", "aXd"), undefined);
});
