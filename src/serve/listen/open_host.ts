import { formatUrl, listAddresses, readMachineAddresses } from "../address/machine_addresses.ts";
import type { CertifiedKey } from "../certificate/certificate.ts";
import { type HttpsConfig, makeCertificateSource } from "../certificate/certificate_source.ts";
import type { HostCertificate } from "../certificate/certificate_store.ts";
import type { Front } from "../front/front.ts";
import { listen, type ListenOptions, type RunningServer } from "./listen.ts";
import { listenSecurely, type Operator } from "./secure_listen.ts";
import type { SecureListener, SecurePortOptions } from "./secure_port.ts";

/** Processes that take the connections instead of this one, and ask it for what is not a file of a game. */
export interface Answerers {
  listen(options: ListenOptions & Pick<SecurePortOptions, "handler">): Promise<RunningServer>;
  listenSecurely(certificate: CertifiedKey, options: SecurePortOptions): Promise<SecureListener>;
}

/** How a host is opened to players. */
export interface OpenHostOptions extends ListenOptions {
  /** How it speaks https; undefined where it does not. */
  readonly https: HttpsConfig | undefined;
  /** What this machine is called. */
  readonly machine: string;
  readonly operator: Operator;
  /** Who answers instead of this process. */
  readonly workers: Answerers | undefined;
}

/** A host that players can come to. */
export interface OpenHost {
  readonly server: RunningServer;
  /** Where it can be opened, the best first. */
  readonly urls: readonly string[];
  /** What it shows now; undefined where it speaks http. */
  readonly certificate: HostCertificate | undefined;
}

/**
 * Opens a host to players, and lets it know where they go.
 *
 * @throws {CommandError} where the address cannot be listened on or no certificate be had
 */
export async function openHost(front: Front, options: OpenHostOptions): Promise<OpenHost> {
  const { https, workers, hostname, machine } = options;
  // Workers count and write down what they answer themselves.
  const handler = workers ? front.host.handler : front.handler;
  const secure = https && await listenSecurely(handler, {
    ...options,
    source: makeCertificateSource(https, machine),
    openPort: workers && ((certificate, options) => workers.listenSecurely(certificate, options)),
  });
  const server = secure ??
    await (workers ? workers.listen({ ...options, handler }) : listen(handler, options));
  const scheme = secure ? "https" : "http";
  const urls = listAddresses(hostname, readMachineAddresses())
    .map((address) => formatUrl({ scheme, address, port: server.port }));
  const [best = ""] = urls;
  // Players who do not trust the host yet are told how to by http; those who do are led on.
  front.address = secure?.certificate.authority ? best.replace("https:", "http:") : best;
  if (secure) front.offerCertificate(() => secure.certificate);
  return { server, urls, certificate: secure?.certificate };
}
