import type { digestAuthorization, DigestChallenge } from "../../http/digest_auth.ts";
import { basicAuthorization, type Login } from "./request_headers.ts";

/** A server's challenge, and the number of answers to it. */
interface Session {
  readonly challenge: DigestChallenge;
  readonly cnonce: string;
  readonly prove: typeof digestAuthorization;
  count: number;
}

/** A request with a login. */
export interface LoginRequest {
  readonly url: URL;
  readonly method: string;
  readonly login: Login;
}

/** Makes the Authorization headers: with the password itself, or with a digest of it where the server asks for that. */
export class Logins {
  readonly #sessions = new Map<string, Session>();

  /** Makes the Authorization header for a request. */
  authorization({ url, method, login }: LoginRequest): string {
    const session = this.#sessions.get(keyOf(url, login));
    if (session === undefined) return basicAuthorization(login);
    const { challenge, cnonce, prove } = session;
    const target = url.pathname + url.search;
    return prove(challenge, { ...login, method, target, cnonce, count: ++session.count });
  }

  /**
   * Reads from a 401 which authentication scheme the server wants.
   *
   * @param sent the Authorization header that the server rejected
   * @returns whether another request may succeed
   */
  async learn(
    { headers }: Pick<Response, "headers">,
    { url, login }: Pick<LoginRequest, "url" | "login">,
    sent: string,
  ): Promise<boolean> {
    const header = headers.get("www-authenticate") ?? "";
    if (!/\bdigest\b/i.test(header)) return false;
    // Node's crypto takes longer to load than a small file takes to fetch, so it is loaded only when a server asks for
    // it.
    const { digestAuthorization, findDigestChallenge } = await import("../../http/digest_auth.ts");
    const challenge = findDigestChallenge(header);
    if (challenge === undefined) return false;
    const key = keyOf(url, login);
    const current = this.#sessions.get(key);
    // Another request has received a newer nonce while this one was under way.
    if (current !== undefined && !sent.includes(current.challenge.nonce)) return true;
    const cnonce = crypto.randomUUID();
    this.#sessions.set(key, { challenge, cnonce, prove: digestAuthorization, count: 0 });
    return current === undefined || challenge.isStale;
  }
}

function keyOf({ origin }: URL, { login, password }: Login): string {
  return JSON.stringify([origin, login, password]);
}
