import type { Lead } from "./lead.ts";

type Entries = Readonly<Record<string, unknown>>;

/**
 * Leads the absolute addresses of an import map into the game. Returns the text unchanged where it is no import map.
 */
export function relocateImportMap(text: string, lead: Lead): string {
  const map = parseObject(text);
  if (!map) return text;
  const { imports, scopes, integrity } = map;
  const changed = {
    ...map,
    ...(isObject(imports) && { imports: relocateEntries(imports, lead) }),
    ...(isObject(scopes) && { scopes: relocateScopes(scopes, lead) }),
    ...(isObject(integrity) && { integrity: withLedKeys(integrity, lead) }),
  };
  return escapeForScript(JSON.stringify(changed));
}

function relocateScopes(scopes: Entries, lead: Lead): Entries {
  const changed = Object.entries(scopes).map(([scope, entries]) => [
    scope,
    isObject(entries) ? relocateEntries(entries, lead) : entries,
  ]);
  return withLedKeys(Object.fromEntries(changed), lead);
}

function relocateEntries(entries: Entries, lead: Lead): Entries {
  const changed = Object.entries(entries).map(([name, target]) => [
    name,
    typeof target === "string" ? lead(target) ?? target : target,
  ]);
  return withLedKeys(Object.fromEntries(changed), lead);
}

/** A key may be an address. It stays as well: a script may put the same address together as it runs. */
function withLedKeys(entries: Entries, lead: Lead): Entries {
  const led = Object.entries(entries).flatMap(([key, value]) => {
    const address = lead(key);
    return address === undefined ? [] : [[address, value] as const];
  });
  return { ...Object.fromEntries(led), ...entries };
}

function parseObject(text: string): Entries | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Entries {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `</script>` in a string would end the element. */
function escapeForScript(json: string): string {
  return json.replaceAll("<", "\\u003c");
}
