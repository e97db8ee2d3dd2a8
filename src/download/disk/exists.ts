/**
 * Whether something has this path, be it a link to nowhere. Loading node:fs for its existsSync would cost as much
 * as thousands of these.
 */
export function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
