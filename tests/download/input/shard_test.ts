import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { UsageError } from "../../../src/cli/errors.ts";
import { parseTemplate } from "../../../src/download/names/name_template.ts";
import { isInShard, parseShard } from "../../../src/download/input/shard.ts";
import type { Shard } from "../../../src/download/model/config.ts";
import { runCoplay } from "../../support/coplay.ts";
import { runEngine, testConfig } from "../../support/engine_run.ts";
import { ScriptedServer } from "../../support/scripted_server.ts";
import { TempDir } from "../../support/temp_dir.ts";

function partsOf(count: number): Shard[] {
  return Array.from({ length: count }, (_, at) => ({ index: at + 1, count }));
}

function read(text: string, env: Record<string, string> = {}): Shard {
  return parseShard(text, (name) => env[name]);
}

function refusal(text: string, env: Record<string, string> = {}) {
  return assertThrows(() => read(text, env), UsageError).text;
}

Deno.test("every line belongs to just one of N parts, wherever it stands", () => {
  const lists = fc.array(fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()));
  const sorts = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(lists, fc.integer({ min: 1, max: 12 }), sorts, (urls, count, sort) => {
      const fetched = partsOf(count).flatMap((part) => {
        // Each machine has the list in its own order.
        const own = urls.map((url) => ({ url, rank: sort.next().value as number }))
          .sort((one, other) => one.rank - other.rank);
        return own.map(({ url }) => url).filter((url) => isInShard(url, part));
      });
      assertEquals(fetched.sort(), urls.toSorted());
    }),
    { numRuns: 50 },
  );
});

Deno.test("parts are of nearly one size, for URLs that differ in a digit only", () => {
  for (const count of [2, 3, 7, 64]) {
    const sizes = partsOf(count).map((part) =>
      Array.from({ length: 20_000 }, (_, n) => `https://example.org/files/${n}.bin`)
        .filter((url) => isInShard(url, part)).length
    );
    const fair = 20_000 / count;
    for (const size of sizes) {
      assert(Math.abs(size - fair) < 6 * Math.sqrt(fair), `${size} of ${count}`);
    }
  }
});

Deno.test("three machines with one list, each in its own order, fetch every file once under the name that one machine gives it", async () => {
  await using server = await ScriptedServer.start();
  server.on("*", { body: { sizeBytes: 100, seed: 1 } });
  await using folder = await TempDir.make();
  const urls = Array.from({ length: 60 }, (_, n) => server.url(`/${n % 20}/${n}/same.bin`));
  for (const part of partsOf(3)) {
    const { summary } = await runEngine(urls, {
      ...testConfig(folder.path, { ifExists: "fail", shard: part }),
      template: parseTemplate("{n}.bin"),
    });
    assertEquals(summary.totals.failed, 0);
    assert(summary.totals.arrived > 5);
  }
  const names = urls.map((_, n) => `${n + 1}.bin`).sort();
  assertEquals(await folder.names(), names);
  assertEquals(server.requests.length, 60);
  assertEquals(new Set(server.requests.map(({ path }) => path)).size, 60);
});

Deno.test("a part is I/N from 1, or what the scheduler says", () => {
  assertEquals(read("1/1"), { index: 1, count: 1 });
  assertEquals(read("3/12"), { index: 3, count: 12 });
  assertEquals(read("auto/12", { JOB_COMPLETION_INDEX: "0" }), { index: 1, count: 12 });
  const slurm = {
    SLURM_ARRAY_TASK_ID: "14",
    SLURM_ARRAY_TASK_COUNT: "4",
    SLURM_ARRAY_TASK_MIN: "10",
    SLURM_ARRAY_TASK_MAX: "16",
    SLURM_ARRAY_TASK_STEP: "2",
  };
  assertEquals(read("auto", slurm), { index: 3, count: 4 });
  const batch = { AWS_BATCH_JOB_ARRAY_INDEX: "9", AWS_BATCH_JOB_ARRAY_SIZE: "10" };
  assertEquals(read("auto", batch), { index: 10, count: 10 });
});

Deno.test("an invalid part is refused, with the valid ones", () => {
  assertEquals(refusal("3/2"), {
    en: "--shard 3/2: there is no such part; the parts are 1/2 to 2/2",
    zh: "--shard 3/2：没有这一份；可用的是 1/2 到 2/2",
  });
  assertEquals(
    refusal("0/0").en,
    "--shard 0/0: there is no such part; the parts are 1/N to N/N",
  );
  for (const text of ["", "1", "/", "1/", "a/b", "-1/2", "1/2/3", "1.5/2", "１/２"]) {
    assertEquals(
      refusal(text).en,
      `--shard must be I/N, such as 1/4, or auto, not "${text}"`,
    );
  }
  assert(refusal("auto").en.includes("no scheduler says which part this is"));
  assertEquals(
    refusal("auto", { JOB_COMPLETION_INDEX: "2" }).en,
    "--shard auto: Kubernetes does not say how many parts there are; give it as auto/N",
  );
  assert(
    refusal("auto/2", { JOB_COMPLETION_INDEX: "2" }).en.includes(
      "a list of 2 (JOB_COMPLETION_INDEX=2)",
    ),
  );
  // --array=1,5,9-12 has holes, so the part of task 5 is unclear.
  const holes = {
    SLURM_ARRAY_TASK_ID: "5",
    SLURM_ARRAY_TASK_COUNT: "6",
    SLURM_ARRAY_TASK_MIN: "1",
    SLURM_ARRAY_TASK_MAX: "12",
  };
  assert(refusal("auto", holes).en.includes("what Slurm says makes no part of a list"));
});

Deno.test("a wrong part is a usage error in both languages, and the right one reads the environment", async () => {
  const wrong = ["download", "http://127.0.0.1:9/a", "--shard"];
  const zh = await runCoplay([...wrong, "3/2", "--lang", "zh"]);
  assertEquals(zh.code, 2);
  assertEquals(zh.stderr.split("\n")[0], "coplay: --shard 3/2：没有这一份；可用的是 1/2 到 2/2");
  await using server = await ScriptedServer.start();
  server.on("*", { body: { sizeBytes: 10, seed: 1 } });
  await using folder = await TempDir.make();
  const list = Array.from({ length: 20 }, (_, n) => server.url(`/${n}`)).join("\n");
  for (const index of ["0", "1"]) {
    const { code } = await runCoplay(
      ["download", "-i", "-", "-d", folder.path, "--shard", "auto/2", "-q"],
      { stdin: list, env: { JOB_COMPLETION_INDEX: index } },
    );
    assertEquals(code, 0);
  }
  assertEquals((await folder.names()).length, 20);
  assertEquals(server.requests.length, 20);
});
