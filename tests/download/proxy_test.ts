import { assert, assertEquals } from "@std/assert";
import { runCoplay } from "../support/coplay.ts";
import { ProxyServer } from "../support/proxy_server.ts";
import { ScriptedServer } from "../support/scripted_server.ts";
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

Deno.test("a proxy that is not there is a network error", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  const proxy = await ProxyServer.start();
  const http_proxy = proxy.url;
  await proxy[Symbol.asyncDispose]();
  const args = ["download", "-d", folder.path, "--retries", "0", server.url("/a")];
  const { code } = await runCoplay(args, { env: { http_proxy } });
  assertEquals([code, server.requests.length], [4, 0]);
});
