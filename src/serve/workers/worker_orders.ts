import type { Text } from "../../cli/language.ts";
import type { CatalogueRoot } from "../catalogue/scan.ts";
import type { CertifiedKey } from "../certificate/certificate.ts";
import type { GameSwitch } from "../live/other_hosts.ts";
import type { AccessLogForm } from "../request/access_log.ts";

/** The coordinator's address, and the key that its workers authenticate with. */
export interface RelayAddress {
  readonly port: number;
  /** A secret of the coordinator and its workers. */
  readonly key: string;
}

/** The configuration that a worker needs to answer as the coordinator would. */
export interface WorkerStart {
  readonly relay: RelayAddress;
  readonly roots: readonly CatalogueRoot[];
  readonly hasLobby: boolean;
  readonly hasProxy: boolean;
  readonly accessLog: AccessLogForm;
  /** The memory for this worker's games, in bytes. */
  readonly memoryBytes: number;
  readonly published: GameSwitch | undefined;
}

/** The address where all workers listen. */
export interface WorkerListen {
  readonly port: number;
  readonly hostname: string;
  /** The certificate for https; undefined for http. */
  readonly certificate: CertifiedKey | undefined;
}

/** An order to a worker, one line of JSON on its standard input. */
export type WorkerOrder =
  | { readonly kind: "start"; readonly start: WorkerStart }
  | { readonly kind: "listen"; readonly listen: WorkerListen }
  | { readonly kind: "prepare" | "publish"; readonly next: GameSwitch }
  | { readonly kind: "renew"; readonly certificate: CertifiedKey }
  | { readonly kind: "rescan" | "count" | "stop" };

/** An order with the number that its answer repeats. */
export interface NumberedOrder {
  readonly id: number;
  readonly order: WorkerOrder;
}

/** A worker's answer to an order: its result, or why it failed. */
export interface WorkerAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly refusal?: Text;
}
