import { UsageError } from "../../cli/errors.ts";
import { readReason } from "../../cli/file_reason.ts";
import { type Io, tell, visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { OptionValues } from "../../cli/command_line/options.ts";
import { parseCookieFile } from "../../http/cookie_file.ts";
import { type Cookie, CookieJar } from "../../http/cookie_jar.ts";
import { isHeaderValue } from "../../http/header_value.ts";
import type { LineProblem } from "../../http/line_problem.ts";
import { type NetrcEntry, parseNetrc } from "../../http/netrc.ts";
import { PublicAddresses } from "../../http/public_addresses.ts";
import { Proxies, unusableProxyText } from "../../http/proxies.ts";
import { LineError, parseHeader } from "../input/entry_text.ts";
import type { DownloadConfig } from "../model/config.ts";
import { DEFAULTS } from "../model/defaults.ts";
import type { DOWNLOAD_OPTIONS } from "./options.ts";
import { readNamedFile } from "../../cli/process/named_file.ts";

type Given = OptionValues<typeof DOWNLOAD_OPTIONS>;

type RequestConfig = Pick<
  DownloadConfig,
  | "userAgent"
  | "headers"
  | "jar"
  | "netrc"
  | "caCerts"
  | "family"
  | "allowsDowngrade"
  | "publicOnly"
  | "proxies"
>;

/** Decides how to make requests. @throws {UsageError} where an option is invalid */
export function decideRequests(given: Given, io: Io): RequestConfig {
  const userAgent = given["user-agent"] ?? DEFAULTS.userAgent;
  if (!isHeaderValue(userAgent)) {
    throw new UsageError({
      en: "--user-agent must not hold line breaks or control characters",
      zh: "--user-agent 不能包含换行或控制字符",
    });
  }
  const proxies = readProxies(io);
  const deniesPrivate = given["deny-private"] ?? false;
  if (deniesPrivate && !proxies.isEmpty) throw cannotDeny();
  return {
    userAgent,
    headers: (given.header ?? []).map(readHeader),
    jar: new CookieJar(given.cookies === undefined ? [] : readCookies(given.cookies, io)),
    netrc: given.netrc ? readNetrc(io) : [],
    caCerts: (given.ca ?? []).map((path) => readCertificates(path, io)),
    family: given.ipv4 ? 4 : given.ipv6 ? 6 : undefined,
    allowsDowngrade: given["allow-downgrade"] ?? false,
    publicOnly: deniesPrivate ? new PublicAddresses() : undefined,
    proxies,
  };
}

function cannotDeny(): UsageError {
  return new UsageError({
    en:
      "--deny-private cannot be kept through a proxy, which finds the addresses by itself; let the proxy " +
      "refuse private ones, or unset http_proxy, https_proxy and all_proxy",
    zh:
      "使用代理时无法保证 --deny-private，因为地址由代理解析；请在代理上禁止内网地址，或取消设置 http_proxy、https_proxy 和 all_proxy",
  });
}

function readHeader(line: string): [string, string] {
  try {
    return parseHeader(line);
  } catch (error) {
    throw error instanceof LineError ? new UsageError(error.text) : error;
  }
}

/** Reads the proxies. A run that could not use one that the user wants does not start. */
function readProxies(io: Io): Proxies {
  const proxies = new Proxies(io.env);
  if (proxies.unusable) {
    const { en, zh } = unusableProxyText(proxies.unusable);
    throw new UsageError({
      en: `Nothing was started: ${en}`,
      zh: `没有开始任何下载：${zh}`,
    });
  }
  return proxies;
}

function readText(path: string, what: Text, io: Io): string {
  try {
    return decode(readNamedFile(path, io));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = readReason(error);
    throw new UsageError({
      en: `Cannot read the ${what.en} "${visible(path)}": ${reason.en}`,
      zh: `无法读取${what.zh}“${visible(path)}”：${reason.zh}`,
    });
  }
}

/** Decodes a file that may be UTF-16 with a byte order mark, as Windows' own programs write it. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}

function requireNoProblems(path: string, problems: readonly LineProblem[]): void {
  const first = problems[0];
  if (!first) return;
  const where = `${visible(path)}:${first.line}`;
  throw new UsageError({
    en: `${where}: ${first.text.en}`,
    zh: `${where}：${first.text.zh}`,
  });
}

/** The most problems of a cookie file that are reported one by one; of the rest only the number is. */
const MAX_TOLD = 10;

/** Reads cookies. An invalid line loses one cookie, which is no reason to fetch nothing. */
function readCookies(path: string, io: Io): readonly Cookie[] {
  const what = { en: "cookie file", zh: " Cookie 文件" };
  const { cookies, problems } = parseCookieFile(readText(path, what, io));
  for (const { at, text } of problems.slice(0, MAX_TOLD)) {
    const where = `${visible(path)}${at}`;
    const isWhole = at === "";
    tell(io, {
      en: `${where}: ${isWhole ? "no cookie is read" : "this cookie is left out"}: ${text.en}`,
      zh: `${where}：${isWhole ? "未读取任何" : "忽略该"} Cookie：${text.zh}`,
    });
  }
  const more = problems.length - MAX_TOLD;
  if (more > 0) {
    tell(io, {
      en: `${visible(path)}: ${more} more ${more === 1 ? "cookie is" : "cookies are"} left out`,
      zh: `${visible(path)}：另有 ${more} 个 Cookie 被忽略`,
    });
  }
  return cookies;
}

function readNetrc(io: Io): readonly NetrcEntry[] {
  const home = io.env("HOME") || io.env("USERPROFILE") || "";
  const path = io.env("NETRC") || `${home}/.netrc`;
  const what = { en: "netrc file", zh: " netrc 文件" };
  const { entries, problems } = parseNetrc(readText(path, what, io));
  requireNoProblems(path, problems);
  return entries;
}

function readCertificates(path: string, io: Io): string {
  const text = readText(path, { en: "certificates", zh: "证书" }, io);
  if (!text.includes("-----BEGIN CERTIFICATE-----")) {
    throw new UsageError({
      en: `"${visible(path)}" holds no certificate in PEM form`,
      zh: `“${visible(path)}”中没有 PEM 格式的证书`,
    });
  }
  try {
    Deno.createHttpClient({ caCerts: [text] }).close();
    return text;
  } catch {
    throw new UsageError({
      en: `"${visible(path)}" holds a certificate that is damaged`,
      zh: `“${visible(path)}”中的证书已损坏`,
    });
  }
}
