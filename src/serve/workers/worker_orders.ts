import type { Text } from "../../cli/language.ts";
import type { CatalogueRoot } from "../catalogue/scan.ts";
import type { CertifiedKey } from "../certificate/certificate.ts";
import type { GameSwitch } from "../live/other_hosts.ts";
import type { AccessLogForm } from "../request/access_log.ts";

/** Where a worker finds its coordinator, and how it shows that it is one. */
export interface RelayAddress {
  readonly port: number;
  /** Known to the coordinator and its workers alone. */
  readonly key: string;
}

/** All that a worker must know to answer as the coordinator would. */
export interface WorkerStart {
  readonly relay: RelayAddress;
  readonly roots: readonly CatalogueRoot[];
  readonly hasLobby: boolean;
  readonly hasProxy: boolean;
  readonly accessLog: AccessLogForm;
  /** What the games of this worker may keep in memory. */
  readonly memoryBytes: number;
  readonly published: GameSwitch | undefined;
}

/** Where a worker listens: on the port that all workers share. */
export interface WorkerListen {
  readonly port: number;
  readonly hostname: string;
  /** Where it speaks https. */
  readonly certificate: CertifiedKey | undefined;
}

/** What the coordinator asks of a worker, a line of JSON each on the worker's standard input. */
export type WorkerOrder =
  | { readonly kind: "start"; readonly start: WorkerStart }
  | { readonly kind: "listen"; readonly listen: WorkerListen }
  | { readonly kind: "prepare" | "publish"; readonly next: GameSwitch }
  | { readonly kind: "renew"; readonly certificate: CertifiedKey }
  | { readonly kind: "rescan" | "count" | "stop" };

/** An order with the number that its answer carries. */
export interface NumberedOrder {
  readonly id: number;
  readonly order: WorkerOrder;
}

/** What a worker says when an order is carried out, or why it cannot be. */
export interface WorkerAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly refusal?: Text;
}
