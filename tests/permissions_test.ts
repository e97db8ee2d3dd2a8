import { assertEquals } from "@std/assert";
import config from "../deno.json" with { type: "json" };
import type { CommandName } from "../src/cli/source_tree.ts";
import type { Asked } from "./support/asked_permissions.ts";
import { Coplay } from "./support/coplay.ts";
import { ScriptedServer } from "./support/scripted_server.ts";
import { TempDir } from "./support/temp_dir.ts";
import { testUnless } from "./support/test_unless.ts";

// That coplay asks for nothing that is not granted is seen wherever a test runs it; see PermissionAudit.

/** What is granted and not asked for here, and why it is granted. */
const REASONS: Readonly<Record<string, string>> = {
  "run /proc/self/exe": "Deno writes down nothing of programs; the workers are started by it",
  "run /bin/cat": "likewise; it tells how coplay was started",
  "env APPDATA": "asked for on Windows only, in config_folder.ts",
};

const WHY_NO_AUDIT = Deno.env.get("COPLAY_BINARY") ? "the binary writes no audit" : undefined;

interface Run {
  readonly args: readonly string[];
  /** A variable that is "" is as good as none. */
  readonly env?: Readonly<Record<string, string>>;
  /** It goes on until it is stopped. */
  readonly isServing?: boolean;
}

/** What all of these runs together ask for. */
async function askedBy(folder: TempDir, runs: readonly Run[]): Promise<Asked[]> {
  const asked = await Promise.all(runs.map(async ({ args, env = {}, isServing }) => {
    await using coplay = await Coplay.start(args, { cwd: folder.path, env });
    if (isServing) {
      await coplay.stdout.match(/127\.0\.0\.1/);
      coplay.kill("SIGTERM");
    }
    await coplay.finish();
    return coplay.asked;
  }));
  return asked.flat();
}

/** What of a permission set nobody asked for and nothing excuses. */
function unused(command: CommandName, asked: readonly Asked[]): string[] {
  const seen = new Set(asked.map(({ permission, value }) => `${permission} ${value}`));
  const kinds = new Set(asked.map(({ permission }) => permission));
  return Object.entries(config.permissions[command]).flatMap(([kind, granted]) =>
    typeof granted === "boolean"
      ? kinds.has(kind) ? [] : [kind]
      : granted.map((name) => `${kind} ${name}`).filter((each) => !seen.has(each))
  ).filter((each) => !(each in REASONS));
}

const NOBODY = { HOME: "", LANG: "", LC_ALL: "", LC_MESSAGES: "" };

testUnless(WHY_NO_AUDIT, "download is granted nothing that it never asks for", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  // Room for a large one is asked for before its first byte.
  server.on("/large", { body: { sizeBytes: 16 << 20 }, cutAfterBytes: 1000 });
  await Deno.writeTextFile(folder.join("list"), "");
  const list = ["download", "-i", "list", "--shard", "auto"];
  const asked = await askedBy(folder, [
    { args: ["download", "--retries", "0", "-c", "1", server.url("/large")], env: NOBODY },
    { args: ["download", "--netrc", "-i", "list"], env: NOBODY },
    { args: ["download", "-i", "list", "--enqueue", "redis://127.0.0.1:1/q"] },
    { args: list, env: { JOB_COMPLETION_INDEX: "0" } },
    {
      args: list,
      env: {
        SLURM_ARRAY_TASK_ID: "1",
        SLURM_ARRAY_TASK_COUNT: "1",
        SLURM_ARRAY_TASK_MIN: "1",
        SLURM_ARRAY_TASK_MAX: "1",
        SLURM_ARRAY_TASK_STEP: "1",
      },
    },
    { args: list, env: { AWS_BATCH_JOB_ARRAY_INDEX: "0", AWS_BATCH_JOB_ARRAY_SIZE: "1" } },
  ]);
  assertEquals(unused("download", asked), []);
});

testUnless(WHY_NO_AUDIT, "serve is granted nothing that it never asks for", async () => {
  await using folder = await TempDir.make();
  const serve = ["serve", "0", "--game", "2048", "--games", "."];
  const https = [...serve, "--https"];
  const asked = await askedBy(folder, [
    { args: https, env: { XDG_CONFIG_HOME: folder.path }, isServing: true },
    { args: https, env: { ...NOBODY, XDG_CONFIG_HOME: "" } },
    { args: [...serve, "--state", "redis://127.0.0.1:1/s"] },
  ]);
  assertEquals(unused("serve", asked), []);
});
