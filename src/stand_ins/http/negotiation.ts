// Stands in for @std/http/negotiation 1.1.3 where JSR is out of reach, over npm's negotiator.
// @ts-types="@types/negotiator"
import Negotiator from "negotiator";

type WithHeaders = Pick<Request, "headers">;

/** The media types that the client accepts, best first; any type where it does not say. */
export function accepts(request: WithHeaders): string[];
/** The one of these media types that the client likes best, if it accepts any. */
export function accepts<T extends string = string>(
  request: WithHeaders,
  ...types: T[]
): T | undefined;
export function accepts(
  request: WithHeaders,
  ...types: string[]
): string | string[] | undefined {
  if (!request.headers.get("accept")) return types.length ? types[0] : ["*/*"];
  const client = negotiatorFor(request, "accept");
  return types.length ? client.mediaTypes(types)[0] : client.mediaTypes();
}

/** The codings that the client accepts, best first; `*` where it does not say. */
export function acceptsEncodings(request: WithHeaders): string[];
/** The one of these codings that the client likes best, if it accepts any. */
export function acceptsEncodings<T extends string = string>(
  request: WithHeaders,
  ...encodings: T[]
): T | undefined;
export function acceptsEncodings(
  request: WithHeaders,
  ...encodings: string[]
): string | string[] | undefined {
  if (!request.headers.get("accept-encoding")) return encodings.length ? encodings[0] : ["*"];
  const client = negotiatorFor(request, "accept-encoding");
  return encodings.length ? client.encodings(encodings)[0] : client.encodings();
}

/** The languages that the client accepts, best first; `*` where it does not say. */
export function acceptsLanguages(request: WithHeaders): string[];
/** The one of these languages that the client likes best, if it accepts any. */
export function acceptsLanguages<T extends string = string>(
  request: WithHeaders,
  ...langs: T[]
): T | undefined;
export function acceptsLanguages(
  request: WithHeaders,
  ...langs: string[]
): string | string[] | undefined {
  if (!request.headers.get("accept-language")) return langs.length ? langs[0] : ["*"];
  const client = negotiatorFor(request, "accept-language");
  return langs.length ? client.languages(langs)[0] : client.languages();
}

function negotiatorFor(request: WithHeaders, header: string): Negotiator {
  return new Negotiator({ headers: { [header]: request.headers.get(header) ?? undefined } });
}
