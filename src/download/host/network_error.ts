import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { TransferError } from "../model/errors.ts";

// Deno gives no codes for network errors, only text; tests/download/network_error_test.ts pins the texts by
// provoking each error for real.
const PATTERNS: readonly (readonly [RegExp, "network" | "tls", boolean, Text])[] = [
  [
    /invalid peer certificate|certificate (?:verify|required|expired|unknown)|UnknownIssuer|NotValidForName|BadSignature|UnsupportedCertVersion/i,
    "tls",
    false,
    { en: "the server's certificate is not trusted", zh: "服务器证书不受信任" },
  ],
  [
    // What came in answer to the greeting of TLS is no TLS, as where a web server without it says 400.
    /InvalidContentType/,
    "tls",
    false,
    {
      en: "the server answers without TLS at this port; perhaps it speaks plain http://",
      zh: "服务器在该端口的应答未使用 TLS，可能只支持 http://",
    },
  ],
  [
    /corrupt message|tls handshake|received fatal alert|peer (?:is incompatible|misbehaved)|tls/i,
    "tls",
    false,
    { en: "no secure connection could be made", zh: "无法建立安全连接" },
  ],
  [
    /dns error|failed to lookup address|name or service not known|no such host|name resolution/i,
    "network",
    true,
    { en: "the host name cannot be resolved", zh: "无法解析主机名" },
  ],
  [
    /connection refused/i,
    "network",
    true,
    { en: "the server refuses the connection", zh: "服务器拒绝连接" },
  ],
  [
    /unreachable/i,
    "network",
    true,
    { en: "the network cannot be reached", zh: "网络不可达" },
  ],
  [
    /timed out|timeout/i,
    "network",
    true,
    { en: "the connection timed out", zh: "连接超时" },
  ],
  [
    /invalid HTTP|parsed|malformed|message head is too large/i,
    "network",
    false,
    { en: "the answer is not valid HTTP", zh: "服务器的应答不是有效的 HTTP" },
  ],
  [
    /error reading a body|unexpected end of file|end of file before message|connection closed|reset|broken pipe|IncompleteMessage|connection error|aborted/i,
    "network",
    true,
    { en: "the connection was lost", zh: "连接中断" },
  ],
  [
    /blocked|are not allowed/i,
    "refused",
    false,
    { en: "this port is not allowed for HTTP", zh: "HTTP 不允许使用该端口" },
  ],
].map((row) => row as unknown as readonly [RegExp, "network" | "tls", boolean, Text]);

/** The system's words, in POSIX and on Windows, for a process that may open nothing more. */
const CROWDED = /too many open files|os error 10024/i;

/** All messages of an error and its causes, in one text. */
function allMessages(error: unknown): string {
  const parts: string[] = [];
  for (let at: unknown = error; at instanceof Error && parts.length < 5; at = at.cause) {
    parts.push(at.message);
  }
  // The URL in it may hold any word, and the query may hold a secret.
  return parts.join(": ").replace(/ for (?:url \(\S*\)|https?:\S*)/g, "");
}

/** Turns what fetch or a body threw into a {@linkcode TransferError}; one passes through as it is. */
export function networkError(error: unknown): TransferError {
  if (error instanceof TransferError) return error;
  const message = allMessages(error) || String(error);
  if (CROWDED.test(message)) {
    const text = { en: "too many open files", zh: "打开的文件过多" };
    return new TransferError("network", text, { isTransient: true, isCrowded: true, cause: error });
  }
  for (const [pattern, kind, isTransient, text] of PATTERNS) {
    if (pattern.test(message)) {
      return new TransferError(kind, text, { isTransient, cause: error });
    }
  }
  const shown = visible(message).slice(0, 200);
  return new TransferError("network", {
    en: `the transfer failed: ${shown}`,
    zh: `传输失败：${shown}`,
  }, { isTransient: true, cause: error });
}
