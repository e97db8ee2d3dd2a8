import { join } from "node:path";

/** What a test needs that not every system has, as the reason to skip it; undefined where it is here. */
function unlessOn(isMissing: boolean, why: string): string | undefined {
  return isMissing ? why : undefined;
}

const IS_WINDOWS = Deno.build.os === "windows";

export const WHY_NO_SIGNALS = unlessOn(IS_WINDOWS, "Windows sends no signals");
export const WHY_NO_SHELL = unlessOn(IS_WINDOWS, "it needs a POSIX shell");
export const WHY_NO_MODES = unlessOn(IS_WINDOWS, "Windows has no file modes");
export const WHY_NO_PIPES = unlessOn(IS_WINDOWS, "Windows has no named pipes among its files");
export const WHY_NO_DEVICES = unlessOn(IS_WINDOWS, "Windows has no /dev");
export const WHY_NO_LINKS = unlessOn(IS_WINDOWS, "on Windows links are for administrators");
export const WHY_NO_LINUX = unlessOn(Deno.build.os !== "linux", "it is about Linux");
export const WHY_NO_FOLDER_LOCKS = unlessOn(IS_WINDOWS, "Windows locks no folders");

/** Wine has the calls for locks and keeps nobody out. */
export const WHY_NO_LOCKS = unlessOn(
  !keepsLocks(),
  "this system lets everybody into a locked file",
);

function keepsLocks(): boolean {
  const folder = Deno.makeTempDirSync();
  const path = join(folder, "locked");
  try {
    using holder = Deno.openSync(path, { write: true, createNew: true });
    using other = Deno.openSync(path, { read: true, write: true });
    holder.lockSync(true);
    return !other.tryLockSync(true);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

export const WHY_NO_LOCALHOST = unlessOn(
  !knowsLocalhost(),
  "the name localhost leads nowhere here",
);

function knowsLocalhost(): boolean {
  try {
    Deno.listen({ hostname: "localhost", port: 0 }).close();
    return true;
  } catch {
    return false;
  }
}

/** Whether the disk takes names in another case for the same, as those of Windows and macOS do. */
export const IGNORES_CASE = ignoresCase();
export const WHY_NO_TWINS = unlessOn(IGNORES_CASE, "names that differ in case are one here");
export const WHY_NO_REPLACING = unlessOn(IS_WINDOWS, "Windows replaces no open file");

function ignoresCase(): boolean {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.writeTextFileSync(join(folder, "twin"), "");
    return Deno.statSync(join(folder, "TWIN")).isFile;
  } catch {
    return false;
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}
