import { PermissionAudit } from "./asked_permissions.ts";
import { commandLine, commandOf, type CoplayResult, environment } from "./coplay.ts";
import { lackOf } from "./programs.ts";

const IN_NAMESPACE = ["--map-root-user", "--mount"];

async function canMount(): Promise<boolean> {
  const args = [...IN_NAMESPACE, "mount", "-t", "tmpfs", "none", "/mnt"];
  return (await new Deno.Command("unshare", { args, stderr: "null" }).output()).success;
}

/** The reason why this machine cannot make a small disk. */
export const WHY_NO_SMALL_DISK = lackOf("unshare") ??
  (await canMount()
    ? undefined
    : "no small disk can be made: unshare may not mount here; as root it may, outside containers");

/**
 * Runs coplay by a shell in its own mount namespace, which allows small disks.
 *
 * @param script a shell script that starts coplay by `"$@"`
 */
export async function runOnSmallDisk(
  script: string,
  args: readonly string[],
): Promise<Omit<CoplayResult, "signal">> {
  const [path, allArgs] = commandLine(args);
  const audit = new PermissionAudit(commandOf(args));
  const output = await new Deno.Command("unshare", {
    args: [...IN_NAMESPACE, "sh", "-c", script, "sh", path, ...allArgs],
    env: environment(audit.env),
    clearEnv: true,
  }).output();
  const decoder = new TextDecoder();
  const [stdout, stderr] = [decoder.decode(output.stdout), decoder.decode(output.stderr)];
  audit.end();
  return { code: output.code, stdout, stderr };
}
