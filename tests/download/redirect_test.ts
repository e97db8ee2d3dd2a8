import { assert, assertEquals } from "@std/assert";
import { basename } from "node:path";
import { SYSTEM_CLOCK } from "../../src/download/model/clock.ts";
import { CookieJar } from "../../src/http/cookie_jar.ts";
import { Gate } from "../support/gate.ts";
import { type Answer, redirect, ScriptedServer } from "../support/scripted_server.ts";
import { runCoplay } from "../support/coplay.ts";
import { type EngineRun, runEngine, testConfig } from "../support/engine_run.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";
import { WHY_NO_LOCALHOST } from "../support/systems.ts";
import { testUnless } from "../support/test_unless.ts";

const SECRETS = ["authorization", "cookie", "x-api-key"] as const;
const HEADERS = [
  ["Authorization", "Bearer token"],
  ["Cookie", "session=1"],
  ["X-Api-Key", "key"],
] as const;

/** Lists the secret headers of each request, in order. */
function secrets(server: ScriptedServer): string[][] {
  return server.requests.map(({ headers }) => SECRETS.filter((name) => headers.has(name)));
}

async function run(
  url: string,
  config: Parameters<typeof testConfig>[1] = {},
  options: Parameters<typeof runEngine>[2] = {},
): Promise<EngineRun & { text: string | undefined }> {
  await using folder = await TempDir.make();
  const retry = { retries: 0, maxDelayMs: 1, maxRetryAfterMs: 1 };
  const result = await runEngine([url], testConfig(folder.path, { retry, ...config }), options);
  const path = result.arrivals[0]?.path;
  return { ...result, text: path && await Deno.readTextFile(path) };
}

Deno.test("the user's headers are sent on the same origin", async () => {
  await using server = await ScriptedServer.start();
  server.on("/a", redirect("/b")).on("/b", redirect("c?d=1")).on("/c", { body: "here" });
  const { text } = await run(server.url("/a"), { headers: HEADERS });
  assertEquals(text, "here");
  assertEquals(secrets(server), [[...SECRETS], [...SECRETS], [...SECRETS]]);
  assertEquals(server.requests[2]?.target, "/c?d=1");
});

Deno.test("headers of the user are dropped on another origin, and stay dropped on the way back", async () => {
  await using first = await ScriptedServer.start();
  await using second = await ScriptedServer.start();
  first.on("/a", redirect(second.url("/b"))).on("/c", { body: "here" });
  second.on("/b", redirect(first.url("/c")));
  const { text } = await run(first.url("/a"), { headers: HEADERS });
  assertEquals(text, "here");
  assertEquals(secrets(first), [[...SECRETS], []]);
  assertEquals(secrets(second), [[]]);
});

Deno.test("headers of a line are dropped like those of the command", async () => {
  await using first = await ScriptedServer.start();
  await using second = await ScriptedServer.start();
  await using folder = await TempDir.make();
  first.on("/a", redirect(second.url("/b")));
  second.on("/b", { body: "here" });
  const entry = { urls: [first.url("/a")] as [string], headers: HEADERS };
  await runEngine([entry], testConfig(folder.path));
  assertEquals([secrets(first), secrets(second)], [[[...SECRETS]], [[]]]);
});

Deno.test("dropped headers stay dropped for segments and for resuming", async () => {
  await using first = await ScriptedServer.start();
  await using second = await ScriptedServer.start();
  const body = { sizeBytes: 6 << 20, seed: 5 };
  first.on("/a", redirect(second.url("/b")));
  const whole = { body, etag: '"a"', headers: { "accept-ranges": "bytes" } };
  const [slow, segment] = [new Gate(), new Gate()];
  second.on(
    "/b",
    { ...whole, holdsBody: { gate: slow, afterBytes: 50_000 } },
    { ...whole, holdsHeaders: segment },
    whole,
  );
  const ended = run(first.url("/a"), {
    headers: HEADERS,
    connections: { count: 4, isExplicit: true },
  }, { clock: SYSTEM_CLOCK });
  await segment.arrival();
  segment.open();
  slow.open();
  await ended;
  assertEquals(secrets(second).flat(), []);
});

Deno.test("another port of the same host is another origin", async () => {
  await using first = await ScriptedServer.start();
  await using second = await ScriptedServer.start();
  first.on("/a", redirect(second.url("/b").replace("127.0.0.1", "127.0.0.1")));
  second.on("/b", { body: "here" });
  await run(first.url("/a"), { headers: [["X-Api-Key", "key"]] });
  assertEquals(secrets(second), [[]]);
});

testUnless(
  WHY_NO_LOCALHOST,
  "cookies of the jar go where their domain says, also after a redirect",
  async () => {
    await using first = await ScriptedServer.start();
    await using second = await ScriptedServer.start();
    const base = { isHostOnly: true, path: "/", isSecure: false, expiresMs: undefined };
    const jar = new CookieJar([
      { ...base, name: "here", value: "1", domain: "127.0.0.1" },
      { ...base, name: "there", value: "2", domain: "localhost" },
      { ...base, name: "elsewhere", value: "3", domain: "example.com" },
    ]);
    const there = second.url("/b").replace("127.0.0.1", "localhost");
    first.on("/a", { status: 302, headers: { location: there, "set-cookie": "new=4" } });
    second.on("/b", { body: "here" });
    await run(first.url("/a"), { jar });
    assertEquals(first.requests[0]?.headers.get("cookie"), "here=1");
    assertEquals(second.requests[0]?.headers.get("cookie"), "there=2");
  },
);

Deno.test("a cookie set by a redirect is sent with the next request there", async () => {
  await using server = await ScriptedServer.start();
  server
    .on("/a", { status: 302, headers: { location: "/b", "set-cookie": "pass=1; Path=/" } })
    .on(
      "/b",
      ({ headers }) => headers.get("cookie") === "pass=1" ? { body: "in" } : { status: 403 },
    );
  assertEquals((await run(server.url("/a"))).text, "in");
});

testUnless(
  WHY_NO_LOCALHOST,
  "netrc gives each host its own password, and the user's header goes first",
  async () => {
    await using first = await ScriptedServer.start();
    await using second = await ScriptedServer.start();
    const netrc = [
      { machine: "127.0.0.1", login: "me", password: "one" },
      { machine: "localhost", login: "me", password: "two" },
    ];
    first.on("/a", redirect(second.url("/b").replace("127.0.0.1", "localhost")));
    second.on("/b", { body: "here" });
    await run(first.url("/a"), { netrc });
    assertEquals(first.requests[0]?.headers.get("authorization"), `Basic ${btoa("me:one")}`);
    assertEquals(second.requests[0]?.headers.get("authorization"), `Basic ${btoa("me:two")}`);
    await run(first.url("/a"), { netrc, headers: [["Authorization", "Bearer t"]] });
    assertEquals(first.requests[1]?.headers.get("authorization"), "Bearer t");
  },
);

Deno.test("the user in a URL is sent to its own origin only", async () => {
  await using first = await ScriptedServer.start();
  await using second = await ScriptedServer.start();
  first.on("/a", redirect("/b")).on("/b", redirect(second.url("/c")));
  second.on("/c", { body: "here" });
  await run(first.url("/a").replace("//", "//me:p%40ss@"));
  const sent = [...first.requests, ...second.requests].map(({ headers }) =>
    headers.get("authorization")
  );
  assertEquals(sent, [`Basic ${btoa("me:p@ss")}`, `Basic ${btoa("me:p@ss")}`, null]);
});

Deno.test("the user in a URL goes along wherever the origin stays the same, and never beyond", async () => {
  await using first = await ScriptedServer.start();
  await using second = await ScriptedServer.start();
  first
    .on("/a", redirect(first.url("/b")))
    .on("/b", redirect(first.url("/c").replace("http:", "")))
    .on("/c", redirect(second.url("/d")))
    .on("/f", { body: "here" });
  second.on("/d", redirect("/e")).on("/e", redirect(first.url("/f")));
  await run(first.url("/a").replace("//", "//me:p%40ss@"));
  const sent = (server: ScriptedServer) =>
    server.requests.map(({ path, headers }) => [path, headers.get("authorization")]);
  const basic = `Basic ${btoa("me:p@ss")}`;
  assertEquals(sent(first), [["/a", basic], ["/b", basic], ["/c", basic], ["/f", null]]);
  assertEquals(sent(second), [["/d", null], ["/e", null]]);
});

Deno.test("a password without a user is sent as well", async () => {
  await using server = await ScriptedServer.start();
  server.on("/a", { body: "here" });
  await run(server.url("/a").replace("//", "//:key@"));
  assertEquals(server.requests[0]?.headers.get("authorization"), `Basic ${btoa(":key")}`);
});

Deno.test("an answer whose Location is empty is no redirect", async () => {
  await using server = await ScriptedServer.start();
  server.on("/a", redirect(""));
  const { failures } = await run(server.url("/a"));
  assertEquals(failures.map(({ message }) => message), ["the server answered 302"]);
  assertEquals(server.requests.length, 1);
});

Deno.test("a Location that is sent twice counts once; two different ones lead nowhere", async () => {
  await using server = await ScriptedServer.start();
  const twice = (first: string, second: string): Answer => ({
    status: 302,
    headers: [["Location", first], ["Location", second]],
  });
  server
    .on("/same", twice("/b", "/b"))
    .on("/two", twice("http://one.test/", "http://two.test/"))
    .on("/comma", redirect("/c, d"))
    .on("*", { body: "here" });
  assertEquals((await run(server.url("/same"))).text, "here");
  assertEquals(server.requests[1]?.target, "/b");
  const { failures } = await run(server.url("/two"));
  assert(failures[0]?.message.startsWith("the server redirects to two places"), `${failures[0]}`);
  assertEquals((await run(server.url("/comma"))).text, "here");
  assertEquals(server.requests.at(-1)?.target, "/c,%20d");
});

const REFUSED: readonly [location: string, says: string][] = [
  ["file:///etc/passwd", "redirects to file: which is not http or https"],
  ["ftp://127.0.0.1/x", "redirects to ftp: which is not http or https"],
  ["data:text/plain,hello", "redirects to data: which is not http or https"],
  ["blob:http://127.0.0.1/x", "redirects to blob: which is not http or https"],
  ["javascript:alert(1)", "redirects to javascript: which is not http or https"],
  ["http://", "redirects to something that is no URL"],
  ["http://[::1", "redirects to something that is no URL"],
];

for (const [location, says] of REFUSED) {
  Deno.test(`a redirect to ${location} is refused`, async () => {
    await using server = await ScriptedServer.start();
    server.on("/a", redirect(location));
    const { failures } = await run(server.url("/a"), {
      retry: { retries: 5, maxDelayMs: 1, maxRetryAfterMs: 1 },
    });
    assertEquals(failures.map(({ kind }) => kind), ["refused"]);
    assert(failures[0]!.message.includes(says), failures[0]!.message);
    assertEquals(server.requests.length, 1);
  });
}

for (const status of [300, 301, 302, 303, 307, 308]) {
  Deno.test(`a ${status} is followed with the range that was asked for`, async () => {
    await using server = await ScriptedServer.start();
    const body = { sizeBytes: 600_000, seed: 2 };
    const answer = { body, etag: '"a"' };
    server.on("/a", redirect("/b", status)).on("/b", { ...answer, cutAfterBytes: 300_000 }, answer);
    const retry = { retries: 1, maxDelayMs: 1, maxRetryAfterMs: 1 };
    assertEquals((await run(server.url("/a"), { retry })).failures, []);
    assertEquals(server.requestsFor("/b")[1]?.headers.get("range"), "bytes=300000-");
  });
}

Deno.test("a loop of redirects ends", async () => {
  await using server = await ScriptedServer.start();
  server.on("/a", redirect("/b")).on("/b", redirect("/a"));
  const { failures } = await run(server.url("/a"));
  assertEquals(failures[0]?.message, "the server redirects more than 20 times");
  assertEquals(server.requests.length, 21);
});

Deno.test("twenty redirects are followed, one more is not", async () => {
  await using server = await ScriptedServer.start();
  const hop = ({ path }: { path: string }) => {
    const left = Number(path.slice(1));
    return left === 0 ? { body: "here" } : redirect(`/${left - 1}`);
  };
  server.on("*", hop);
  assertEquals((await run(server.url("/20"))).text, "here");
  assertEquals((await run(server.url("/21"))).failures[0]?.kind, "refused");
});

const LOCATIONS: readonly [location: string, target: string][] = [
  ["/x", "/x"],
  ["x", "/dir/x"],
  ["../x", "/x"],
  ["?x", "/dir/a?x"],
  ["./x#fragment", "/dir/x"],
  // Raw UTF-8, as latin1 text.
  ["/\xe4\xbd\xa0.zip", "/%E4%BD%A0.zip"],
  // Latin-1 that is not valid UTF-8 returns byte by byte.
  ["/\xe9", "/%E9"],
  ["/a?\xe9=\xe4\xbd\xa0", "/a?%E9=%E4%BD%A0"],
  ["/a b", "/a%20b"],
];

for (const [location, target] of LOCATIONS) {
  Deno.test(`Location ${JSON.stringify(location)} leads to ${target}`, async () => {
    await using server = await ScriptedServer.start();
    server.on(
      "/dir/a",
      (request) => request.target === "/dir/a" ? redirect(location) : { body: "here" },
    ).on("*", { body: "here" });
    assertEquals((await run(server.url("/dir/a"))).text, "here");
    assertEquals(server.requests[1]?.target, target);
  });
}

Deno.test("a name comes from the requested URL, not from the redirect's target", async () => {
  await using server = await ScriptedServer.start();
  server.on("/a.zip", redirect("/.bashrc")).on("/.bashrc", { body: "x" });
  const { arrivals } = await run(server.url("/a.zip"));
  assertEquals(basename(arrivals[0]!.path), "a.zip");
});

testUnless(
  WHY_NO_LOCALHOST,
  "https to http is refused, unless it is allowed; secrets stay behind then, too",
  async () => {
    const tls = await makeTestCertificate();
    await using secure = await ScriptedServer.start({ tls });
    await using plain = await ScriptedServer.start();
    secure.on("/a", redirect(plain.url("/b").replace("127.0.0.1", "localhost")));
    plain.on("/b", { body: "here" });
    const netrc = [{ machine: "localhost", login: "me", password: "one" }];
    const config = { caCerts: [tls.cert], headers: HEADERS, netrc };
    const refused = await run(secure.url("/a"), config);
    assert(refused.failures[0]?.message.includes("--allow-downgrade"));
    assertEquals(plain.requests.length, 0);
    const allowed = await run(secure.url("/a"), { ...config, allowsDowngrade: true });
    assertEquals(allowed.text, "here");
    assertEquals(secrets(plain), [[]]);
  },
);

Deno.test("a user and password in a URL show up nowhere", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const secret = "s3cr3t";
  const body = { sizeBytes: 600_000 };
  server
    .on("/half", { body, etag: '"a"', cutAfterBytes: 10_000 })
    .on("/away", redirect("ftp://me:s3cr3t@127.0.0.1/x"))
    .on("/on", redirect(server.url("/gone").replace("//", "//you:s3cr3t@")))
    .on("/good", { body: "good" });
  const urls = ["/half", "/away", "/on", "/good", "/missing"].map((path) =>
    server.url(path).replace("//", "//me:s3cr3t@")
  );
  const list = [...urls, "ftp://me:s3cr3t@127.0.0.1/x", "http://me:s3cr3t@[/x"].join("\n");
  const args = ["download", "-i", "-", "-d", folder.path, "--retries", "0"];
  for (const more of [["--json"], ["--progress=lines"], ["--progress=bars"], ["-q"]]) {
    const { stdout, stderr } = await runCoplay([...args, ...more], { stdin: list });
    assertEquals(`${stdout}${stderr}`.split("\n").filter((line) => line.includes(secret)), []);
  }
  for (const name of await folder.names()) {
    assert(!(await Deno.readTextFile(folder.join(name))).includes(secret), name);
  }
  assert((await folder.names()).some((name) => name.endsWith("journal")));
});

Deno.test("--max-size refuses by what the server says, and by what it sends", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const body = { sizeBytes: 600_000 };
  server
    .on("/said", { body })
    .on("/unsaid", { body, framing: "chunked" })
    .on("/endless", { body: { sizeBytes: 1 << 30 }, framing: "close" })
    .on("/exact", { body: { sizeBytes: 500_000 }, framing: "chunked" });
  const urls = ["/said", "/unsaid", "/endless", "/exact"].map((path) => server.url(path));
  const config = testConfig(folder.path, { maxSize: 500_000 });
  const { failures, arrivals, retries } = await runEngine(urls, config);
  assertEquals(failures.map(({ kind }) => kind), ["refused", "refused", "refused"]);
  assertEquals([arrivals.length, retries.length], [1, 0]);
  assertEquals(await folder.names(), ["exact"]);
});

for (const [family, host] of [[4, "127.0.0.1"], [6, "[::1]"]] as const) {
  Deno.test(`-${family} keeps to addresses of that family`, async () => {
    await using server = await ScriptedServer.start();
    server.on("/a", { body: "here" });
    const other = server.url("/a").replace("127.0.0.1", host === "[::1]" ? "127.0.0.1" : "[::1]");
    const { failures } = await run(other, { family });
    assertEquals(failures.map(({ kind }) => kind), ["network"]);
    assertEquals(server.requests.length, 0);
    if (family === 4) assertEquals((await run(server.url("/a"), { family })).text, "here");
  });
}

Deno.test("https at a port that speaks plain http is reported as such, and not tried again", async () => {
  await using server = await ScriptedServer.start();
  using plain = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let connections = 0;
  const serve = async () => {
    for await (const connection of plain) {
      connections++;
      await connection.read(new Uint8Array(999));
      await connection.write(new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n"));
      connection.close();
    }
  };
  serve();
  const { port } = plain.addr as Deno.NetAddr;
  server.on("/a", redirect(`https://127.0.0.1:${port}/b`));
  const { failures } = await run(server.url("/a"), {
    retry: { retries: 5, maxDelayMs: 1, maxRetryAfterMs: 1 },
  });
  assertEquals(failures.map(({ kind }) => kind), ["tls"]);
  assert(failures[0]?.message.startsWith("the server answers without TLS"), `${failures[0]}`);
  assertEquals(connections, 1);
});
