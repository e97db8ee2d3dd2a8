import { assert, assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { RedisQueue } from "../../src/download/queue/redis_queue.ts";
import { parseRedisAddress } from "../../src/redis/redis_address.ts";
import { RedisConnection } from "../../src/redis/redis_connection.ts";
import { Coplay, runCoplay } from "../support/coplay.ts";
import { lackOf } from "../support/programs.ts";
import { RedisServer } from "../support/redis_server.ts";
import { bodyDigest, Gate, ScriptedServer, times } from "../support/scripted_server.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";
import { until } from "../support/until.ts";

function bodyOf(path: string) {
  return { sizeBytes: 3000 + path.length, seed: Number(path.replace(/\D/g, "")) };
}

async function statusOf(redis: string) {
  const { stdout } = await runCoplay(["download", "--enqueue", redis, "--status", "--json"]);
  const { v: _, event: __, ...status } = JSON.parse(stdout);
  return status;
}

testUnless(
  lackOf("redis-server"),
  "every file arrives though workers are killed and Redis is started anew",
  async () => {
    const jobs = 400;
    await using redis = await RedisServer.start("--appendonly", "yes");
    await using server = await ScriptedServer.start();
    server.on("*", ({ path }) => ({ body: bodyOf(path), etag: `"${path}"` }));
    await using folder = await TempDir.make();
    const queue = redis.url("作业");
    const list = Array.from({ length: jobs }, (_, n) => server.url(`/${n}.bin`)).join("\n");
    const filled = await runCoplay(["download", "--enqueue", queue, "-i", "-"], { stdin: list });
    assertEquals(filled.stderr.trim(), `${jobs} jobs put into the queue "作业"`);

    const work = ["download", "--queue", queue, "-d", folder.path, "--queue-lease", "2", "-q"];
    const workers = await Promise.all([1, 2].map(() => Coplay.start([...work, "-j", "4"])));
    for (const done of [100, 200]) {
      await server.arrival(done);
      // Disposing a worker kills it.
      await workers.shift()![Symbol.asyncDispose]();
      if (done === 200) {
        // A worker does not wait for a Redis that it has never reached.
        const consumers = ["xinfo", "consumers", "coplay:queue:{作业}:jobs", "workers"];
        await until("the other worker works", async () => {
          return (await redis.run(...consumers)).match(/^name$/gm)?.length === 3;
        });
        await redis.stop();
        await redis.start();
      }
      workers.push(await Coplay.start([...work, "-j", "4"]));
    }
    for (const worker of workers) {
      const { code, stderr } = await worker.finish();
      assertEquals(code, 0, stderr);
    }
    assertEquals((await folder.names()).filter((name) => !name.startsWith(".")).length, jobs);
    for (let n = 0; n < jobs; n++) {
      const bytes = await Deno.readFile(folder.join(`${n}.bin`));
      const hex = createHash("sha256").update(bytes).digest("hex");
      assertEquals(hex, bodyDigest(bodyOf(`/${n}.bin`)), `${n}.bin`);
    }
    const { waiting, held, done, failed } = await statusOf(queue);
    assertEquals({ waiting, held, done, failed }, { waiting: 0, held: 0, done: jobs, failed: 0 });
    // A file may be fetched twice if a worker died after its last byte but before its report to the queue.
    const fetched = server.requests.filter(({ method }) => method === "GET").length;
    assert(fetched < jobs + 2 * 24, `${fetched} of ${jobs}`);
  },
);

testUnless(
  lackOf("redis-server"),
  "what fails for good is kept with its reason and can be enqueued again",
  async () => {
    await using redis = await RedisServer.start();
    await using server = await ScriptedServer.start();
    const body = { sizeBytes: 500, seed: 1 };
    server.on("/gone", { status: 404 });
    // The server fails once for each of two workers, then sends the file.
    server.on("/flaky", ...times(2, { status: 500 }), { body });
    server.on("/broken", { status: 500 });
    await using folder = await TempDir.make();
    const queue = redis.url("q");
    const urls = ["/gone", "/flaky", "/broken"].map((path) => server.url(path));
    await runCoplay(["download", "--enqueue", queue, ...urls]);
    const work = ["download", "--queue", queue, "-d", folder.path, "--retries", "0"];
    const first = await runCoplay([...work, "--json"]);
    assertEquals(first.code, 3, first.stderr);
    assertEquals(await folder.names(), ["flaky"]);
    const { failed, done, waiting } = await statusOf(queue);
    assertEquals({ failed, done, waiting }, { failed: 2, done: 1, waiting: 0 });
    assertEquals(server.requestsFor("/gone").length, 1);
    assertEquals(server.requestsFor("/broken").length, 3);
    const failures = await redis.run("xrange", "coplay:queue:{q}:failed", "-", "+");
    assert(failures.includes("the server answered 404"), failures);
    // The results are the events of --json.
    const own = first.stdout.trim().split("\n").map((line) => JSON.parse(line))
      .filter(({ event }) => event === "done" || event === "failed");
    const kept = (await redis.run("xrange", "coplay:queue:{q}:results", "-", "+")).split("\n")
      .filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
    const byId = (one: { id: number }, other: { id: number }) => one.id - other.id;
    assertEquals(kept.map(({ worker: _, ...event }) => event).sort(byId), own.sort(byId));

    server.on("/gone", { body }).on("/broken", { body });
    const again = await runCoplay(["download", "--enqueue", queue, "--retry-failed", "--status"]);
    assertEquals(
      again.stdout.trim(),
      'Queue "q": 2 waiting, 0 held by 0 workers, 1 done, 0 failed',
    );
    assertEquals((await runCoplay(work)).code, 0);
    assertEquals(await folder.names(), ["broken", "flaky", "gone"]);
  },
);

testUnless(
  lackOf("redis-server"),
  "a worker that is stopped gives back what it holds, at once",
  async () => {
    await using redis = await RedisServer.start();
    await using server = await ScriptedServer.start();
    const gate = new Gate();
    const body = { sizeBytes: 1_000_000, seed: 3 };
    server.on("/large", { body, etag: '"a"', holdsBody: { gate, afterBytes: 500_000 } }, {
      body,
      etag: '"a"',
    });
    server.on("*", { body: { sizeBytes: 100, seed: 4 } });
    await using folder = await TempDir.make();
    const queue = redis.url("q");
    const urls = ["/large", "/b", "/c"].map((path) => server.url(path));
    await runCoplay(["download", "--enqueue", queue, ...urls]);
    // The lease takes a minute, so the test does not wait for it.
    const work = ["download", "--queue", queue, "-d", folder.path];
    await using stopped = await Coplay.start([...work, "-j", "1"]);
    await gate.arrival();
    const part = folder.join(".large.coplay-part");
    await until(
      "400,000 bytes of the file",
      async () => (await Deno.stat(part).catch(() => undefined) ?? { size: 0 }).size >= 400_000,
    );
    stopped.kill("SIGTERM");
    assertEquals((await stopped.finish()).code, 143);
    const { waiting, held, workers } = await statusOf(queue);
    assertEquals({ waiting, held, workers }, { waiting: 3, held: 0, workers: 0 });
    gate.open();
    assertEquals((await runCoplay(work)).code, 0);
    // Another worker resumes the file of the stopped one.
    assertEquals(server.requestsFor("/large").at(-1)?.headers.get("if-range"), '"a"');
    const names = await folder.names();
    assertEquals(names.filter((name) => !name.startsWith(".")), ["b", "c", "large"]);
    const bytes = await Deno.readFile(folder.join("large"));
    assertEquals(createHash("sha256").update(bytes).digest("hex"), bodyDigest(body));
  },
);

testUnless(
  lackOf("redis-server"),
  "a job that can never be fetched ends as failed, and the queue continues to its end",
  async () => {
    await using redis = await RedisServer.start();
    await using server = await ScriptedServer.start();
    server.on("/good", { body: { sizeBytes: 500, seed: 1 } });
    await using folder = await TempDir.make();
    // Another program may have added an entry that --enqueue would refuse.
    const address = parseRedisAddress(redis.url("q"), { option: "--queue", env: () => undefined });
    const connection = await RedisConnection.open(address, {
      signal: new AbortController().signal,
    });
    const queue = await RedisQueue.open(connection, { worker: "other", leaseMs: 1000 });
    const wrong = ["file:///etc/passwd", "ftp://a.example/x", "nothing"];
    await queue.add([...wrong, server.url("/good")].map((url) => ({ urls: [url] })));
    await queue.endAdding();
    connection.close();
    const work = ["download", "--queue", redis.url("q"), "-d", folder.path, "-q"];
    await runCoplay(work);
    const { waiting, held, done, failed } = await statusOf(redis.url("q"));
    assertEquals({ waiting, held, done, failed }, { waiting: 0, held: 0, done: 1, failed: 3 });
  },
);
