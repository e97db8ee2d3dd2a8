import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { isHeaderValue } from "../../http/header_value.ts";

/** Headers that only coplay may set, because it judges the answer by them. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  "range",
  "if-range",
  "accept-encoding",
  "content-length",
  "transfer-encoding",
  "connection",
  "host",
]);

/** Explains why a user's header cannot be sent; undefined where it can. */
export function userHeaderProblem(name: string, value: string): Text | undefined {
  const shown = visible(name);
  if (OWN_HEADERS.has(name.toLowerCase())) {
    return {
      en: `The header ${shown} is coplay's own and cannot be set`,
      zh: `请求头 ${shown} 由 coplay 自行决定，不能指定`,
    };
  }
  if (isHeaderValue(value)) return undefined;
  return {
    en: `the header ${shown} must not hold line breaks or control characters`,
    zh: `请求头 ${shown} 不能包含换行或控制字符`,
  };
}
