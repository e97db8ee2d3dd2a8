/** The permissions that any of these commands is given, as flags. */
export function mergePermissions(commands: readonly string[]): string[] {
  const merged = new Map<string, Set<string> | "all">();
  for (const word of commands.flatMap((command) => command.split(/\s+/))) {
    const [, flag, values] = /^(--allow-\w+)(?:=(.*))?$/.exec(word) ?? [];
    if (flag === undefined) continue;
    const known = merged.get(flag);
    if (values === undefined || known === "all") merged.set(flag, "all");
    else merged.set(flag, new Set([...known ?? [], ...values.split(",")]));
  }
  return [...merged].map(([flag, values]) =>
    values === "all" ? flag : `${flag}=${[...values].join(",")}`
  );
}
