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
  join: (dir, ...names) => normalized([dir, ...names].filter((part) => part !== "").join("/")),
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

// Windows has drives, shares and two separators, so there coplay loads node:path.
const RULES: PathRules = Deno.build.os === "windows" ? await import("node:path") : POSIX_RULES;

export const { join, resolve, relative, basename } = RULES;
