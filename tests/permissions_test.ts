import { assertEquals } from "@std/assert";
import config from "../deno.json" with { type: "json" };
import type { CommandName } from "../src/cli/source_tree.ts";
import { type Asked, isNamedBy } from "./support/asked_permissions.ts";
import { Coplay } from "./support/coplay.ts";
import { ScriptedServer } from "./support/scripted_server.ts";
import { TempDir } from "./support/temp_dir.ts";
import { testUnless } from "./support/test_unless.ts";

// PermissionAudit checks wherever a test runs coplay that it asks for nothing that is not granted.

/** Granted permissions that the runs below never ask for, each with its reason. */
const REASONS: Readonly<Record<string, string>> = {
  "run /proc/self/exe": "Deno writes down nothing of programs; the workers are started by it",
  "run /bin/cat": "likewise; it tells how coplay was started",
  "run /Windows/System32/attrib.exe": "likewise; on Windows it hides a file, in hide.ts",
  "sys statfs": "asked for where an added game is fetched, in fetch_archive.ts",
  "env APPDATA": "asked for on Windows only, in config_folder.ts",
};

const WHY_NO_AUDIT = Deno.env.get("COPLAY_BINARY") ? "the binary writes no audit" : undefined;

interface Run {
  readonly args: readonly string[];
  /** Variables; "" counts as unset. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the run continues until the test stops it. */
  readonly isServing?: boolean;
}

/** Collects the permissions that all runs ask for. */
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

/** Lists the permissions of a set that no run asks for and that have no reason. */
function unused(command: CommandName, asked: readonly Asked[]): string[] {
  const kinds = new Set(asked.map(({ permission }) => permission));
  return Object.entries(config.permissions[command]).flatMap(([kind, granted]) =>
    typeof granted === "boolean"
      ? kinds.has(kind) ? [] : [kind]
      : granted.filter((name) =>
        !asked.some(({ permission, value }) => permission === kind && isNamedBy(name, value ?? ""))
      ).map((name) => `${kind} ${name}`)
  ).filter((each) => !(each in REASONS));
}

const NOBODY = { HOME: "", APPDATA: "", LANG: "", LC_ALL: "", LC_MESSAGES: "" };

testUnless(WHY_NO_AUDIT, "download is granted nothing that it never asks for", async () => {
  await using server = await ScriptedServer.start();
  await using folder = await TempDir.make();
  // coplay looks at the disk space before the first byte of a large file.
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
