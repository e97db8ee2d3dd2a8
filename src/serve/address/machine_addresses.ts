import { type MachineAddress, rankAddress } from "./address_rank.ts";

/**
 * Lists the addresses that players can open the host at: the likeliest first, this machine's own last.
 *
 * @param hostname the address that the host listens on
 */
export function listAddresses(
  hostname: string,
  machine: readonly MachineAddress[],
): readonly string[] {
  if (hostname !== "0.0.0.0" && hostname !== "::") return [hostname];
  const others = machine
    .filter(({ family }) => family === "IPv4" || hostname === "::")
    .filter(({ address }) => !isLoopback(address) && !/^fe[89ab]/i.test(address))
    .toSorted((a, b) => rankAddress(a) - rankAddress(b))
    .map(({ address }) => address);
  return [...new Set(others), "127.0.0.1"];
}

/** Reads this machine's addresses; none where the system does not tell. */
export function readMachineAddresses(): readonly MachineAddress[] {
  try {
    return Deno.networkInterfaces();
  } catch {
    return [];
  }
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return /^(?:127\.|::1$|::ffff:127\.)/i.test(address);
}

/** Formats an address as a URL, without the port where it is the scheme's default. */
export function formatUrl(
  { scheme, address, port }: { scheme: "http" | "https"; address: string; port: number },
): string {
  const host = address.includes(":") ? `[${address}]` : address;
  const isUsual = port === (scheme === "https" ? 443 : 80);
  return `${scheme}://${host}${isUsual ? "" : `:${port}`}/`;
}
