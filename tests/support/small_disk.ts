import { PermissionAudit } from "./asked_permissions.ts";
import { commandLine, commandOf, type CoplayResult, environment } from "./coplay.ts";

const IN_NAMESPACE = ["--map-root-user", "--mount"];

async function canMount(): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  try {
    const args = [...IN_NAMESPACE, "mount", "-t", "tmpfs", "none", "/mnt"];
    return (await new Deno.Command("unshare", { args, stderr: "null" }).output()).success;
  } catch {
    return false;
  }
}

/** Why this machine cannot make a small disk. */
export const WHY_NO_SMALL_DISK = await canMount()
  ? undefined
  : "no small disk can be made: that needs Linux, util-linux's unshare and leave to mount with it";

/**
 * Runs coplay by a shell in a mount namespace of its own, where a disk can be made small.
 *
 * @param script starts coplay by `"$@"`
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
