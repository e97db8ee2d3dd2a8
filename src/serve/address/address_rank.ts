/** One address of this machine. */
export interface MachineAddress {
  /** The network card's name. */
  readonly name: string;
  readonly family: "IPv4" | "IPv6";
  readonly address: string;
  /** The card's hardware address: `00:50:56:c0:00:08`. */
  readonly mac?: string;
}

/** Cards of containers and virtual machines, by the names that Linux and macOS give them. */
const VIRTUAL_NAME =
  /^(?:docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|podman|awdl|llw|anpi|vEthernet|bridge\d{3})/i;
/** The same by what Windows calls them: `VMware Network Adapter VMnet8`. */
const VIRTUAL_MAKER =
  /vmware|virtualbox|hyper-v|vethernet|\bwsl\b|docker|bluetooth|npcap|loopback/i;
const VPN_NAME = /^(?:tun|tap|utun|wg|zt|tailscale|ppp|ipsec|gpd|feth)\d*/i;
const VPN_MAKER =
  /vpn|tap-windows|wintun|wireguard|tailscale|zerotier|anyconnect|sangfor|easyconnect|forti|hamachi|pangp|globalprotect/i;

/** Hardware addresses of VMware, VirtualBox, Hyper-V, Parallels, QEMU and Docker, whatever the card is called. */
const VIRTUAL_MAC =
  /^(?:00:50:56|00:0c:29|00:05:69|00:1c:14|0a:00:27|08:00:27|00:15:5d|00:1c:42|52:54:00|02:42:)/;
/** The hardware address of OpenVPN's driver on Windows. */
const VPN_MAC = /^00:ff:/;

/** Where VirtualBox puts its host-only network, which on a Chinese Windows is called `以太网 2`. */
const HOST_ONLY = /^192\.168\.56\./;
/** Where macOS puts a hotspot, whose card is a bridge as those of virtual machines are. */
const MAC_HOTSPOT = /^192\.168\.2\./;

/** Ranks an address by how likely players can reach it; a smaller rank is likelier. */
export function rankAddress({ name, address, mac = "" }: MachineAddress): number {
  return rankCard({ name, address, mac: mac.toLowerCase().replaceAll("-", ":") }) +
    rankNumber(address);
}

function rankCard({ name, address, mac }: { name: string; address: string; mac: string }): number {
  if (VPN_NAME.test(name) || VPN_MAKER.test(name) || VPN_MAC.test(mac)) return 20;
  if (/^bridge\d{3}/i.test(name) && MAC_HOTSPOT.test(address)) return 0;
  const isVirtual = VIRTUAL_NAME.test(name) || VIRTUAL_MAKER.test(name) || VIRTUAL_MAC.test(mac);
  return isVirtual || HOST_ONLY.test(address) ? 10 : 0;
}

function rankNumber(address: string): number {
  if (address.startsWith("169.254.")) return 5;
  if (address.startsWith("192.168.")) return 0;
  if (/^10\.|^172\.(?:1[6-9]|2\d|3[01])\./.test(address)) return 1;
  return address.includes(":") ? 4 : 2;
}
