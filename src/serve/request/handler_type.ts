/** The connection of a request, as Deno.serve describes it. */
export interface RequestInfo {
  readonly remoteAddr: Deno.Addr;
  /** Settles when the answer is sent or has failed. */
  readonly completed?: Promise<void>;
  /** Whether the request came over https. @default false */
  readonly isEncrypted?: boolean;
}

/** Answers a request; a test can call it without a port. */
export type Handler = (request: Request, info?: RequestInfo) => Response | Promise<Response>;

/** The client's address; empty where it is unknown. */
export function addressOf(info: RequestInfo | undefined): string {
  const address = info?.remoteAddr;
  return address && "hostname" in address ? address.hostname : "";
}
