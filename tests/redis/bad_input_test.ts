import { assert, assertEquals } from "@std/assert";
import { run as download } from "../../src/download/command.ts";
import { run as serve } from "../../src/serve/command.ts";
import { FakeIo } from "../support/fake_io.ts";
import { lackOf } from "../support/programs.ts";
import { RedisServer } from "../support/redis_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { makeTestCertificate } from "../support/test_certificate.ts";
import { testUnless } from "../support/test_unless.ts";

interface Said {
  readonly code: number;
  /** The first line, without the program's name. */
  readonly line: string;
  readonly all: string;
}

async function ask(args: readonly string[], env: Record<string, string> = {}): Promise<Said> {
  const language = args.includes("zh") ? "zh" : "en";
  const io = new FakeIo({ language, env, cwd: Deno.makeTempDirSync() });
  const [command, ...rest] = args;
  const code = await (command === "serve" ? serve : download)(rest, io);
  await Deno.remove(io.cwd, { recursive: true });
  const all = io.text("stderr") + io.text("stdout");
  return { code, line: all.split("\n")[0]!.replace("coplay: ", ""), all };
}

/** Runs both commands that use Redis, in both languages. */
async function askAll(url: string): Promise<Record<"en" | "zh" | "serve", Said>> {
  const [en, zh, serve] = await Promise.all([
    ask(["download", "--queue", url]),
    ask(["download", "--enqueue", url, "--status", "--lang", "zh"]),
    ask(["serve", "0", "--game", "2048", "--state", url]),
  ]);
  return { en, zh, serve };
}

/** A server that sends one reply to every line. */
function answering(reply: (command: string) => string): Deno.TcpListener {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  (async () => {
    for await (const connection of listener) {
      (async () => {
        const decoder = new TextDecoder();
        for await (const chunk of connection.readable) {
          const commands = decoder.decode(chunk).split(/^\*\d+\r\n/m).slice(1);
          for (const command of commands) {
            await connection.write(new TextEncoder().encode(reply(command)));
          }
        }
      })().catch(() => {});
    }
  })();
  return listener;
}

Deno.test("an address without a queue is a usage error in one line", async () => {
  const rows: [string, string][] = [
    ["redis://h/a%20b", '"redis://h/a%20b": the name may have letters, digits, dots, dashes'],
    ["redis://h/a%2Fb", '"redis://h/a%2Fb": the name may have letters'],
    ["redis://h/a{b}", "the name may have letters"],
    [`redis://h/${"x".repeat(65)}`, "64 at most"],
    ["redis://h", "it must be redis://HOST/NAME"],
    ["redis:///x", "it must be redis://HOST/NAME"],
    ["http://h/x", "it must be redis://HOST/NAME"],
    ["h/x", "it must be redis://HOST/NAME"],
    ["redis://h/x?timeout=3", "only db=NUMBER and ca=FILE"],
  ];
  for (const [url, says] of rows) {
    for (const option of ["--queue", "--enqueue"]) {
      const { code, line } = await ask(["download", option, url]);
      assertEquals(code, 2, url);
      assert(line.includes(says), line);
    }
    assertEquals((await ask(["serve", "0", "--state", url])).code, 2);
  }
  const { line } = await ask(["download", "--queue", "redis://h/作 业", "--lang", "zh"]);
  assert(line.includes("名称只能包含字母、数字"), line);
});

Deno.test("options that make no sense with a queue are a usage error", async () => {
  const queue = ["--queue", "redis://h/q"];
  const rows: [string[], string][] = [
    [[...queue, "http://h/a"], "With --queue the files come from the queue"],
    [[...queue, "--enqueue", "redis://h/q"], "--queue and --enqueue exclude each other"],
    [[...queue, "--shard", "1/2"], "--shard is for lists"],
    [["--status"], "--status needs --enqueue"],
    [["--queue-tries", "2", "http://h/a"], "--queue-tries needs --queue"],
    [["--enqueue", "redis://h/q"], "Nothing to download"],
    [[...queue, "--queue-lease", "0"], "Option --queue-lease must be a number of seconds"],
  ];
  for (const [args, says] of rows) {
    const { code, line } = await ask(["download", ...args]);
    assertEquals(code, 2);
    assert(line.startsWith(says), line);
  }
});

Deno.test("a Redis that is missing, another program or too old is reported in one line, with the network's exit code", async () => {
  // Port 1 refuses connections.
  const port = 1;
  const { en, zh, serve } = await askAll(`redis://user:s3cret@127.0.0.1:${port}/q`);
  assertEquals(en.line, `Cannot use Redis at 127.0.0.1:${port}: nothing answers there`);
  assertEquals(zh.line, `无法使用 127.0.0.1:${port} 上的 Redis：没有服务在应答`);
  assertEquals([en.code, zh.code, serve.code], [4, 4, 4]);
  for (const { all } of [en, zh, serve]) assert(!all.includes("s3cret"), all);

  using web = answering(() => "HTTP/1.1 400 Bad Request\r\n\r\n");
  const other = await askAll(`redis://127.0.0.1:${web.addr.port}/q`);
  assert(other.en.line.includes("what answers there is not Redis"), other.en.line);
  assert(other.zh.line.includes("应答的不是 Redis"), other.zh.line);
  assertEquals([other.en.code, other.serve.code], [1, 1]);

  using old = answering((command) =>
    command.includes("INFO") ? "$23\r\nredis_version:5.0.14\r\n\r\n\r\n" : "+OK\r\n"
  );
  const tooOld = await askAll(`redis://127.0.0.1:${old.addr.port}/q`);
  assert(tooOld.en.line.includes("coplay needs Redis 6.2 or later"), tooOld.en.line);
  assertEquals([tooOld.en.code, tooOld.serve.code], [1, 1]);
});

Deno.test("a command waits for a Redis that still loads its data", async () => {
  let pings = 0;
  using starting = answering((command) =>
    command.includes("INFO")
      ? "$20\r\nredis_version:7.0.15\r\n"
      : command.includes("PING")
      ? ++pings < 3 ? "-LOADING Redis is loading the dataset in memory\r\n" : "+PONG\r\n"
      : "-NOPERM enough for a test\r\n"
  );
  const { line, all } = await ask([
    "download",
    "--queue",
    `redis://127.0.0.1:${starting.addr.port}/q`,
  ]);
  assertEquals(line, "Waiting for Redis: it is still loading its data");
  assert(all.includes("the user may not do what is needed"), all);
  assert(pings >= 3);
});

testUnless(
  lackOf("redis-server"),
  "a Redis that is read-only, full or asks for a password is one line",
  async () => {
    await using primary = await RedisServer.start();
    await using replica = await RedisServer.start("--replicaof", "127.0.0.1", `${primary.port}`);
    const readOnly = await askAll(replica.url("q"));
    assert(readOnly.en.line.includes("a read-only replica; name the primary"), readOnly.en.line);
    assert(readOnly.zh.line.includes("这是只读副本"), readOnly.zh.line);
    assertEquals([readOnly.en.code, readOnly.serve.code], [1, 1]);

    await using full = await RedisServer.start("--maxmemory", "1");
    const noRoom = await askAll(full.url("q"));
    assert(noRoom.en.line.includes("its memory is full"), noRoom.en.line);
    assert(noRoom.zh.line.includes("内存已满"), noRoom.zh.line);
    assertEquals([noRoom.en.code, noRoom.serve.code], [1, 1]);

    await using closed = await RedisServer.start("--requirepass", "s3cret");
    assert((await askAll(closed.url("q"))).en.line.endsWith("it asks for a password"));
    const wrong = await ask(["download", "--queue", closed.url("q", ":wr0ng@")]);
    assert(wrong.line.endsWith("it refuses the user or password"), wrong.line);
    assert(!wrong.all.includes("wr0ng"));
  },
);

testUnless(
  lackOf("redis-server"),
  "a queue or state of another version is left alone",
  async () => {
    await using redis = await RedisServer.start();
    await redis.run("set", "coplay:queue:{q}:version", "2");
    await redis.run("set", "coplay:state:{q}:version", "2");
    const { en, zh, serve } = await askAll(redis.url("q"));
    assertEquals(
      en.line,
      'Cannot use the queue "q": it was made by a newer coplay (form 2; this one knows 1)',
    );
    assertEquals(zh.line, "无法使用队列“q”：它由更新版本的 coplay 创建（格式 2；本程序支持 1）");
    assertEquals(
      serve.line,
      'Cannot use the state "q": it was made by a newer coplay (form 2; this one knows 1)',
    );
    assertEquals([en.code, zh.code, serve.code], [1, 1, 1]);
  },
);

testUnless(
  lackOf("redis-server"),
  "TLS with an authority of one's own, and the password from the environment",
  async () => {
    await using folder = await TempDir.make();
    const { cert, key } = await makeTestCertificate();
    await Deno.writeTextFile(folder.join("cert.pem"), cert);
    await Deno.writeTextFile(folder.join("key.pem"), key);
    const files = { certPath: folder.join("cert.pem"), keyPath: folder.join("key.pem") };
    await using redis = await RedisServer.startTls(files, "--requirepass", "s3cret");
    const url = `rediss://127.0.0.1:${redis.port}/q`;
    const env = { REDIS_PASSWORD: "s3cret" };
    const status = ["download", "--status", "--enqueue"];
    const known = await ask([...status, `${url}?ca=${folder.join("cert.pem")}`], env);
    assertEquals(known.code, 0, known.all);
    assertEquals(known.line, 'Queue "q": 0 waiting, 0 held by 0 workers, 0 done, 0 failed');
    const byOption = await ask([...status, url, "--ca", folder.join("cert.pem")], env);
    assertEquals(byOption.code, 0, byOption.all);
    const unknown = await ask([...status, url], env);
    assertEquals(unknown.code, 5, unknown.all);
    assert(unknown.line.includes("TLS fails"), unknown.line);
    assert(!unknown.all.includes("s3cret"));
  },
);
