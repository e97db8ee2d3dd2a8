import { assert, assertEquals } from "@std/assert";
import { runCoplay } from "../support/coplay.ts";
import { redirect, ScriptedServer } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";

Deno.test("a bad line of a cookie file is reported with its place, and stops nothing", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "here" });
  const line = (expires: string, name: string) =>
    `127.0.0.1\tFALSE\t/\tFALSE\t${expires}\t${name}\t1`;
  const path = folder.join("cookies.txt");
  const lines = ["# Netscape HTTP Cookie File", line("", "session"), "<html>", line("x", "never")];
  await Deno.writeTextFile(
    path,
    `\ufeff${[...lines, line("9e9", "no"), line("0", "last")].join("\r\n")}`,
  );
  const args = ["download", "-d", folder.path, "--cookies", path, server.url("/a")];
  for (
    const [lang, where] of [
      ["en", `${path}:3: this cookie is left out: it has 1 field separated by tabs, not 7`],
      ["zh", `${path}:4：忽略该 Cookie：第 5 个字段应为秒数`],
    ] as const
  ) {
    const { code, stderr } = await runCoplay([...args, "--lang", lang, "--if-exists", "overwrite"]);
    assertEquals(code, 0, stderr);
    assert(stderr.includes(where), stderr);
    assertEquals(stderr.split("\n").filter((text) => text.includes(path)).length, 3);
  }
  assertEquals(server.requests[0]?.headers.get("cookie"), "session=1; last=1");
});

Deno.test("a cookie file in UTF-16 is read, and JSON without cookies is one message", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "here" });
  const text = "\ufeff127.0.0.1\tFALSE\t/\tFALSE\t0\ta\t1\r\n";
  const units = Uint16Array.from(text, (letter) => letter.charCodeAt(0));
  await Deno.writeFile(folder.join("utf16.txt"), new Uint8Array(units.buffer));
  await Deno.writeTextFile(folder.join("other.json"), "{}");
  const args = ["download", "-d", folder.path, "--if-exists", "overwrite", server.url("/a")];
  const read = await runCoplay([...args, "--cookies", folder.join("utf16.txt")]);
  assertEquals([read.code, server.requests[0]?.headers.get("cookie")], [0, "a=1"], read.stderr);
  const other = await runCoplay([...args, "--cookies", folder.join("other.json")]);
  assertEquals(other.code, 0);
  assert(other.stderr.includes("other.json: no cookie is read: it is no list"), other.stderr);
});

Deno.test("of a file that holds no cookies at all, the first few lines are said and the others counted", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server.on("/a", { body: "here" });
  const path = folder.join("page.html");
  await Deno.writeTextFile(path, "<p>\n".repeat(30));
  const args = ["download", "-d", folder.path, "--cookies", path, server.url("/a")];
  const { code, stderr } = await runCoplay(args);
  assertEquals(code, 0, stderr);
  assertEquals(stderr.match(/page\.html:\d+: /g)?.length, 10);
  assert(stderr.includes("page.html: 20 more cookies are left out"), stderr);
});

Deno.test("cookies of a browser extension's JSON are sent, and those that an answer sets", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  server
    .on("/a", { status: 302, headers: [["Location", "/b"], ["Set-Cookie", "pass=2; Path=/"]] })
    .on("/b", redirect("/c"))
    .on("/c", { body: "here" });
  const path = folder.join("cookies.json");
  const cookie = { domain: "127.0.0.1", hostOnly: true, name: "login", path: "/", value: "é" };
  await Deno.writeTextFile(path, JSON.stringify([cookie, { name: "no" }]));
  const args = ["download", "-d", folder.path, "--cookies", path, server.url("/a")];
  const { code, stderr } = await runCoplay(args);
  assertEquals(code, 0, stderr);
  assert(stderr.includes(`${path}[1]: this cookie is left out: it lacks a domain`), stderr);
  const sent = server.requests.map(({ headers }) => headers.get("cookie"));
  assertEquals(sent, ["login=\xc3\xa9", "login=\xc3\xa9; pass=2", "login=\xc3\xa9; pass=2"]);
});
