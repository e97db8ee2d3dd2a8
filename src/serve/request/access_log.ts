import type { Output } from "../../cli/io.ts";

/** The formats of an access log. */
export const ACCESS_LOG_FORMS = ["combined", "json", "none"] as const;

/** The format of the access log; `none` writes none. */
export type AccessLogForm = typeof ACCESS_LOG_FORMS[number];

/** One request with its answer. */
export interface AccessEntry {
  readonly address: string;
  readonly timeMs: number;
  readonly method: string;
  /** Path and query as the client sent them. */
  readonly target: string;
  readonly status: number;
  /** The length of the body; undefined where it is not known beforehand. */
  readonly sizeBytes: number | undefined;
  readonly durationMs: number;
  readonly referer: string | null;
  readonly agent: string | null;
}

/** Makes the function that logs requests; undefined for `none`. */
export function makeAccessLog(
  form: AccessLogForm,
  output: Pick<Output, "write">,
): ((entry: AccessEntry) => void) | undefined {
  if (form === "none") return undefined;
  return (entry) => output.write(`${formatAccess(entry, form)}\n`);
}

/** Formats an entry as one line, without its line end. */
export function formatAccess(entry: AccessEntry, form: "combined" | "json"): string {
  return form === "json" ? formatJson(entry) : formatCombined(entry);
}

function formatJson(entry: AccessEntry): string {
  const { timeMs, durationMs, sizeBytes, ...rest } = entry;
  const text = JSON.stringify({
    time: new Date(timeMs).toISOString(),
    ...rest,
    bytes: sizeBytes ?? null,
    ms: Math.round(durationMs * 1000) / 1000,
  });
  // Some of these characters would control the terminal that shows the log.
  return text.replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Formats an entry in the combined format of Apache and nginx, which every log reader knows. */
function formatCombined(entry: AccessEntry): string {
  const { address, timeMs, method, target, status, sizeBytes, referer, agent } = entry;
  const request = quote(`${method} ${target} HTTP/1.1`);
  return `${address || "-"} - - [${formatTime(timeMs)}] ${request} ${status} ` +
    `${sizeBytes ?? "-"} ${quote(referer ?? "-")} ${quote(agent ?? "-")}`;
}

/** `10/Oct/2000:13:55:36 +0000` */
function formatTime(timeMs: number): string {
  const [, day, month, year, time] = /, (\d\d) (\w{3}) (\d{4}) ([\d:]+)/
    .exec(new Date(timeMs).toUTCString())!;
  return `${day}/${month}/${year}:${time} +0000`;
}

/** Escapes a client's text, which must not end the line, close the quote or control a terminal. */
function quote(text: string): string {
  const escaped = text.replace(/["\\]/g, "\\$&").replace(/[^ -~]/gu, (character) => {
    const bytes = new TextEncoder().encode(character);
    return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
  });
  return `"${escaped}"`;
}
