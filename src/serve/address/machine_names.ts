/** Reads the names of this machine in its network, the likeliest first; none where the system does not tell. */
export function readMachineNames(): readonly string[] {
  try {
    const name = Deno.hostname();
    return [name, `${name}.local`];
  } catch {
    return [];
  }
}
