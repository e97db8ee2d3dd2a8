/**
 * Whether a file, a folder or even a broken link has this path. Loading node:fs for its existsSync would take as long
 * as thousands of these calls.
 */
export function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
