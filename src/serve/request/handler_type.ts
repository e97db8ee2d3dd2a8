/** Where a request comes from; what Deno.serve hands over beside it. */
export interface RequestInfo {
  readonly remoteAddr: Deno.Addr;
  /** Settles when the answer has been sent, or cannot be. */
  readonly completed?: Promise<void>;
  /** Whether it came over https. @default false */
  readonly isEncrypted?: boolean;
}

/** The host as a function: no port is needed to ask it. */
export type Handler = (request: Request, info?: RequestInfo) => Response | Promise<Response>;

/** The address that a request comes from; empty where there is none to know. */
export function addressOf(info: RequestInfo | undefined): string {
  const address = info?.remoteAddr;
  return address && "hostname" in address ? address.hostname : "";
}
