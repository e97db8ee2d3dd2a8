import { Parser } from "htmlparser2";
import { decodeText } from "../../encoding/text_decoder.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The part of a page that holds its title and says its encoding. */
export const PAGE_HEAD_BYTES = 64 * 1024;

/** Pages are read in pieces of this many characters, because most say both in the first one. */
const PIECE = 2048;
const MAX_TITLE_LENGTH = 200;

/**
 * Reads the title of a page from its first bytes: in the encoding that it declares, else in the one in which they make
 * sense. A comment, a script or a drawing has no title of the page.
 */
export function readTitle(head: Bytes): string | undefined {
  let title: string | undefined;
  let isInTitle = false;
  let drawings = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (name === "svg") drawings++;
      isInTitle = name === "title" && drawings === 0 && title === undefined;
      if (isInTitle) title = "";
    },
    ontext(text) {
      if (isInTitle) title += text;
    },
    onclosetag(name) {
      if (name === "svg") drawings--;
      if (name === "title") isInTitle = false;
    },
  });
  feed(parser, decodePage(head), () => title !== undefined && !isInTitle);
  return title?.replace(/\s+/g, " ").trim().slice(0, MAX_TITLE_LENGTH) || undefined;
}

/**
 * Finds the encoding that a page declares, as the name that TextDecoder has for it: by a byte order mark, an XML
 * declaration or `<meta>` (HTML, 13.2.3.2). Undefined where it declares none.
 */
export function declaredEncoding(head: Bytes): string | undefined {
  const [a, b, c] = head;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  const text = new TextDecoder("latin1").decode(head.subarray(0, PAGE_HEAD_BYTES));
  const [, inXml] = /^\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*["']([\w-]+)["']/i.exec(text) ?? [];
  return knownEncoding(inXml) ?? (/charset/i.test(text) ? findMetaEncoding(text) : undefined);
}

function findMetaEncoding(text: string): string | undefined {
  let found: string | undefined;
  let hasEnded = false;
  const parser = new Parser({
    onopentag(name, { charset, content = "", "http-equiv": header = "" }) {
      hasEnded ||= name === "body";
      if (name !== "meta" || found !== undefined) return;
      const [, inContent] = /charset\s*=[\s"']*([^\s"';]+)/i.exec(content) ?? [];
      const isType = header.trim().toLowerCase() === "content-type";
      found = knownEncoding(charset) ?? (isType ? knownEncoding(inContent) : undefined);
    },
  });
  feed(parser, text, () => found !== undefined || hasEnded);
  return found;
}

/** Returns TextDecoder's name for an encoding. A page that can be read as ASCII so far is not in UTF-16. */
function knownEncoding(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(label.trim());
    return encoding.startsWith("utf-16") ? "utf-8" : encoding;
  } catch {
    return undefined;
  }
}

function decodePage(head: Bytes): string {
  const declared = declaredEncoding(head);
  const text = declared && new TextDecoder(declared).decode(whole(head, declared));
  if (text !== undefined && !text.includes("\ufffd")) return text;
  // Some pages declare another encoding than they are in.
  const { text: guessed } = decodeText(whole(head, "utf-8"));
  if (!guessed.includes("\ufffd")) return guessed;
  return text ?? new TextDecoder("windows-1252").decode(head);
}

/** Leaves out a character that the end of the piece has cut. */
function whole(head: Bytes, encoding: string): Bytes {
  if (head.length < PAGE_HEAD_BYTES || encoding.startsWith("utf-16")) return head;
  const end = head.findLastIndex((byte) => byte < 0x40);
  return head.subarray(0, end + 1);
}

function feed(parser: Parser, text: string, isDone: () => boolean): void {
  for (let at = 0; at < text.length && !isDone(); at += PIECE) {
    parser.write(text.slice(at, at + PIECE));
  }
  parser.reset();
}
