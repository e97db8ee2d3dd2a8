import type { OutputLog } from "./output_log.ts";

/** Makes the header of an order from the token that a host has printed. */
export async function tokenHeader(stderr: OutputLog): Promise<{ authorization: string }> {
  const [, token] = await stderr.match(/\/admin#([!-~]+)/);
  return { authorization: `Bearer ${token}` };
}
