/** The port of a host whose operator has named none. */
const USUAL_PORT = 8080;

/** Enough for a school's machine with a handful of other servers. */
const TRIES = 20;

/** Finds the usual port, or the next one that no other program listens on; 0 is any that is free. */
export function firstFreePort(usual = USUAL_PORT): number {
  for (let port = usual; port < usual + TRIES; port++) {
    try {
      Deno.listen({ port }).close();
      return port;
    } catch (error) {
      const isTaken = error instanceof Deno.errors.AddrInUse ||
        error instanceof Deno.errors.PermissionDenied;
      if (!isTaken) throw error;
    }
  }
  return 0;
}
