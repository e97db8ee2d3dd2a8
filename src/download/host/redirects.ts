import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { TransferError } from "../model/errors.ts";
import { shownUrl } from "../model/shown_url.ts";

/** The most redirects to follow, as in browsers; a longer chain is a loop. */
export const MAX_REDIRECTS = 20;

// 300 offers a choice, and its Location is the server's preferred one (RFC 9110 §15.4.1); curl and browsers follow it.
const REDIRECT_STATUSES = new Set([300, 301, 302, 303, 307, 308]);

/**
 * Returns the target of a redirect (RFC 9110 §15.4) by coplay's rules: http(s) only, no https to http unless allowed,
 * and the user and password of a URL only for its origin.
 *
 * @param from the requested URL
 * @returns undefined where the answer is no redirect
 * @throws {TransferError} for a redirect that coplay does not follow
 */
export function redirectTarget(
  { status, headers }: Pick<Response, "status" | "headers">,
  from: URL,
  { allowsDowngrade }: { readonly allowsDowngrade: boolean },
): URL | undefined {
  const location = headers.get("location") ?? "";
  // An empty Location names no other place: following it would request the same page again and again.
  if (!REDIRECT_STATUSES.has(status) || location === "") return undefined;
  const next = parseLocation(onlyLocation(location), from);
  requireHttp(next);
  if (from.protocol === "https:" && next.protocol === "http:" && !allowsDowngrade) {
    throw refused({
      en: `the server redirects from https to plain ${
        shownUrl(next)
      }; --allow-downgrade permits it`,
      zh: `服务器从 https 重定向到不加密的 ${shownUrl(next)}；使用 --allow-downgrade 可允许`,
    });
  }
  return keepUser(next, from);
}

/** Makes the error for too many redirects. */
export function tooManyRedirects(): TransferError {
  return refused({
    en: `the server redirects more than ${MAX_REDIRECTS} times`,
    zh: `服务器重定向超过 ${MAX_REDIRECTS} 次`,
  });
}

/** Several Location headers arrive joined by a comma. Equal ones count as one; of different ones, none is valid. */
function onlyLocation(joined: string): string {
  const half = joined.slice(0, (joined.length - 2) / 2);
  if (joined === `${half}, ${half}`) return half;
  if (!/, (?:https?:)?\/\//i.test(joined)) return joined;
  throw refused({
    en: `the server redirects to two places at once: "${visible(joined)}"`,
    zh: `服务器同时重定向到两个地址：“${visible(joined)}”`,
  });
}

/**
 * Parses a Location. Bytes beyond ASCII arrive as Latin-1. Like curl and browsers, this escapes each byte unchanged:
 * raw UTF-8 then means what the server meant, and any other encoding returns to its server as it was.
 */
function parseLocation(location: string, from: URL): URL {
  const escaped = location.replace(
    /[\x80-\xff]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  try {
    return new URL(escaped, from);
  } catch {
    throw refused({
      en: `the server redirects to something that is no URL: "${visible(location)}"`,
      zh: `服务器重定向到的不是有效网址：“${visible(location)}”`,
    });
  }
}

function requireHttp({ protocol }: URL): void {
  if (protocol === "http:" || protocol === "https:") return;
  throw refused({
    en: `the server redirects to ${visible(protocol)} which is not http or https`,
    zh: `服务器重定向到 ${visible(protocol)}，不是 http 或 https`,
  });
}

/** Adds the user and password to a target on the same origin, because an absolute Location does not repeat them. */
function keepUser(next: URL, from: URL): URL {
  if (next.origin !== from.origin || next.username !== "" || next.password !== "") return next;
  next.username = from.username;
  next.password = from.password;
  return next;
}

function refused(text: Text): TransferError {
  return new TransferError("refused", text);
}
