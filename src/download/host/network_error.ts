import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { RefusedAddressError } from "../../http/checked_tunnel.ts";
import { TransferError } from "../model/errors.ts";

const LOST: Text = { en: "the connection was lost", zh: "连接中断" };

// Deno gives only texts for network errors, no codes; tests/download/network_error_test.ts provokes each error to hold
// these texts.
const PATTERNS: readonly (readonly [RegExp, "network" | "tls", boolean, Text])[] = [
  [
    /invalid peer certificate|certificate (?:verify|required|expired|unknown)|UnknownIssuer|NotValidForName|BadSignature|UnsupportedCertVersion/i,
    "tls",
    false,
    { en: "the server's certificate is not trusted", zh: "服务器证书不受信任" },
  ],
  [
    // The server does not answer in TLS; some servers send a plain 400 to the TLS handshake.
    /InvalidContentType/,
    "tls",
    false,
    {
      en: "the server answers without TLS at this port; perhaps it speaks plain http://",
      zh: "服务器在该端口的应答未使用 TLS，可能只支持 http://",
    },
  ],
  [
    // A connection that ends, even without TLS's close_notify, says nothing against the certificate or the handshake.
    /close_notify|handshake eof/i,
    "network",
    true,
    LOST,
  ],
  [
    /corrupt message|handshake|received fatal alert|peer (?:is incompatible|misbehaved)/i,
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
    // Deno has no option for a higher limit (hyperium/hyper#3283).
    /message head is too large/i,
    "network",
    false,
    {
      en:
        "the server sends more than 100 response headers, or some 400 KiB of them; no more can be read",
      zh: "服务器发送了超过 100 个响应头，或响应头总长超过约 400 KiB，无法读取",
    },
  ],
  [
    // hyper could accept folded lines (RFC 9112 §5.2), but Deno does not enable that.
    /invalid HTTP header/i,
    "network",
    false,
    {
      en: "the server sends a malformed response header, such as a line folded into several",
      zh: "服务器发送的响应头格式错误，例如一个响应头折成了多行",
    },
  ],
  [
    /invalid content-length/i,
    "network",
    false,
    {
      en: "the server sends a Content-Length that is no number, or two that differ",
      zh: "服务器发送的 Content-Length 不是数字，或有两个不同的值",
    },
  ],
  [
    /invalid HTTP|parsed|malformed/i,
    "network",
    false,
    { en: "the answer is not valid HTTP", zh: "服务器的应答不是有效的 HTTP" },
  ],
  [
    /error reading a body|unexpected end of file|end of file before message|connection closed|reset|broken pipe|IncompleteMessage|connection error|aborted/i,
    "network",
    true,
    LOST,
  ],
  [
    /blocked|are not allowed/i,
    "refused",
    false,
    { en: "this port is not allowed for HTTP", zh: "HTTP 不允许使用该端口" },
  ],
].map((row) => row as unknown as readonly [RegExp, "network" | "tls", boolean, Text]);

/** The text of POSIX and of Windows for too many open files. */
const CROWDED = /too many open files|os error 10024/i;

/** Joins all messages of an error and its causes. */
function allMessages(error: unknown): string {
  const parts: string[] = [];
  for (let at: unknown = error; at instanceof Error && parts.length < 5; at = at.cause) {
    parts.push(at.message);
  }
  // The URL may contain any word of the patterns, and its query may contain a secret.
  return parts.join(": ").replace(/ for (?:url \(\S*\)|https?:\S*)/g, "");
}

/** Whether an established connection ended before the answer, as it does after the server has closed a kept one. */
export function isUnanswered(error: unknown): boolean {
  return networkError(error).text === LOST && !allMessages(error).includes("(Connect)");
}

/**
 * Whether a server does not speak HTTP/2 although nothing else was offered. It says so in the handshake (RFC 7301 §3.2).
 * A server that does not know ALPN answers in HTTP/1.1, which is not a valid frame.
 */
export function speaksNoHttp2(error: unknown): boolean {
  return /NoApplicationProtocol|frame with invalid size/.test(allMessages(error));
}

/** Turns what fetch or a body threw into a {@linkcode TransferError}; one passes through as it is. */
export function networkError(error: unknown): TransferError {
  if (error instanceof TransferError) return error;
  if (error instanceof RefusedAddressError) return new TransferError("refused", error.text);
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

/** Makes the error for a body that ended before its length. */
export function shortBody(gotBytes: number, wantedBytes: number): TransferError {
  return new TransferError("network", {
    en: `the body ended after ${gotBytes} of ${wantedBytes} bytes`,
    zh: `数据在 ${gotBytes}/${wantedBytes} 字节处中断`,
  }, { isTransient: true });
}
