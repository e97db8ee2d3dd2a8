/** A permission set of deno.json: for each kind of permission all of it, a list, or none. */
export type PermissionSet = Readonly<Record<string, boolean | readonly string[]>>;

/**
 * Returns the permissions of all sets together as flags for `deno compile`: a binary has no configuration file and
 * contains both commands.
 */
export function permissionFlags(sets: readonly PermissionSet[]): string[] {
  const merged = new Map<string, true | readonly string[]>();
  for (const [kind, allowed] of sets.flatMap((set) => Object.entries(set))) {
    const known = merged.get(kind) ?? [];
    if (allowed === false) continue;
    const isAll = allowed === true || known === true;
    merged.set(kind, isAll || [...new Set([...known, ...allowed])]);
  }
  return [...merged].map(([kind, allowed]) =>
    allowed === true ? `--allow-${kind}` : `--allow-${kind}=${allowed.join(",")}`
  );
}
