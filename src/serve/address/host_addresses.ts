import { isLoopback, listAddresses, readMachineAddresses } from "./machine_addresses.ts";
import type { MachineAddress } from "./address_rank.ts";

/** The options of {@linkcode HostAddresses}. */
export interface HostAddressesOptions {
  /** The address that the host listens on. */
  readonly hostname: string;
  /** Reads this machine's addresses. @default the system's */
  readonly read?: () => readonly MachineAddress[];
}

/** The most players that are remembered for one address. */
const MAX_PLAYERS = 1000;

/** The addresses that players can open the host at. They are read again as the network changes. */
export class HostAddresses {
  readonly #options: HostAddressesOptions;
  readonly #listeners = new Set<() => void>();
  /** The players from other machines by the address that they came to. */
  readonly #arrived = new Map<string, Set<string>>();
  #machine: readonly MachineAddress[] = [];
  #all: readonly string[] = [];
  /** Whether a player from another machine has come, even through a proxy. */
  hasArrivals = false;

  constructor(options: HostAddressesOptions) {
    this.#options = options;
    this.look();
  }

  /** All addresses: the best first, this machine's own last. */
  get all(): readonly string[] {
    return this.#all;
  }

  /** Whether the host listens on all of the machine's addresses. */
  get isOpen(): boolean {
    return ["0.0.0.0", "::"].includes(this.#options.hostname);
  }

  /** Whether only this machine itself can reach the host. */
  get isAlone(): boolean {
    return isLoopback(this.#all[0] ?? "127.0.0.1");
  }

  /** Calls the listener whenever the addresses or their order change. */
  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Reads the machine's addresses again. */
  look(): void {
    this.#machine = (this.#options.read ?? readMachineAddresses)();
    this.#sort();
  }

  /**
   * Notes that a player has come, which proves that others can come to that address, too. A name in their request
   * proves nothing, and neither does a player on this machine.
   *
   * @param to the host's address in the player's request
   * @param from the player's own address
   */
  learn(to: string, from: string): void {
    const own = this.#machine.map(({ address }) => address);
    const bare = from.replace(/^::ffff:/i, "");
    if (isLoopback(bare) || own.includes(bare)) return;
    this.hasArrivals = true;
    if (!own.includes(to) || isLoopback(to)) return;
    const players = this.#arrived.get(to) ?? new Set();
    if (players.size < MAX_PLAYERS) players.add(bare);
    this.#arrived.set(to, players);
    this.#sort();
  }

  #sort(): void {
    const listed = listAddresses(this.#options.hostname, this.#machine);
    const count = (address: string) => this.#arrived.get(address)?.size ?? 0;
    // Of two that players have come to equally, the one that is on the wall stays.
    const isBest = (address: string) => Number(address === this.#all[0] && count(address) > 0);
    const all = listed.toSorted((a, b) => count(b) - count(a) || isBest(b) - isBest(a));
    const isSame = all.join() === this.#all.join();
    this.#all = all;
    if (!isSame) { for (const listener of this.#listeners) listener(); }
  }
}
