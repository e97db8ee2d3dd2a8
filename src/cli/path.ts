/** The functions of node:path that coplay needs at its start. Loading node:path takes as long as starting Deno. */
export interface PathRules {
  /** Appends names to a folder's path. */
  readonly join: (dir: string, ...names: string[]) => string;
  /** Resolves a path against a base folder, without `.` and `..`. */
  readonly resolve: (base: string, path: string) => string;
  /** Returns the path from a folder to a file inside it. */
  readonly relative: (dir: string, path: string) => string;
  /** Returns the last part of a path. */
  readonly basename: (path: string) => string;
}

/** The rules where `/` is the only separator and root. Exported for its test against node:path. */
export const POSIX_RULES: PathRules = {
  join: (dir, ...names) => {
    let path = dir;
    for (const name of names) if (name !== "") path = path === "" ? name : `${path}/${name}`;
    return normalized(path);
  },
  resolve: (base, path) => normalized(path.startsWith("/") ? path : `${base}/${path}`),
  relative: (dir, path) => {
    const prefix = dir.endsWith("/") ? dir : `${dir}/`;
    return path.startsWith(prefix) ? path.slice(prefix.length) : path;
  },
  basename: (path) => path.slice(path.lastIndexOf("/") + 1),
};

/** Removes `.`, `..` and double separators, which most paths do not have. */
function normalized(path: string): string {
  if (!/\/(?:\.{0,2}\/|\.{0,2}$)|^\.{1,2}(?:\/|$)/.test(path)) return path;
  const isAbsolute = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!isAbsolute) parts.push(part);
  }
  const rest = parts.join("/");
  return isAbsolute ? `/${rest}` : rest || ".";
}

/**
 * Returns the rules of Windows, which has drives, shares and two separators. For `D:games`, a path from the current
 * folder of drive D, node:path looks into a variable of the environment that coplay may not read; the file system
 * knows that folder, too.
 *
 * @param path node:path's functions for Windows
 * @param folderOf returns the current folder of a drive, such as `D:` @default {as the system says}
 */
export function windowsRules(
  path: typeof import("node:path").win32,
  folderOf: (drive: string) => string = askDrive,
): PathRules {
  const { join, relative, basename } = path;
  return {
    join,
    relative,
    basename,
    resolve(base, given) {
      const [drive] = /^[a-z]:(?![\\/])/i.exec(given) ?? [];
      const isElsewhere = drive !== undefined &&
        drive.toLowerCase() !== base.slice(0, 2).toLowerCase();
      return path.resolve(isElsewhere ? folderOf(drive) : base, given);
    },
  };
}

/** Returns the current folder of a drive; its root where the drive is not there. */
function askDrive(drive: string): string {
  try {
    return Deno.realPathSync(drive);
  } catch {
    return `${drive}\\`;
  }
}

// node:path is loaded only where it is needed.
const RULES: PathRules = Deno.build.os === "windows"
  ? windowsRules((await import("node:path")).win32)
  : POSIX_RULES;

export const { join, resolve, relative, basename } = RULES;
