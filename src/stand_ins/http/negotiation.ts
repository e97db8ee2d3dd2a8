// Stands in for @std/http/negotiation 1.1.3 where JSR is out of reach, over npm's negotiator.
// @ts-types="@types/negotiator"
import Negotiator from "negotiator";

/** The one of these languages that the client likes best, if it accepts any. */
export function acceptsLanguages<T extends string = string>(
  request: Pick<Request, "headers">,
  ...langs: T[]
): T | undefined {
  const header = request.headers.get("accept-language");
  if (!header) return langs[0];
  const client = new Negotiator({ headers: { "accept-language": header } });
  return client.languages(langs)[0] as T | undefined;
}
