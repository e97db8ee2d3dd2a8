import type { OutputLog } from "./output_log.ts";

/** The header that orders are given with, by the token that a host has told its operator. */
export async function tokenHeader(stderr: OutputLog): Promise<{ authorization: string }> {
  const [, token] = await stderr.match(/\/admin#([!-~]+)/);
  return { authorization: `Bearer ${token}` };
}
