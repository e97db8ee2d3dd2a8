/** A permission set of deno.json: what may be done of each kind, all of it, what is named, or nothing. */
export type PermissionSet = Readonly<Record<string, boolean | readonly string[]>>;

/**
 * What any of the sets allows, as flags, for `deno compile`: it runs without a configuration file, and a binary
 * is both commands.
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
