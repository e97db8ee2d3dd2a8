import type { Text } from "../cli/language.ts";
import type { Cookie } from "./cookie_jar.ts";
import { isHeaderValue, toHeaderBytes } from "./header_value.ts";

/** A line or entry of a cookie file that coplay cannot use. */
export interface CookieProblem {
  /**
   * The place, to append to the file's name: `:3` for a line, `[2]` for an entry of JSON, empty for the whole file.
   */
  readonly at: string;
  readonly text: Text;
}

/** The cookies of a file, and its problems. */
export interface CookieFile {
  readonly cookies: readonly Cookie[];
  readonly problems: readonly CookieProblem[];
}

/** Browser exports mark a cookie hidden from scripts with this; for downloads it is a cookie like any other. */
const HTTP_ONLY_PREFIX = "#HttpOnly_";
const FLAG_REGEXP = /^(?:TRUE|FALSE)$/i;

/**
 * Reads a cookie file: either Netscape's format of seven fields a line, in the variants of browser exports, curl,
 * wget and Python, or the JSON of a browser's cookie extension or of Playwright.
 *
 * @returns the usable cookies, and the problems of the others
 */
export function parseCookieFile(text: string): CookieFile {
  const content = text.replace(/^\ufeff/, "");
  return /^\s*[[{]/.test(content) ? parseJson(content) : parseLines(content);
}

function parseLines(text: string): CookieFile {
  const cookies: Cookie[] = [];
  const problems: CookieProblem[] = [];
  text.split(/\r\n|\n|\r/).forEach((whole, index) => {
    const line = whole.startsWith(HTTP_ONLY_PREFIX) ? whole.slice(HTTP_ONLY_PREFIX.length) : whole;
    // Python also takes a line that begins with a dollar for a comment.
    if (line.trim() === "" || /^\s*[#$]/.test(line)) return;
    const result = readFields(fieldsOf(line));
    if ("en" in result) problems.push({ at: `:${index + 1}`, text: result });
    else cookies.push(result);
  });
  return { cookies, problems };
}

/** Text copied from a chat or a web page has spaces instead of tabs. */
function fieldsOf(line: string): string[] {
  if (line.includes("\t")) return line.split("\t");
  const fields = line.trim().split(/ +/);
  return FLAG_REGEXP.test(fields[1] ?? "") ? fields : [line];
}

function readFields(given: readonly string[]): Cookie | Text {
  const fields = [...given];
  // Very old files have no path field.
  if (fields.length === 6 && FLAG_REGEXP.test(fields[2]!)) fields.splice(2, 0, "/");
  // The tab before an empty value at the line's end often gets lost.
  if (fields.length === 6) fields.push("");
  if (fields.length !== 7) {
    return {
      en: `it has ${given.length} ${
        given.length === 1 ? "field" : "fields"
      } separated by tabs, not 7`,
      zh: `用制表符分隔的字段有 ${given.length} 个，应为 7 个`,
    };
  }
  const [domain = "", below = "", path = "", secure = "", expires = "", name = "", value = ""] =
    fields.map((field) => field.replace(/^ +|(?<! ) +$/g, ""));
  if (!FLAG_REGEXP.test(below) || !FLAG_REGEXP.test(secure)) {
    return {
      en: "fields 2 and 4 must be TRUE or FALSE",
      zh: "第 2 和第 4 个字段应为 TRUE 或 FALSE",
    };
  }
  // Python leaves this field empty for a session cookie; others write 0.
  if (!/^(?:-?\d+(?:\.\d+)?)?$/.test(expires)) {
    return { en: "field 5 must be a number of seconds", zh: "第 5 个字段应为秒数" };
  }
  return makeCookie({
    domain,
    isHostOnly: !/^TRUE$/i.test(below),
    path,
    isSecure: /^TRUE$/i.test(secure),
    seconds: Number(expires),
    name,
    value,
  });
}

interface Raw {
  readonly domain: string;
  readonly isHostOnly: boolean;
  readonly path: string;
  readonly isSecure: boolean;
  /** Seconds since 1970; undefined, zero or less means a session cookie. */
  readonly seconds: number;
  readonly name: string;
  readonly value: string;
}

function makeCookie(raw: Raw): Cookie | Text {
  const { domain, isHostOnly, path, isSecure, seconds, name, value } = raw;
  if (domain === "" || name + value === "") {
    return { en: "it lacks a domain or a name", zh: "缺少域名或名称" };
  }
  if (path !== "" && !path.startsWith("/")) {
    return { en: 'its path must begin with "/"', zh: "路径必须以“/”开头" };
  }
  if (!isHeaderValue(name + value) || /[\t;]/.test(name + value)) {
    return { en: "its name or value cannot be sent", zh: "名称或值中含有不能发送的字符" };
  }
  return {
    name: toHeaderBytes(name),
    value: toHeaderBytes(value),
    domain: domain.replace(/^\./, "").toLowerCase(),
    isHostOnly,
    path: path || "/",
    isSecure,
    expiresMs: seconds > 0 ? seconds * 1000 : undefined,
  };
}

/** Parses a list of cookies, or an object with such a list as `cookies`. */
function parseJson(text: string): CookieFile {
  const list = jsonList(text);
  if (list === undefined) {
    const text = { en: "it is no list of cookies in JSON", zh: "不是 JSON 格式的 Cookie 列表" };
    return { cookies: [], problems: [{ at: "", text }] };
  }
  const cookies: Cookie[] = [];
  const problems: CookieProblem[] = [];
  list.forEach((item, index) => {
    const result = readItem(item);
    if ("en" in result) problems.push({ at: `[${index}]`, text: result });
    else cookies.push(result);
  });
  return { cookies, problems };
}

function jsonList(text: string): unknown[] | undefined {
  try {
    const content = JSON.parse(text);
    const list = Array.isArray(content) ? content : content?.cookies;
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

function readItem(item: unknown): Cookie | Text {
  const { domain, hostOnly, path, secure, name, value, session, ...rest } =
    (typeof item === "object" ? item : undefined) as Record<string, unknown> ?? {};
  const isText = [domain, name, value].every((field) => typeof field === "string");
  if (!isText) return { en: "it lacks a domain or a name", zh: "缺少域名或名称" };
  const expires = Number(rest["expirationDate"] ?? rest["expires"] ?? 0);
  return makeCookie({
    domain: String(domain),
    isHostOnly: typeof hostOnly === "boolean" ? hostOnly : !String(domain).startsWith("."),
    path: typeof path === "string" ? path : "/",
    isSecure: secure === true,
    seconds: session === true || Number.isNaN(expires) ? 0 : expires,
    name: String(name),
    value: String(value),
  });
}
