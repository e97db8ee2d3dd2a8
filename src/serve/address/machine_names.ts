/** What this machine is called in its network, the likeliest first; none where the system does not tell. */
export function readMachineNames(): readonly string[] {
  try {
    const name = Deno.hostname();
    return [name, `${name}.local`];
  } catch {
    return [];
  }
}
