import { assertEquals } from "@std/assert";
import type { MachineAddress } from "../../../src/serve/address/address_rank.ts";
import { HostAddresses } from "../../../src/serve/address/host_addresses.ts";
import { watchAddresses } from "../../../src/serve/listen/watch_addresses.ts";

/** Cards as systems list them: a name, an address and, where it tells something, a hardware address. */
type Card = readonly [name: string, address: string, mac?: string];

function machine(cards: readonly Card[]): readonly MachineAddress[] {
  return cards.map(([name, address, mac = "a4:83:e7:11:22:33"]) => {
    return { name, family: "IPv4", address, mac };
  });
}

function listOf(...cards: readonly Card[]): readonly string[] {
  return new HostAddresses({ hostname: "0.0.0.0", read: () => machine(cards) }).all;
}

const LOCAL: Card = ["lo", "127.0.0.1", "00:00:00:00:00:00"];

/** Machines with the address that tablets reach in the last place; each is listed in that order by its system. */
const MACHINES: Readonly<Record<string, readonly Card[]>> = {
  "Windows with VMware": [
    ["VMware Network Adapter VMnet8", "192.168.137.129", "00:50:56:c0:00:08"],
    ["WLAN", "10.31.4.7"],
  ],
  "Chinese Windows with VirtualBox": [
    ["以太网 2", "192.168.56.1", "0a:00:27:00:00:0b"],
    ["WLAN", "172.16.5.9"],
  ],
  "VirtualBox whose card tells nothing": [["以太网 3", "192.168.56.1"], ["以太网", "10.0.0.5"]],
  "Windows with Hyper-V": [
    ["vEthernet (Default Switch)", "172.28.160.1", "00:15:5d:01:02:03"],
    ["Wi-Fi", "172.16.5.9"],
  ],
  "a renamed card of Hyper-V, by a mac with dashes": [
    ["以太网 4", "192.168.90.1", "00-15-5D-01-02-03"],
    ["WLAN", "10.1.2.3"],
  ],
  "a school's VPN": [
    ["Sangfor SSL VPN CS Support System VNIC", "10.250.0.7"],
    ["本地连接* 9", "192.168.1.200", "00:ff:5a:11:22:33"],
    ["WLAN", "172.16.5.9"],
  ],
  "macOS with a virtual machine": [["utun4", "10.9.0.2"], ["bridge100", "192.168.64.1"], [
    "en0",
    "172.20.1.5",
  ]],
  "macOS with a hotspot": [["en0", "10.20.30.40"], ["bridge100", "192.168.2.1"]],
  "Linux with containers": [["docker0", "172.17.0.1", "02:42:ac:11:00:01"], [
    "virbr0",
    "192.168.122.1",
    "52:54:00:aa:bb:cc",
  ], ["wlp3s0", "10.4.4.4"]],
  "a VPN and a virtual machine alone": [["tun0", "192.168.1.9"], ["vmnet8", "10.0.0.1"]],
};

for (const [what, cards] of Object.entries(MACHINES)) {
  Deno.test(`the address that tablets reach comes first: ${what}`, () => {
    const [best] = listOf(LOCAL, ...cards);
    assertEquals(best, cards.at(-1)![1]);
    assertEquals(listOf(LOCAL, ...cards).at(-1), "127.0.0.1");
  });
}

Deno.test("players of other machines correct the order; no name, no stranger's address and nobody here does", () => {
  const cards: Card[] = [LOCAL, ["eth0", "192.168.1.5"], ["eth1", "10.0.0.5"], [
    "eth2",
    "10.7.7.7",
  ]];
  const addresses = new HostAddresses({ hostname: "0.0.0.0", read: () => machine(cards) });
  let changes = 0;
  addresses.subscribe(() => changes++);
  for (const to of ["evil.example", "8.8.8.8", "127.0.0.1", "10.0.0.6"]) {
    addresses.learn(to, "10.0.0.77");
  }
  for (const from of ["127.0.0.1", "::ffff:127.0.0.1", "192.168.1.5", "10.0.0.5"]) {
    addresses.learn("10.0.0.5", from);
  }
  assertEquals([addresses.all[0], changes], ["192.168.1.5", 0]);
  addresses.learn("10.0.0.5", "::ffff:10.0.0.77");
  assertEquals([addresses.all[0], changes], ["10.0.0.5", 1]);
  // As many came elsewhere: the address on the wall stays. More did: it changes.
  addresses.learn("10.7.7.7", "10.7.7.8");
  assertEquals([addresses.all[0], changes], ["10.0.0.5", 2]);
  addresses.learn("10.7.7.7", "10.7.7.8");
  addresses.learn("10.7.7.7", "10.7.7.9");
  assertEquals(addresses.all[0], "10.7.7.7");
  cards.splice(3, 1);
  addresses.look();
  assertEquals(addresses.all, ["10.0.0.5", "192.168.1.5", "127.0.0.1"]);
});

Deno.test("a host that listens on one address stays on it", () => {
  const addresses = new HostAddresses({ hostname: "10.0.0.5", read: () => machine([LOCAL]) });
  assertEquals([addresses.all, addresses.isOpen], [["10.0.0.5"], false]);
});

/** Watches addresses for so many looks; returns how often nobody had come. */
function watch(addresses: HostAddresses, looks: number): number {
  let told = 0;
  let look = () => {};
  watchAddresses(addresses, {
    onNobody: () => told++,
    every: (_, callback) => {
      look = callback;
      return () => {};
    },
  });
  for (let count = 0; count < looks; count++) look();
  return told;
}

Deno.test("where nobody has come within a minute, the operator hears once what to look at", () => {
  const make = () => new HostAddresses({ hostname: "0.0.0.0", read: () => machine([LOCAL]) });
  assertEquals(watch(make(), 29), 0);
  assertEquals(watch(make(), 500), 1);
  const visited = make();
  visited.learn("class.example", "10.0.0.9");
  assertEquals(watch(visited, 500), 0);
});
