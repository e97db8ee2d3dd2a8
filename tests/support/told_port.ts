/**
 * Ports below those that systems assign by themselves (Linux from 32768, others from 49152), so only tests collide
 * here.
 */
const [FIRST_PORT, LAST_PORT] = [10_000, 32_000];
const MAX_TRIES = 20;

/**
 * Starts a program that must get its port as a number and cannot use 0. It draws a port, and another where that is
 * taken. Only the start can show that, because a free port may be taken a moment later.
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
