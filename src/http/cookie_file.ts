import type { Cookie } from "./cookie.ts";
import type { LineProblem } from "./line_problem.ts";

/** What a cookie file held. */
export interface CookieFile {
  readonly cookies: readonly Cookie[];
  readonly problems: readonly LineProblem[];
}

/** Headers carry bytes: each byte of the UTF-8 is one character there. */
function toHeaderText(value: string): string {
  return Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join("");
}

/** Browsers' exports mark cookies that scripts cannot see so; to a download they are like others. */
const HTTP_ONLY_PREFIX = "#HttpOnly_";

function parseLine(line: string): Cookie | LineProblem["text"] {
  const fields = line.split("\t");
  // An empty value at the end of the line is often cut off, with its tab.
  if (fields.length === 6) fields.push("");
  const [domain = "", subdomains = "", path = "", secure = "", expires = "", name = ""] = fields;
  if (fields.length !== 7) {
    return {
      en: `it has ${fields.length} fields separated by tabs, not 7`,
      zh: `用制表符分隔的字段有 ${fields.length} 个，应为 7 个`,
    };
  }
  if (!/^(?:TRUE|FALSE)$/i.test(subdomains) || !/^(?:TRUE|FALSE)$/i.test(secure)) {
    return {
      en: "fields 2 and 4 must be TRUE or FALSE",
      zh: "第 2 和第 4 个字段应为 TRUE 或 FALSE",
    };
  }
  if (!/^-?\d+(?:\.\d+)?$/.test(expires)) {
    return { en: "field 5 must be a number of seconds", zh: "第 5 个字段应为秒数" };
  }
  if (domain === "" || name === "" || !path.startsWith("/")) {
    return { en: "it lacks a domain, a path or a name", zh: "缺少域名、路径或名称" };
  }
  // deno-lint-ignore no-control-regex
  if (/[\x00-\x1f\x7f;]/.test(name + fields[6]!)) {
    return { en: "its name or value cannot be sent", zh: "名称或值中含有不能发送的字符" };
  }
  return {
    name: toHeaderText(name),
    value: toHeaderText(fields[6]!),
    domain: domain.replace(/^\./, "").toLowerCase(),
    isHostOnly: !/^TRUE$/i.test(subdomains),
    path,
    isSecure: /^TRUE$/i.test(secure),
    expiresMs: Number(expires) > 0 ? Number(expires) * 1000 : undefined,
  };
}

/**
 * Reads a cookie file in the format Netscape's browser had, which browsers' exports, curl and wget
 * still write: seven fields a line, separated by tabs. Line ends of either kind.
 *
 * @returns the cookies of the lines that are right, and what is wrong with the others
 */
export function parseCookieFile(text: string): CookieFile {
  const cookies: Cookie[] = [];
  const problems: LineProblem[] = [];
  text.replace(/^\ufeff/, "").split(/\r?\n/).forEach((whole, index) => {
    const line = whole.startsWith(HTTP_ONLY_PREFIX) ? whole.slice(HTTP_ONLY_PREFIX.length) : whole;
    if (line.trim() === "" || line.startsWith("#")) return;
    const result = parseLine(line);
    if ("en" in result) problems.push({ line: index + 1, text: result });
    else cookies.push(result);
  });
  return { cookies, problems };
}
