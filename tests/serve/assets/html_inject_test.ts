import { assertEquals } from "@std/assert";
import { injectScripts } from "../../../src/serve/assets/html_inject.ts";

const TAG = "<script src=x></script>";

function inject(html: string, kind: { isEntry?: boolean; isXml?: boolean } = {}): string {
  const bytes = new TextEncoder().encode(html);
  const page = { isEntry: false, isXml: false, ...kind };
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    injectScripts(bytes, () => TAG, page),
  );
}

/** Pages with `|` where the scripts belong; pages without it stay unchanged. */
const PAGES: readonly [name: string, page: string][] = [
  ["a head", "<!doctype html><html><head>|<title>x</title></head>"],
  ["a head with attributes", `<!DOCTYPE html>\n<html lang=en>\n<head data-x="a>b" id='>'>|<meta>`],
  ["no head", "<!doctype html><html>|<body>x"],
  ["a doctype only", "<!doctype html>|<canvas></canvas>"],
  ["a header element, which is no head", "<!doctype html>|<header>x</header>"],
  ["an old doctype", `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://x/>">|<p>`],
  ["a doctype in a comment", "<!-- <!doctype html><head> --><!doctype html><head>|<title>"],
  ["a doctype in a comment only", "|<!-- <!doctype html> --><title>x</title>"],
  [
    "comments everywhere",
    "<!--a--><!doctype html><!--b--><html><!--c--><head><!-- d -->"
      .replace("<head>", "<head>|"),
  ],
  ["an empty comment", "<!--><!doctype html>|<p>x"],
  ["a comment that ends oddly", "<!-- a --!><!doctype html>|<p>x"],
  ["a byte order mark", "\ufeff<!doctype html>|<p>x"],
  ["a byte order mark alone", "\ufeff|<title>x</title>"],
  ["an XML declaration", `<?xml version="1.0"?><!doctype html><html><head>|<title>x</title>`],
  ["a frameset", "<html>|<frameset cols=1><frame src=a></frameset></html>"],
  ["a title first", "|<title>x</title><p>x"],
  ["a style first", "  |<style>p{}</style>".replace("  |", "|  ")],
  ["a piece of HTML", "<div class=menu>x</div>"],
  ["a piece with a script in it", "<div><script>1</script></div>"],
  ["plain text", "just words < more"],
  ["nothing", ""],
  ["a comment that never ends", "<!-- <!doctype html><head>"],
  ["a tag that never ends", "<div"],
];

for (const [name, page] of PAGES) {
  Deno.test(`html_inject finds the place in a page with ${name}`, () => {
    assertEquals(inject(page.replace("|", "")), page.replace("|", TAG));
  });
}

Deno.test("html_inject puts scripts into any entry page", () => {
  assertEquals(inject("<div>x</div>", { isEntry: true }), `${TAG}<div>x</div>`);
  assertEquals(inject("", { isEntry: true }), TAG);
});

Deno.test("html_inject touches XHTML only where a script may stand", () => {
  const head = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head>|<title/>`;
  assertEquals(inject(head.replace("|", ""), { isXml: true }), head.replace("|", TAG));
  for (const page of ["<html><head/><body/></html>", "<x:html><x:head></x:head></x:html>"]) {
    assertEquals(inject(page, { isXml: true, isEntry: true }), page);
  }
});

Deno.test("html_inject keeps every other byte, in any coding", () => {
  const gbk = new Uint8Array([0xd6, 0xd0, 0xce, 0xc4, 0xff, 0x00, 0x80]);
  const start = new TextEncoder().encode("<html><head>");
  const page = new Uint8Array([...start, ...gbk]);
  const injected = injectScripts(page, () => TAG, { isEntry: true, isXml: false });
  const tag = new TextEncoder().encode(TAG);
  assertEquals([...injected], [...start, ...tag, ...gbk]);
});

for (const isLittle of [true, false]) {
  Deno.test(`html_inject writes UTF-16 in the page's own order, little-endian: ${isLittle}`, () => {
    const encode = (text: string) => {
      const bytes = new Uint8Array(text.length * 2);
      const view = new DataView(bytes.buffer);
      for (let at = 0; at < text.length; at++) {
        view.setUint16(at * 2, text.charCodeAt(at), isLittle);
      }
      return bytes;
    };
    const injected = injectScripts(encode("\ufeff<head>中"), () => TAG, {
      isEntry: false,
      isXml: false,
    });
    assertEquals(injected, encode(`\ufeff<head>${TAG}中`));
  });
}

Deno.test("html_inject sees a policy in the page", () => {
  const policies: boolean[] = [];
  const look = (html: string) =>
    injectScripts(new TextEncoder().encode(html), ({ hasPolicy }) => {
      policies.push(hasPolicy);
      return "";
    }, { isEntry: true, isXml: false });
  look(`<head><meta charset=utf-8><META HTTP-EQUIV='Content-Security-Policy' content="x">`);
  look(`<head><meta name="viewport" content="x">`);
  assertEquals(policies, [true, false]);
});
