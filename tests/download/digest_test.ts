import { assert, assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { runEngine, testConfig } from "../support/engine_run.ts";
import {
  type Answer,
  bodyDigest,
  type RecordedRequest,
  redirect,
  ScriptedServer,
} from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

const REALM = "files";
const RETRY = { retries: 0, maxDelayMs: 1, maxRetryAfterMs: 1 };

interface DigestSite {
  readonly algorithm?: "MD5" | "SHA-256";
  readonly password?: string;
  /** The number of uses after which a nonce is stale. @default never */
  readonly nonceUses?: number;
}

/** The server's half of RFC 7616: accepts clients that prove to know the password of `me`, and checks their counts. */
class Gatekeeper {
  readonly #site: Required<DigestSite>;
  #nonce = 1;
  readonly #seen = new Set<string>();

  constructor(site: DigestSite) {
    this.#site = { algorithm: "MD5", password: "p@ss", nonceUses: Infinity, ...site };
  }

  #hash(...parts: string[]): string {
    const name = this.#site.algorithm === "MD5" ? "md5" : "sha256";
    return createHash(name).update(parts.join(":")).digest("hex");
  }

  /** Answers with the file after a valid proof, otherwise with the challenge. */
  answer({ method, target, headers }: RecordedRequest, file: Answer): Answer {
    const fields = Object.fromEntries(
      (headers.get("authorization") ?? "").replace(/^Digest /, "").split(", ").map((field) => {
        const [name = "", ...value] = field.split("=");
        return [name, value.join("=").replace(/^"|"$/g, "")];
      }),
    );
    const { nonce = "", nc = "", cnonce = "", qop = "", uri = "", response } = fields;
    const secret = this.#hash("me", REALM, this.#site.password);
    const proof = this.#hash(secret, nonce, nc, cnonce, qop, this.#hash(method, uri));
    const isRight = response === proof && uri === target && qop === "auth";
    const isNew = !this.#seen.has(`${nonce} ${nc}`);
    if (isRight && isNew && nonce === String(this.#nonce)) {
      this.#seen.add(`${nonce} ${nc}`);
      if (this.#seen.size % this.#site.nonceUses === 0) this.#nonce++;
      return file;
    }
    return this.#challenge(isRight);
  }

  #challenge(isStale: boolean): Answer {
    const { algorithm } = this.#site;
    const challenge = `Digest realm="${REALM}", nonce="${this.#nonce}", algorithm=${algorithm}, ` +
      `qop="auth,auth-int", stale=${isStale}`;
    return {
      status: 401,
      headers: [["WWW-Authenticate", 'Basic realm="x"'], ["WWW-Authenticate", challenge]],
    };
  }
}

async function fetchBehind(
  site: DigestSite,
  paths: readonly string[],
  config: Parameters<typeof testConfig>[1] = {},
) {
  const server = await ScriptedServer.start();
  await using _server = server;
  await using folder = await TempDir.make();
  const keeper = new Gatekeeper(site);
  const large = { body: { sizeBytes: 6_000_000, seed: 3 }, etag: '"a"' };
  server
    .on("/moved", (request) => keeper.answer(request, redirect(server.url("/a"))))
    .on(
      "/large",
      (request) => keeper.answer(request, large),
      (request) => keeper.answer(request, { ...large, cutAfterBytes: 3_000_000 }),
      (request) => keeper.answer(request, large),
    )
    .on("*", (request) => keeper.answer(request, { body: "here" }));
  const login = config.netrc ? "" : "me:p%40ss@";
  const urls = paths.map((path) => server.url(path).replace("//", `//${login}`));
  const run = await runEngine(urls, testConfig(folder.path, { retry: RETRY, ...config }));
  const [first] = run.arrivals;
  const bytes = first && await Deno.readFile(first.path);
  return { ...run, requests: server.requests, digest: bytes && bodyDigest(bytes) };
}

for (const algorithm of ["MD5", "SHA-256"] as const) {
  Deno.test(`a server that wants a digest by ${algorithm} gets one`, async () => {
    const { arrivals, requests } = await fetchBehind({ algorithm }, ["/a?b=1", "/c"], { jobs: 1 });
    assertEquals(arrivals.length, 2);
    // The second file is requested with a proof at once.
    assertEquals(requests.map(({ target }) => target), ["/a?b=1", "/a?b=1", "/c"]);
    assert(!requests[2]!.headers.get("authorization")!.includes("p@ss"));
  });
}

Deno.test("a stale nonce is replaced, also for many files at once", async () => {
  const paths = Array.from({ length: 24 }, (_, number) => `/${number}`);
  const one = await fetchBehind({ nonceUses: 1 }, paths.slice(0, 3), { jobs: 1 });
  assertEquals(one.arrivals.length, 3);
  const many = await fetchBehind({ nonceUses: 10 }, paths, { jobs: 8 });
  assertEquals([many.arrivals.length, many.failures.length], [24, 0]);
});

Deno.test("a wrong password fails for good, and is not tried again and again", async () => {
  const { failures, requests } = await fetchBehind({ password: "other" }, ["/a"], {
    retry: { ...RETRY, retries: 5 },
  });
  assertEquals(failures.map(({ message }) => message), ["the server answered 401"]);
  assertEquals(requests.length, 2);
});

Deno.test("digests go along on redirects, with ranges, and for logins out of netrc", async () => {
  assertEquals((await fetchBehind({}, ["/moved"])).arrivals.length, 1);
  const large = await fetchBehind({}, ["/large"], { retry: { ...RETRY, retries: 1 } });
  assertEquals(large.digest, bodyDigest({ sizeBytes: 6_000_000, seed: 3 }));
  assertEquals(large.requests.at(-1)?.headers.get("range"), "bytes=3000000-");
  const netrc = [{ machine: "127.0.0.1", login: "me", password: "p@ss" }];
  assertEquals((await fetchBehind({}, ["/a"], { netrc })).arrivals.length, 1);
});

Deno.test("a user's own Authorization header is sent only once", async () => {
  const { failures, requests } = await fetchBehind({}, ["/a"], {
    headers: [["Authorization", "Bearer x"]],
  });
  assertEquals([failures.length, requests.length], [1, 1]);
});
