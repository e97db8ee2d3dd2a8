import { type Io, tell } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { isLoopback, readMachineAddresses } from "../address/machine_addresses.ts";
import { CertificateRenewal } from "../certificate/certificate_renewal.ts";
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

/** The operator's terminal and language. */
export type Operator = Pick<Io, "language" | "stderr">;

/** A host that speaks https. */
export interface SecureServer extends RunningServer {
  /** The certificate in use. */
  readonly certificate: HostCertificate;
}

/** Opens a port that speaks https. */
export type OpenSecurePort = (
  certificate: HostCertificate,
  options: SecurePortOptions,
) => Promise<SecureListener>;

/** The interval of checks for another certificate: a laptop changes networks, and certificates expire. */
const RENEWAL_CHECK_MS = 60_000;

/**
 * Starts to answer requests over https, and plain http with the way to https.
 *
 * @throws {CommandError} where the host cannot listen on the address or has no usable certificate
 */
export async function listenSecurely(
  handler: Handler,
  { operator, source, openPort = openOwnPort, ...options }: ListenOptions & {
    operator: Operator;
    source: CertificateSource;
    /** @default in this process */
    openPort?: OpenSecurePort | undefined;
  },
): Promise<SecureServer> {
  const { port, hostname } = options;
  const open = () => source.open(addressesOf(hostname));
  const first = await open();
  const plainHandler = makePlainHandler(() => renewal.current, operator.language);
  const opened = await openPort(first, { port, hostname, handler, plainHandler });
  const renew = async (fresh: HostCertificate) => await opened.renew(fresh);
  const say = (text: Text) => tell(operator, text);
  const renewal = new CertificateRenewal({ first, open, renew, tell: say });
  const timer = setInterval(() => renewal.look(), RENEWAL_CHECK_MS);
  return {
    port: opened.addr.port,
    hostname: opened.addr.hostname,
    get certificate() {
      return renewal.current;
    },
    async stop() {
      clearInterval(timer);
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

/** The addresses that players may open: the one that the host listens on, or all of this machine's. */
function addressesOf(hostname: string): string[] {
  if (hostname !== "0.0.0.0" && hostname !== "::") {
    return /^[\d.]+$|:/.test(hostname) ? [hostname] : [];
  }
  return readMachineAddresses().map(({ address }) => address)
    .filter((address) => !isLoopback(address));
}
