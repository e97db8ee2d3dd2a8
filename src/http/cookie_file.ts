import type { Text } from "../cli/language.ts";
import type { Cookie } from "./cookie_jar.ts";
import { isHeaderValue, toHeaderBytes } from "./header_value.ts";

/** One line or entry of a cookie file that cannot be used. */
export interface CookieProblem {
  /**
   * Where it stands, to be put behind the file's name: `:3` for a line, `[2]` for an entry of JSON, nothing for all of it.
   */
  readonly at: string;
  readonly text: Text;
}

/** What a cookie file held. */
export interface CookieFile {
  readonly cookies: readonly Cookie[];
  readonly problems: readonly CookieProblem[];
}

/** Browsers' exports mark cookies that scripts cannot see so; to a download they are like others. */
const HTTP_ONLY_PREFIX = "#HttpOnly_";
const FLAG_REGEXP = /^(?:TRUE|FALSE)$/i;

/**
 * Reads a cookie file: the format that Netscape's browser had, seven fields a line, as browsers' exports, curl, wget
 * and Python write it, each a little differently; or the JSON of a browser's cookie extension, or of Playwright.
 *
 * @returns the cookies that can be used, and what is wrong with the others
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
    // Python takes a line that begins with a dollar for a comment, too.
    if (line.trim() === "" || /^\s*[#$]/.test(line)) return;
    const result = readFields(fieldsOf(line));
    if ("en" in result) problems.push({ at: `:${index + 1}`, text: result });
    else cookies.push(result);
  });
  return { cookies, problems };
}

/** What was copied out of a chat or a page has spaces in place of the tabs. */
function fieldsOf(line: string): string[] {
  if (line.includes("\t")) return line.split("\t");
  const fields = line.trim().split(/ +/);
  return FLAG_REGEXP.test(fields[1] ?? "") ? fields : [line];
}

function readFields(given: readonly string[]): Cookie | Text {
  const fields = [...given];
  // Very old files have no path.
  if (fields.length === 6 && FLAG_REGEXP.test(fields[2]!)) fields.splice(2, 0, "/");
  // An empty value at the end of the line is often cut off, with its tab.
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
    fields.map((field) => field.replace(/^ +| +$/g, ""));
  if (!FLAG_REGEXP.test(below) || !FLAG_REGEXP.test(secure)) {
    return {
      en: "fields 2 and 4 must be TRUE or FALSE",
      zh: "第 2 和第 4 个字段应为 TRUE 或 FALSE",
    };
  }
  // Python leaves the field of a session cookie empty; others write 0.
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
  /** Since 1970; none, or none above 0, is a cookie for the session. */
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

/** A list of cookies, or an object with such a list under `cookies`. */
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
