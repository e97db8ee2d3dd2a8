/** One address of this machine. */
export interface MachineAddress {
  /** The network card's name. */
  readonly name: string;
  readonly family: "IPv4" | "IPv6";
  readonly address: string;
}

/** Network cards of containers, virtual machines and tunnels, which no tablet can reach. */
const VIRTUAL_REGEXP =
  /^(?:docker|br-|veth|virbr|vmnet|vboxnet|lxc|cni|podman|tun|tap|utun|wg|zt|tailscale|ppp|awdl|llw|anpi|vEthernet)/i;

/** Ranks an address by how likely players can reach it; a smaller rank is likelier. */
function rank({ name, address }: MachineAddress): number {
  const isVirtual = VIRTUAL_REGEXP.test(name) ? 10 : 0;
  if (address.startsWith("169.254.")) return isVirtual + 5;
  if (address.startsWith("192.168.")) return isVirtual;
  if (/^10\.|^172\.(?:1[6-9]|2\d|3[01])\./.test(address)) return isVirtual + 1;
  return isVirtual + (address.includes(":") ? 4 : 2);
}

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
    .toSorted((a, b) => rank(a) - rank(b))
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
