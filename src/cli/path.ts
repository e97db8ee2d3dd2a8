/** The parts of node:path that coplay's start needs. Loading node:path itself costs as long as starting Deno does. */
export interface PathRules {
  /** Puts names under a folder. */
  readonly join: (dir: string, ...names: string[]) => string;
  /** A path as seen from a folder, without `.` and `..`. */
  readonly resolve: (base: string, path: string) => string;
  /** A path inside a folder as seen from it. */
  readonly relative: (dir: string, path: string) => string;
  /** The last part of a path. */
  readonly basename: (path: string) => string;
}

/** Where `/` alone separates, and every path begins at one root. Exported for its test against node:path. */
export const POSIX_RULES: PathRules = {
  join: (dir, ...names) => normalized([dir, ...names].filter((part) => part !== "").join("/")),
  resolve: (base, path) => normalized(path.startsWith("/") ? path : `${base}/${path}`),
  relative: (dir, path) => {
    const prefix = dir.endsWith("/") ? dir : `${dir}/`;
    return path.startsWith(prefix) ? path.slice(prefix.length) : path;
  },
  basename: (path) => path.slice(path.lastIndexOf("/") + 1),
};

/** Without `.`, `..` and double separators; most paths have none. */
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

// Windows has drives, shares and two separators; there the start is paid for.
const RULES: PathRules = Deno.build.os === "windows" ? await import("node:path") : POSIX_RULES;

export const { join, resolve, relative, basename } = RULES;
