import type { Lead } from "./lead.ts";

/** The members that hold addresses (Web Application Manifest §1); others hold texts. */
const ADDRESS_KEYS: readonly string[] = ["start_url", "scope", "id", "src", "url", "action"];

/**
 * Leads the absolute addresses of a web app manifest into the game: its start page, its scope, its icons. Returns the
 * text unchanged where it is no JSON.
 */
export function relocateManifest(text: string, lead: Lead): string {
  const value = parse(text, (address) => lead(address) ?? address);
  return value === undefined ? text : JSON.stringify(value);
}

/** Lists the addresses of a web app manifest; none where it is no JSON. */
export function listManifestAddresses(text: string): string[] {
  const addresses: string[] = [];
  parse(text, (address) => {
    addresses.push(address);
    return address;
  });
  return addresses;
}

/** Parses a manifest and maps its addresses; undefined where it is no JSON, which the browser tells its author. */
function parse(text: string, map: (address: string) => string): unknown {
  try {
    return JSON.parse(
      text,
      (key, value) => typeof value === "string" && ADDRESS_KEYS.includes(key) ? map(value) : value,
    );
  } catch {
    return undefined;
  }
}
