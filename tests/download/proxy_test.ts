import { assert, assertEquals } from "@std/assert";
import { Proxies } from "../../src/http/proxies.ts";
import { runCoplay } from "../support/coplay.ts";
import { ProxyServer } from "../support/proxy_server.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
import { SocksServer } from "../support/socks_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";

Deno.test("http goes through HTTP_PROXY, with its password, and past it by NO_PROXY", async () => {
  await using server = await ScriptedServer.start();
  await using proxy = await ProxyServer.start();
  await using folder = await TempDir.make();
  server.on("*", { body: "here" });
  const http_proxy = proxy.url.replace("//", "//me:pass@");
  const args = ["download", "-d", folder.path];
  const through = await runCoplay([...args, server.url("/a")], { env: { http_proxy } });
  assertEquals(through.code, 0, through.stderr);
  assertEquals(proxy.heads.length, 1);
  assert(proxy.heads[0]!.startsWith(`GET ${server.url("/a")} `));
  assert(
    proxy.heads[0]!.toLowerCase().includes(
      `proxy-authorization: basic ${btoa("me:pass")}`.toLowerCase(),
    ),
  );
  const past = await runCoplay([...args, server.url("/b")], {
    env: { http_proxy, no_proxy: "127.0.0.1" },
  });
  assertEquals([past.code, proxy.heads.length], [0, 1]);
  assert(!`${through.stdout}${through.stderr}`.includes("pass"));
});

Deno.test("https goes through HTTPS_PROXY as a tunnel that sees no header of the user", async () => {
  const tls = await makeTestCertificate();
  await using server = await ScriptedServer.start({ tls });
  await using proxy = await ProxyServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "here" });
  await Deno.writeTextFile(folder.join("ca.pem"), tls.cert);
  const args = ["download", "-d", folder.path, "--ca", folder.join("ca.pem"), server.url("/a")];
  const { code, stderr } = await runCoplay([...args, "-H", "X-Api-Key: key"], {
    env: { HTTPS_PROXY: proxy.url },
  });
  assertEquals(code, 0, stderr);
  assertEquals(proxy.heads.map((head) => head.split(" ")[0]), ["CONNECT"]);
  assert(!proxy.heads[0]!.includes("key"));
  assertEquals(server.requests[0]?.headers.get("x-api-key"), "key");
});

type Env = Record<string, string>;

/** Fetches one file with these variables. @returns the result, the message, and whether the server got a request */
async function fetchUnder(env: Env, { tls, args = [] }: {
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly args?: readonly string[];
} = {}): Promise<{ code: number; said: string; asked: number; host: string }> {
  await using server = await ScriptedServer.start(tls ? { tls } : {});
  await using folder = await TempDir.make();
  server.on("/a", { body: "here" });
  await Deno.writeTextFile(folder.join("ca.pem"), tls?.cert ?? "");
  const own = ["download", "-d", folder.path, server.url("/a"), ...args];
  if (tls) own.push("--ca", folder.join("ca.pem"));
  const { code, stdout, stderr } = await runCoplay(own, { env });
  return { code, said: stdout + stderr, asked: server.requests.length, host: server.url("/") };
}

// Deno silently ignores each of these and connects to the server directly.
const UNUSABLE: readonly [env: Env, says: string][] = [
  [
    { ALL_PROXY: "socks4://me:s3cr3t@127.0.0.1:1" },
    "ALL_PROXY cannot be used: coplay cannot use a socks4 proxy",
  ],
  [
    { all_proxy: "socks://127.0.0.1:1" },
    "all_proxy cannot be used: coplay cannot use a socks proxy",
  ],
  [{ http_proxy: "ftp://127.0.0.1:1" }, "http_proxy cannot be used: coplay cannot use a ftp proxy"],
  [{ HTTP_PROXY: "http://127.0.0.1:99999" }, "HTTP_PROXY cannot be used: it is no address"],
  [{ http_proxy: "http://" }, "http_proxy cannot be used: it is no address"],
  [{ http_proxy: "http://[::1" }, "http_proxy cannot be used: it is no address"],
  [{ http_proxy: "two words" }, "http_proxy cannot be used: it is no address"],
];

for (const [env, says] of UNUSABLE) {
  Deno.test(`${JSON.stringify(env)} starts nothing, and never goes past the proxy`, async () => {
    const { code, said, asked } = await fetchUnder(env);
    assertEquals([code, asked], [2, 0], said);
    assert(said.includes(says), said);
    assert(!said.includes("s3cr3t"), said);
  });
}

Deno.test("where some hosts are exempt, an unusable proxy fails the files that would need it", async () => {
  const ALL_PROXY = "socks4://127.0.0.1:1";
  const needed = await fetchUnder({ ALL_PROXY, no_proxy: "example.com" });
  assertEquals([needed.code, needed.asked], [4, 0], needed.said);
  assert(needed.said.includes("the proxy in ALL_PROXY cannot be used"), needed.said);
  const exempt = await fetchUnder({ ALL_PROXY, no_proxy: "example.com,127.0.0.1" });
  assertEquals([exempt.code, exempt.asked], [0, 1], exempt.said);
});

Deno.test("a variable that no request uses may have any value", async () => {
  await using proxy = await ProxyServer.start();
  const ALL_PROXY = "socks4://127.0.0.1:1";
  const { code, said } = await fetchUnder({
    http_proxy: proxy.url,
    https_proxy: proxy.url,
    ALL_PROXY,
  });
  assertEquals([code, proxy.heads.length], [0, 1], said);
});

for (const no_proxy of ["*", "example.com, *"]) {
  Deno.test(`no_proxy=${no_proxy} means no proxy at all`, async () => {
    await using proxy = await ProxyServer.start();
    const { code, said, asked } = await fetchUnder({ http_proxy: proxy.url, no_proxy });
    assertEquals([code, asked, proxy.heads.length], [0, 1, 0], said);
  });
}

Deno.test("a missing proxy is a network error that says so", async () => {
  const tls = await makeTestCertificate();
  const proxy = await ProxyServer.start();
  const gone = proxy.url;
  await proxy[Symbol.asyncDispose]();
  const args = ["--retries", "0"];
  for (
    const [env, secure] of [
      [{ http_proxy: gone }, false],
      [{ https_proxy: gone }, true],
      [{ http_proxy: gone.replace("http:", "socks5:") }, false],
      [{ http_proxy: "http://no-such-host.invalid:80" }, false],
    ] as const
  ) {
    const { code, said, asked } = await fetchUnder(env, secure ? { tls, args } : { args });
    assertEquals([code, asked], [4, 0], said);
    assert(said.includes(`the proxy in ${Object.keys(env)[0]} cannot be reached: `), said);
  }
});

// The proxy's answers to CONNECT and to plain requests.
const REFUSALS: readonly [answers: string, isTunnel: boolean, says: string][] = [
  ["407 Proxy Authentication Required", true, "asks for a user name and password (407)"],
  ["407 Proxy Authentication Required", false, "asks for a user name and password (407)"],
  ["403 Forbidden", true, "refuses to connect to this server (403)"],
  ["302 Found", true, "refuses to connect to this server (302)"],
];

for (const [answers, isTunnel, says] of REFUSALS) {
  const what = isTunnel ? "a tunnel" : "a request";
  Deno.test(`a proxy that answers ${answers} to ${what} is reported as such, and not tried again`, async () => {
    await using proxy = await ProxyServer.start({ answers });
    const tls = isTunnel ? await makeTestCertificate() : undefined;
    const variable = isTunnel ? "https_proxy" : "http_proxy";
    const env = { [variable]: proxy.url };
    const { code, said, asked } = await fetchUnder(env, {
      args: ["--json"],
      ...(tls ? { tls } : {}),
    });
    assertEquals([code, asked], [4, 0], said);
    assert(said.includes(`the proxy in ${variable} ${says}`), said);
    assert(!said.includes('"retry"'), said);
  });
}

Deno.test("a proxy that cannot reach the server at the moment is reported with its status, and tried again", async () => {
  await using proxy = await ProxyServer.start({ answers: "502 Bad Gateway" });
  const https_proxy = proxy.url.replace("//", "//me:pass@");
  const args = ["--retries", "1", "--json"];
  const tls = await makeTestCertificate();
  const { code, said, asked } = await fetchUnder({ https_proxy }, { tls, args });
  assertEquals([code, asked], [4, 0], said);
  assert(said.includes("the proxy in https_proxy refuses to connect to this server (502)"), said);
  assertEquals(said.match(/"retry"/g)?.length, 1, said);
  const isKnown = (head: string) => /^proxy-authorization: basic /im.test(head);
  assert(proxy.heads.every(isKnown), proxy.heads.join());
});

Deno.test("a proxy that does not take the password says so, without showing it", async () => {
  await using proxy = await ProxyServer.start({ answers: "407 Proxy Authentication Required" });
  const { code, said } = await fetchUnder({ http_proxy: proxy.url.replace("//", "//me:s3cr3t@") });
  assertEquals(code, 4);
  assert(said.includes("does not accept this user name and password (407)"), said);
  assert(!said.includes("s3cr3t"), said);
});

Deno.test("SOCKS5 proxies carry http and https, and look names up themselves", async () => {
  const tls = await makeTestCertificate();
  for (const secure of [false, true]) {
    await using proxy = await SocksServer.start({ login: "me:p@ss" });
    const all_proxy = `socks5://me:p%40ss@127.0.0.1:${proxy.port}`;
    const { code, said, host } = await fetchUnder({ all_proxy }, secure ? { tls } : {});
    assertEquals(code, 0, said);
    const { hostname, port } = new URL(host);
    assertEquals(proxy.requests, [{ login: "me:p@ss", host: hostname, port: Number(port) }]);
  }
});

Deno.test("a request that a SOCKS5 proxy refuses is reported as such, and not repeated", async () => {
  await using proxy = await SocksServer.start({ login: "me:other" });
  const wrong = await fetchUnder({ all_proxy: `socks5://me:pass@127.0.0.1:${proxy.port}` });
  assertEquals(wrong.code, 4);
  assert(wrong.said.includes("does not accept this user name and password"), wrong.said);
  const none = await fetchUnder({ all_proxy: `socks5h://127.0.0.1:${proxy.port}` });
  assertEquals(none.code, 4);
  assert(none.said.includes("asks for a user name and password"), none.said);
  const other = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const greet = async () => {
    for await (const connection of other) {
      await connection.write(new TextEncoder().encode("SSH-2.0-server\r\n"));
      await connection.read(new Uint8Array(99));
      connection.close();
    }
  };
  const greeting = greet();
  const { port } = other.addr as Deno.NetAddr;
  const args = ["--retries", "0"];
  const { code, said } = await fetchUnder({ all_proxy: `socks5://127.0.0.1:${port}` }, { args });
  other.close();
  await greeting;
  assertEquals(code, 4);
  assert(said.includes("what all_proxy names is no SOCKS5 proxy"), said);
});

Deno.test("an https proxy is spoken to over TLS, for http and for https", async () => {
  const tls = await makeTestCertificate();
  await using proxy = await ProxyServer.start({ tls });
  await using folder = await TempDir.make();
  await Deno.writeTextFile(folder.join("proxy.pem"), tls.cert);
  const args = ["--ca", folder.join("proxy.pem")];
  const plain = await fetchUnder({ http_proxy: proxy.url }, { args });
  assertEquals([plain.code, proxy.heads.length], [0, 1], plain.said);
  const secure = await fetchUnder({ https_proxy: proxy.url }, { args, tls });
  assertEquals([secure.code, proxy.heads.length], [0, 2], secure.said);
  const unknown = await fetchUnder({ http_proxy: proxy.url });
  assertEquals(unknown.code, 4);
  assert(unknown.said.includes("the proxy in http_proxy cannot be reached"), unknown.said);
});

// The URLs that bypass the proxy, by no_proxy.
const EXEMPTIONS: readonly [
  noProxy: string,
  past: readonly string[],
  through: readonly string[],
][] = [
  ["", [], ["http://a.test/"]],
  ["*", ["http://a.test/", "http://10.0.0.1/"], []],
  ["a.test", ["http://a.test/", "http://A.TEST:81/", "http://x.a.test/"], ["http://ba.test/"]],
  [".a.test", ["http://a.test/", "http://x.a.test/"], ["http://b.test/"]],
  ["*.a.test", ["http://x.a.test/"], ["http://b.test/"]],
  ["b.test, a.test  c.test", ["http://a.test/", "http://c.test/"], ["http://d.test/"]],
  ["a.test:81", ["http://a.test:81/"], ["http://a.test/"]],
  ["a.test:80", ["http://a.test/"], ["https://a.test/"]],
  ["10.0.0.1", ["http://10.0.0.1:9/"], ["http://10.0.0.2/"]],
  ["10.0.0.0/8", ["http://10.9.9.9/"], ["http://11.0.0.1/", "http://a.test/"]],
  ["10.0.0.0/99", [], ["http://10.9.9.9/"]],
  ["::1", ["http://[::1]/"], ["http://[::2]/"]],
  ["[::1]:81", ["http://[::1]:81/"], ["http://[::1]/"]],
  ["fd00::/8", ["http://[fd12::1]/"], ["http://[fe80::1]/", "http://10.0.0.1/"]],
  ["例子.cn", ["http://xn--fsqu00a.cn/"], ["http://a.cn/"]],
];

for (const [noProxy, past, through] of EXEMPTIONS) {
  Deno.test(`no_proxy=${JSON.stringify(noProxy)} leaves out what it names`, async () => {
    const env: Env = { all_proxy: "proxy.test:8080", no_proxy: noProxy };
    const proxies = new Proxies((name) => env[name]);
    for (const url of past) assertEquals(await proxies.forUrl(new URL(url)), undefined, url);
    for (const url of through) {
      const proxy = { variable: "all_proxy", url: "http://proxy.test:8080", basicAuth: undefined };
      assertEquals(await proxies.forUrl(new URL(url)), proxy, url);
    }
  });
}

// The first variable that is set counts; an empty one counts as unset.
const CHOICES: readonly [env: Env, http: string | undefined, https: string | undefined][] = [
  [{}, undefined, undefined],
  [{ http_proxy: "a", HTTP_PROXY: "b", ALL_PROXY: "c" }, "http_proxy", "ALL_PROXY"],
  [{ http_proxy: "", HTTP_PROXY: "b" }, "HTTP_PROXY", undefined],
  [{ HTTPS_PROXY: "b", all_proxy: "c" }, "all_proxy", "HTTPS_PROXY"],
];

for (const [env, http, https] of CHOICES) {
  Deno.test(`${JSON.stringify(env)} names the proxies ${http} and ${https}`, async () => {
    const proxies = new Proxies((name) => env[name]);
    const names = ["http://a.test/", "https://a.test/"].map(async (url) =>
      (await proxies.forUrl(new URL(url)))?.variable
    );
    assertEquals(await Promise.all(names), [http, https]);
  });
}
