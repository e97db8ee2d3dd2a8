import type { digestAuthorization, DigestChallenge } from "../../http/digest_auth.ts";
import { basicAuthorization, type Login } from "./request_headers.ts";

/** A challenge of one server, and how often it was answered. */
interface Session {
  readonly challenge: DigestChallenge;
  readonly cnonce: string;
  readonly prove: typeof digestAuthorization;
  count: number;
}

/** A request that says who asks. */
export interface LoginRequest {
  readonly url: URL;
  readonly method: string;
  readonly login: Login;
}

/** Proves to servers who asks: by the password itself, or by a digest of it where a server has asked for that. */
export class Logins {
  readonly #sessions = new Map<string, Session>();

  /** The Authorization header for a request. */
  authorization({ url, method, login }: LoginRequest): string {
    const session = this.#sessions.get(keyOf(url, login));
    if (session === undefined) return basicAuthorization(login);
    const { challenge, cnonce, prove } = session;
    const target = url.pathname + url.search;
    return prove(challenge, { ...login, method, target, cnonce, count: ++session.count });
  }

  /**
   * Learns from a 401 how the server wants it proven.
   *
   * @param sent the Authorization header that it did not accept
   * @returns whether asking again may help
   */
  async learn(
    { headers }: Pick<Response, "headers">,
    { url, login }: Pick<LoginRequest, "url" | "login">,
    sent: string,
  ): Promise<boolean> {
    const header = headers.get("www-authenticate") ?? "";
    if (!/\bdigest\b/i.test(header)) return false;
    // Node's crypto takes longer to load than a small file to fetch, so it waits until a server wants it.
    const { digestAuthorization, findDigestChallenge } = await import("../../http/digest_auth.ts");
    const challenge = findDigestChallenge(header);
    if (challenge === undefined) return false;
    const key = keyOf(url, login);
    const current = this.#sessions.get(key);
    // While this request was under way, another one has learned of a newer nonce.
    if (current !== undefined && !sent.includes(current.challenge.nonce)) return true;
    const cnonce = crypto.randomUUID();
    this.#sessions.set(key, { challenge, cnonce, prove: digestAuthorization, count: 0 });
    return current === undefined || challenge.isStale;
  }
}

function keyOf({ origin }: URL, { login, password }: Login): string {
  return JSON.stringify([origin, login, password]);
}
