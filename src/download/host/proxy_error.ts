import { messageOf } from "../../cli/io.ts";
import { TransferError } from "../model/errors.ts";
import type { Proxy } from "../../http/proxies.ts";
import { isTransientStatus } from "./answer.ts";
import { networkError } from "./network_error.ts";
import { tunnelStatus } from "./tunnel_status.ts";

/** Makes the error for 407, by which only a proxy asks for a login (RFC 9110 §15.5.8). */
export function proxyWantsPassword({ variable, basicAuth }: Proxy): TransferError {
  const text = basicAuth === undefined
    ? {
      en: `the proxy in ${variable} asks for a user name and password (407)`,
      zh: `${variable} 中的代理要求用户名和密码（407）`,
    }
    : {
      en: `the proxy in ${variable} does not accept this user name and password (407)`,
      zh: `${variable} 中的代理不接受该用户名和密码（407）`,
    };
  return new TransferError("network", text);
}

/** @param status the proxy's answer to CONNECT; undefined where it is unknown */
function refuses({ variable }: Proxy, cause: unknown, status?: number): TransferError {
  const shown = status === undefined ? "" : ` (${status})`;
  const shownZh = status === undefined ? "" : `（${status}）`;
  return new TransferError("network", {
    en: `the proxy in ${variable} refuses to connect to this server${shown}`,
    zh: `${variable} 中的代理拒绝连接该服务器${shownZh}`,
  }, { cause, isTransient: status !== undefined && isTransientStatus(status) });
}

/** Makes the error for a proxy that reports a failure or closes the connection. */
function fails({ variable }: Proxy, cause: unknown): TransferError {
  return new TransferError("network", {
    en: `the proxy in ${variable} makes no connection to this server`,
    zh: `${variable} 中的代理没能连接到该服务器`,
  }, { cause, isTransient: true });
}

function speaksNoSocks({ variable }: Proxy, cause: unknown): TransferError {
  return new TransferError("network", {
    en: `what ${variable} names is no SOCKS5 proxy`,
    zh: `${variable} 中的地址不是 SOCKS5 代理`,
  }, { cause });
}

function outOfReach({ variable }: Proxy, cause: unknown): TransferError {
  const { text, detail } = networkError(cause);
  return new TransferError("network", {
    en: `the proxy in ${variable} cannot be reached: ${text.en}`,
    zh: `无法连接 ${variable} 中的代理：${text.zh}`,
  }, detail);
}

// As in network_error.ts, only texts tell the errors apart; tests/download/proxy_test.ts provokes each. An error that
// is not listed here is the server's, passed on by the proxy.
const PATTERNS: readonly (readonly [RegExp, (proxy: Proxy, cause: unknown) => TransferError])[] = [
  [/proxy authentication required|acceptable auth methods|password auth/i, proxyWantsPassword],
  [/by ruleset/i, refuses],
  [/eof while tunneling|socks server failure/i, fails],
  [/tcp connect error|dns error|failed to lookup|proxy server unreachable/i, outOfReach],
  [/invalid response version|early eof|unexpected end of file/i, speaksNoSocks],
];

/** A request that went through a proxy. */
export interface ProxyRequest {
  readonly url: URL;
  readonly caCerts: readonly string[];
  readonly signal: AbortSignal;
}

/** Turns fetch's error for a request through a proxy into a {@linkcode TransferError} that names its cause. */
export async function proxyError(
  error: unknown,
  proxy: Proxy,
  request: ProxyRequest,
): Promise<TransferError> {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const message = messageOf(cause);
  // Once the proxy's tunnel stands, errors come from the server.
  if (!message.includes("(Connect)")) return networkError(error);
  if (/unsuccessful tunnel/i.test(message)) {
    const status = await tunnelStatus(proxy, request.url, request);
    return status === 200 ? fails(proxy, error) : refuses(proxy, error, status);
  }
  for (const [pattern, make] of PATTERNS) {
    if (pattern.test(message)) return make(proxy, error);
  }
  const failure = networkError(error);
  // Before a plain http server, only the proxy speaks TLS.
  const isProxys = failure.kind === "tls" && request.url.protocol === "http:";
  return isProxys ? outOfReach(proxy, error) : failure;
}
