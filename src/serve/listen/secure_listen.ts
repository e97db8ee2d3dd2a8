import type { Language } from "../../cli/language.ts";
import { isLoopback, readMachineAddresses } from "../address/machine_addresses.ts";
import type { CertificateSource } from "../certificate/certificate_source.ts";
import type { HostCertificate } from "../certificate/certificate_store.ts";
import { makePlainHandler } from "../front/secure_host.ts";
import type { Handler } from "../request/handler_type.ts";
import { explainListenError, type ListenOptions, type RunningServer } from "./listen.ts";
import {
  type SecureListener,
  SecurePort,
  type SecurePortOptions,
  stopSecurePort,
} from "./secure_port.ts";

/** A host that speaks https. */
export interface SecureServer extends RunningServer {
  /** What it shows now. */
  readonly certificate: HostCertificate;
}

/** Opens a port that speaks https. */
export type OpenSecurePort = (
  certificate: HostCertificate,
  options: SecurePortOptions,
) => Promise<SecureListener>;

/** A laptop changes networks, and certificates end. */
const RENEWAL_CHECK_MS = 60_000;

/**
 * Starts to answer requests over https, and to tell who comes with http what to do.
 *
 * @throws {CommandError} where the address cannot be listened on or no certificate be had
 */
export async function listenSecurely(
  handler: Handler,
  { language, source, openPort = openOwnPort, ...options }: ListenOptions & {
    language: Language;
    source: CertificateSource;
    /** @default in this process */
    openPort?: OpenSecurePort | undefined;
  },
): Promise<SecureServer> {
  const { port, hostname } = options;
  let certificate = await source.open(addressesOf(hostname));
  const plainHandler = makePlainHandler(() => certificate, language);
  const opened = await openPort(certificate, { port, hostname, handler, plainHandler });
  const renewal = setInterval(async () => {
    const fresh = await source.open(addressesOf(hostname)).catch(() => certificate);
    if (fresh.version === certificate.version) return;
    try {
      await opened.renew(fresh);
      certificate = fresh;
    } catch {
      // Its files are just being written, or do not go together: the next look will tell.
    }
  }, RENEWAL_CHECK_MS);
  return {
    port: opened.addr.port,
    hostname: opened.addr.hostname,
    get certificate() {
      return certificate;
    },
    async stop() {
      clearInterval(renewal);
      await stopSecurePort(opened);
    },
  };
}

async function openOwnPort(
  certificate: HostCertificate,
  options: SecurePortOptions,
): Promise<SecureListener> {
  try {
    return new SecurePort(certificate, options);
  } catch (error) {
    throw await explainListenError(error, options);
  }
}

/** What players may open: the address that is listened on, or all of this machine's. */
function addressesOf(hostname: string): string[] {
  if (hostname !== "0.0.0.0" && hostname !== "::") {
    return /^[\d.]+$|:/.test(hostname) ? [hostname] : [];
  }
  return readMachineAddresses().map(({ address }) => address)
    .filter((address) => !isLoopback(address));
}
