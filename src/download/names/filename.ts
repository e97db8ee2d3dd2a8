const encoder = new TextEncoder();

/** The longest file name on every common file system, in bytes of UTF-8. */
export const MAX_NAME_BYTES = 255;

// Path separators, characters that Windows forbids, controls, bidi marks and other invisible characters that make a
// name look like another. Names are the same on every system, so Windows' rules apply everywhere.
const FORBIDDEN_REGEXP =
  // deno-lint-ignore no-control-regex
  /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu;

// With or without an extension, in any case; the superscript digits count on Windows, too.
const RESERVED_REGEXP = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\s*\..*)?$/i;

/** The end of a name that Windows drops, which would make two names one. */
const LOOSE_END_REGEXP = /(?<![.\s])[.\s]+$/;

/** Matches most names of most lists, which need no further check. */
const PLAIN_REGEXP = /^[\w-](?:[\w.-]{0,98}[\w-])?$/;

/** Returns the length of a name in bytes of UTF-8. */
export function byteLength(name: string): number {
  return encoder.encode(name).length;
}

/** Whether a name has at most so many bytes; a UTF-16 unit never takes more than three. */
export function fitsBytes(name: string, maxBytes: number): boolean {
  return name.length * 3 <= maxBytes || byteLength(name) <= maxBytes;
}

/** Cuts a text to at most so many bytes, never inside a character. */
function cutBytes(text: string, maxBytes: number): string {
  if (fitsBytes(text, maxBytes)) return text;
  let result = "";
  let bytes = 0;
  for (const character of text) {
    bytes += byteLength(character);
    if (bytes > maxBytes) break;
    result += character;
  }
  return result;
}

/**
 * Splits off the extension: `a.gif` into `a` and `.gif`, `a.tar.gz` into `a` and `.tar.gz`. An ending that looks
 * like part of a sentence or a version stays in the stem.
 */
export function splitExtension(name: string): { stem: string; extension: string } {
  const match = /^(.+?)((?:\.tar)?\.[\p{L}\p{N}_-]{1,16})$/u.exec(name);
  return match ? { stem: match[1]!, extension: match[2]! } : { stem: name, extension: "" };
}

/** Returns the folder to unpack an archive into: its name without the archive's extension. */
export function unpackedName(name: string): string {
  return name.replace(/(?!^)\.(?:zip|exe|tar|tgz|tzst|tar\.gz|tar\.zst)$/i, "");
}

/** Shortens a name to so many bytes, keeping its extension. */
function fitName(name: string, maxBytes: number = MAX_NAME_BYTES): string {
  if (fitsBytes(name, maxBytes)) return name;
  const { stem, extension } = splitExtension(name);
  const shortStem = cutBytes(stem, maxBytes - byteLength(extension)).replace(/(?<![. ])[. ]+$/, "");
  return shortStem === "" ? cutBytes(name, maxBytes) : shortStem + extension;
}

/**
 * Makes a file name that is valid on every system from any text: no separators, no `..`, no leading dot, no control
 * or bidi characters, no reserved Windows name, no trailing dot or space, at most 255 bytes.
 *
 * @returns the name, or `""` where nothing usable is left
 */
export function safeName(text: string): string {
  if (PLAIN_REGEXP.test(text) && !RESERVED_REGEXP.test(text)) return text;
  let name = text.normalize("NFC").replace(FORBIDDEN_REGEXP, "_");
  name = name.trimStart().replace(LOOSE_END_REGEXP, "").replace(/^\.+/, "_");
  if (/^_*$/.test(name) && !/^_+$/.test(text)) name = "";
  if (RESERVED_REGEXP.test(name)) name = `_${name}`;
  return fitName(name).replace(LOOSE_END_REGEXP, "");
}

/** Splits a relative path and makes each part safe; drops empty parts and `.`. */
export function safePath(text: string): string[] {
  return text.split(/[/\\]/).filter((part) => part !== "" && part !== ".").map((part) =>
    safeName(part) || "_"
  );
}

/** Percent-decodes once; text that is not UTF-8 or not percent-encoded stays as it is. */
function decodeOnce(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Returns the last part of a URL's path, made safe; `index.html` where the path ends with a slash. */
export function nameFromUrl(url: URL): string {
  const path = url.pathname;
  // The path is split before it is decoded, so an encoded slash cannot make a folder.
  return safeName(decodeOnce(path.slice(path.lastIndexOf("/") + 1))) || "index.html";
}

/** Returns the folders of a URL's path, made safe, without its last part. */
export function foldersFromUrl(url: URL): string[] {
  return url.pathname.split("/").slice(1, -1).filter((part) => part !== "").map((part) =>
    safeName(decodeOnce(part)) || "_"
  );
}

/** Adds a number to a name: `a.gif` and 1 make `a (1).gif`. */
export function numberedName(name: string, number: number): string {
  const { stem, extension } = splitExtension(name);
  const mark = ` (${number})`;
  const room = MAX_NAME_BYTES - byteLength(mark) - byteLength(extension);
  return cutBytes(stem, room) + mark + extension;
}

/**
 * Folds a path so that names which are one file on some system become equal, as case and Unicode form do not matter
 * there. Lower and then upper case unites letters with two small forms, such as the Greek sigma.
 */
export function collisionKey(path: string): string {
  // deno-lint-ignore no-control-regex
  return /^[\u0000-\u007f]*$/.test(path)
    ? path.toUpperCase()
    : path.normalize("NFC").toLowerCase().toUpperCase().normalize("NFC");
}
