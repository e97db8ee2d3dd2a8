import { encodePath, gamePath, HOST_PATH } from "../address/paths.ts";

/**
 * Leads an address of a build into its game: `/assets/a.png?v=2` to `/games/ID/assets/a.png?v=2`. Undefined where it is
 * not absolute, or the game has no such file.
 */
export type Lead = (address: string) => string | undefined;

/** Where a build takes itself to lie. */
export interface Site {
  /** The path that its absolute addresses begin with: `/`, or `/REPO/` for a page of a repository. */
  readonly prefix: string;
  /** The folder of the game that this path stands for: empty, or `dist/`. */
  readonly folder: string;
}

/** A build for the root of a host. */
export const ROOT_SITE: Site = { prefix: "/", folder: "" };

/** How a path leads into a game. */
export interface LeadParts {
  readonly gameId: string;
  readonly site: Site;
  /**
   * Returns the file's or folder's own spelling of a percent-encoded path inside the game; undefined where there is
   * neither.
   */
  readonly spell: (rawPath: string) => string | undefined;
}

/** The address that stands for a build's own root: `/games/ID/dist/`. */
export function homeOf(gameId: string, { folder }: Site): string {
  return gamePath(gameId) + encodePath(folder);
}

/** Makes the function that leads the addresses of one build. */
export function makeLead({ gameId, site, spell }: LeadParts): Lead {
  const home = gamePath(gameId);
  return (address) => {
    if (!isAbsolutePath(address) || address.startsWith(home)) return undefined;
    const end = address.search(/[?#]/);
    const path = end < 0 ? address : address.slice(0, end);
    const rest = address.slice(path.length);
    for (const inner of innerPaths(path, site)) {
      if (inner === "") return homeOf(gameId, site) + rest;
      for (const folder of new Set([encodePath(site.folder), ""])) {
        const own = spell(folder + inner);
        if (own !== undefined) return home + own + rest;
      }
    }
    return undefined;
  };
}

/** Whether an address names a path from the root of its host, other than the host's own. */
export function isAbsolutePath(address: string): boolean {
  return /^\/(?![/\\])/.test(address) && !address.startsWith(HOST_PATH);
}

/** Lists the possible meanings of an absolute path inside a build. */
function innerPaths(path: string, { prefix }: Site): string[] {
  const whole = path.slice(1);
  if (prefix === "/") return [whole];
  // `/REPO` names the build's root as well.
  return `${path}/`.startsWith(prefix) ? [path.slice(prefix.length), whole] : [whole];
}
