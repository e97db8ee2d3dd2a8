/** Above are those that the system gives out by itself (Linux 32768, others 49152): only tests meet below. */
const [FIRST_PORT, LAST_PORT] = [10_000, 32_000];
const MAX_TRIES = 20;

/**
 * For a program that must be told its port and cannot be told 0: starts it on one that is drawn, and on another
 * where that is taken. Only the start itself can tell: a port that was free a moment ago may be taken now.
 *
 * @param start fails with an error that says "in use" where the port is taken
 */
export async function onToldPort<Started>(
  start: (port: number) => Promise<Started>,
): Promise<Started> {
  for (let tries = 1;; tries++) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    try {
      return await start(port);
    } catch (error) {
      if (tries === MAX_TRIES || !/in use/.test(String(error))) throw error;
    }
  }
}
