import { assertEquals } from "@std/assert";
import { HostFixture } from "../host_fixture.ts";

/** 模目 in GBK, which is also valid UTF-8: ģĿ. */
const SHORT = Uint8Array.fromHex("c4a3c4bf");

function page(start: string, end: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  return new Uint8Array([...encoder.encode(start), ...SHORT, ...encoder.encode(end)]);
}

const FILES = {
  "a/index.html": page('<meta charset="gb2312"><title>', "</title>"),
  "a/xml.xhtml": page('<?xml version="1.0" encoding="gbk"?><html><head/><body>', "</body></html>"),
  "a/plain.html": page("<p>", "</p>"),
  "a/legacy.html": new Uint8Array([...new TextEncoder().encode("<p>"), 0xb7, 0xc9, 0xbb]),
  "a/utf8.html": "<meta charset=utf-8><p>页",
  "a/code.js": "'页'",
};

Deno.test("a page's own charset is the one of its Content-Type, and only UTF-8 is added to others", async () => {
  await using host = await HostFixture.publishing(FILES);
  const types: Record<string, string | null> = {};
  for (const path of Object.keys(FILES)) {
    const answer = await host.ask(`/games/${path}`);
    await answer.body?.cancel();
    types[path.slice(2)] = answer.headers.get("content-type");
  }
  assertEquals(types, {
    "index.html": "text/html; charset=gbk",
    "xml.xhtml": "application/xhtml+xml; charset=gbk",
    "plain.html": "text/html; charset=utf-8",
    "legacy.html": "text/html",
    "utf8.html": "text/html; charset=utf-8",
    "code.js": "text/javascript; charset=utf-8",
  });
});
