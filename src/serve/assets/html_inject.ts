/** The kind of page that scripts go into. */
export interface PageKind {
  /** Whether the game starts with this page; then scripts go in even if it looks like a fragment. */
  readonly isEntry: boolean;
  /** Whether browsers read it as XML, where a tag in the wrong place is an error. */
  readonly isXml: boolean;
  /** The path that the build's absolute addresses begin with, and the address that they lead to. @default none */
  readonly root?: { readonly prefix: string; readonly home: string } | undefined;
}

/** Changes the HTML pages of a game on their way to the player. */
export type RewritePage = (
  html: Uint8Array<ArrayBuffer>,
  kind: PageKind,
) => Uint8Array<ArrayBuffer>;

/** Makes the tags, all ASCII; `hasPolicy` says that the page's CSP will forbid connections. */
export type MakeTags = (page: Pick<PageKind, "root"> & { hasPolicy: boolean }) => string;

/** A `<meta>` policy after this many bytes comes too late to matter: scripts have run by then. */
const HEAD_BYTES = 64 * 1024;

/** A `<meta>` tag up to the next tag, because a page of nothing but `<meta ` would otherwise take forever. */
const META_REGEXP = /<meta\s[^<>]*/gi;

const POLICY_REGEXP = /http-equiv\s*=\s*["']?content-security-policy\b/i;

/**
 * Puts script tags where they run before anything else of the page: right behind `<head>`, else behind
 * `<html>` or the doctype, else at the very start. A document stays out of quirks mode, a frameset
 * stays one, and a piece of HTML that a game fetches to put into a page of its own is left alone.
 */
export function injectScripts(
  html: Uint8Array<ArrayBuffer>,
  makeTags: MakeTags,
  kind: PageKind,
): Uint8Array<ArrayBuffer> {
  const coding = codingOf(html);
  const text = coding.decode(html.subarray(0, HEAD_BYTES));
  const at = findInsertPoint(text, kind);
  if (at === undefined) return html;
  const tags = coding.encode(makeTags({ root: kind.root, hasPolicy: hasPolicy(text) }));
  const offset = at * coding.unitBytes;
  const injected = new Uint8Array(html.length + tags.length);
  injected.set(html.subarray(0, offset));
  injected.set(tags, offset);
  injected.set(html.subarray(offset), offset + tags.length);
  return injected;
}

function hasPolicy(text: string): boolean {
  return (text.match(META_REGEXP) ?? []).some((tag) => POLICY_REGEXP.test(tag));
}

interface Coding {
  /** How many bytes one character of the decoded text stands for. */
  readonly unitBytes: number;
  decode(bytes: Uint8Array<ArrayBuffer>): string;
  encode(ascii: string): Uint8Array<ArrayBuffer>;
}

/**
 * Bytes as characters, one each: markup is ASCII in every coding that pages are in but UTF-16, which
 * says so in its first two bytes.
 */
const BYTES: Coding = {
  unitBytes: 1,
  decode: (bytes) => new TextDecoder("latin1").decode(bytes),
  encode: (ascii) => new TextEncoder().encode(ascii),
};

function codingOf(html: Uint8Array): Coding {
  const isBigEndian = html[0] === 0xfe && html[1] === 0xff;
  const isLittleEndian = html[0] === 0xff && html[1] === 0xfe;
  if (!isBigEndian && !isLittleEndian) return BYTES;
  const label = isBigEndian ? "utf-16be" : "utf-16le";
  return {
    unitBytes: 2,
    decode: (bytes) => new TextDecoder(label, { ignoreBOM: true }).decode(bytes),
    encode(ascii) {
      const bytes = new Uint8Array(ascii.length * 2);
      const view = new DataView(bytes.buffer);
      [...ascii].forEach((character, index) =>
        view.setUint16(index * 2, character.charCodeAt(0), isLittleEndian)
      );
      return bytes;
    },
  };
}

/** Tags that only a whole document begins with. */
const DOCUMENT_REGEXP = /<(?:title|meta|link|base|style|script|noscript|body|frameset)\b/iy;

/** Finds where in the text the tags belong; undefined where the page must be left alone. */
function findInsertPoint(text: string, { isEntry, isXml }: PageKind): number | undefined {
  const start = /^(?:\ufeff|\u00ef\u00bb\u00bf)?/.exec(text)![0].length;
  let at = start;
  let point: number | undefined;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))![0].length;
    const piece = readPrologue(text, at);
    if (!piece) break;
    at = piece.end;
    if (piece.name === "head") return at;
    if (piece.name !== "comment") point = at;
  }
  if (isXml) return undefined;
  DOCUMENT_REGEXP.lastIndex = at;
  return point ?? (isEntry || DOCUMENT_REGEXP.test(text) ? start : undefined);
}

/** Reads the doctype, comments and tags that may stand before the head's content. */
function readPrologue(
  text: string,
  at: number,
): { name: "comment" | "doctype" | "html" | "head"; end: number } | undefined {
  const comment = match(/<!--(?:-?>|[^]*?--!?>)|<\?[^>]*>|<!(?!--|doctype)[^>]*>/iy, text, at);
  if (comment !== undefined) return { name: "comment", end: comment };
  const doctype = match(/<!doctype(?:[^>"'[]|"[^"]*"|'[^']*'|\[[^\]]*\])*>/iy, text, at);
  if (doctype !== undefined) return { name: "doctype", end: doctype };
  for (const [name, pattern] of TAGS) {
    const end = match(pattern, text, at);
    // An empty `<head/>` of XHTML has no inside.
    if (end !== undefined && !text.slice(at, end).endsWith("/>")) return { name, end };
  }
  return undefined;
}

const TAGS = [
  ["html", /<html(?=[\s>])(?:[^>"']|"[^"]*"|'[^']*')*>/iy],
  ["head", /<head(?=[\s>])(?:[^>"']|"[^"]*"|'[^']*')*>/iy],
] as const;

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found ? at + found[0].length : undefined;
}
