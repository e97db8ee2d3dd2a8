import { HostAddresses } from "../address/host_addresses.ts";
import { formatUrl } from "../address/machine_addresses.ts";
import type { CertifiedKey } from "../certificate/certificate.ts";
import { type HttpsConfig, makeCertificateSource } from "../certificate/certificate_source.ts";
import type { HostCertificate } from "../certificate/certificate_store.ts";
import type { Front } from "../front/front.ts";
import { listen, type ListenOptions, type RunningServer } from "./listen.ts";
import { listenSecurely, type Operator } from "./secure_listen.ts";
import type { SecureListener, SecurePortOptions } from "./secure_port.ts";

/** Processes that take the connections instead of this one, and ask it for everything but games' files. */
export interface Answerers {
  listen(options: ListenOptions & Pick<SecurePortOptions, "handler">): Promise<RunningServer>;
  listenSecurely(certificate: CertifiedKey, options: SecurePortOptions): Promise<SecureListener>;
}

/** How to open a host to players. */
export interface OpenHostOptions extends ListenOptions {
  /** Where its certificate comes from; undefined for http. */
  readonly https: HttpsConfig | undefined;
  /** This machine's name. */
  readonly machine: string;
  readonly operator: Operator;
  /** The processes that answer instead of this one. */
  readonly workers: Answerers | undefined;
}

/** A host that players can reach. */
export interface OpenHost {
  readonly server: RunningServer;
  /** Its addresses, which change with the network. */
  readonly addresses: HostAddresses;
  /** The URLs that players can open now, the best first. */
  readonly urls: () => readonly string[];
  /** The certificate in use; undefined for http. */
  readonly certificate: HostCertificate | undefined;
}

/**
 * Opens a host to players and sets its address.
 *
 * @throws {CommandError} where the host cannot listen on the address or has no usable certificate
 */
export async function openHost(front: Front, options: OpenHostOptions): Promise<OpenHost> {
  const { https, workers, hostname, machine } = options;
  // Workers count and log their own answers.
  const handler = workers ? front.host.handler : front.handler;
  const secure = https && await listenSecurely(handler, {
    ...options,
    source: makeCertificateSource(https, machine),
    openPort: workers && ((certificate, options) => workers.listenSecurely(certificate, options)),
  });
  const server = secure ??
    await (workers ? workers.listen({ ...options, handler }) : listen(handler, options));
  const scheme = secure ? "https" : "http";
  const addresses = new HostAddresses({ hostname });
  const urls = () =>
    addresses.all.map((address) => formatUrl({ scheme, address, port: server.port }));
  const setAddress = () => {
    const [best = ""] = urls();
    // Plain http tells players how to trust the host, and leads those who already do to https.
    front.address = secure?.certificate.authority ? best.replace("https:", "http:") : best;
  };
  setAddress();
  addresses.subscribe(setAddress);
  front.onArrival = (to, from) => addresses.learn(to, from);
  if (secure) front.offerCertificate(() => secure.certificate);
  return { server, addresses, urls, certificate: secure?.certificate };
}
