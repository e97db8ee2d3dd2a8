/**
 * The program that sets a file's attributes, which Deno cannot. Its path is a permission in deno.json. It names no
 * drive: elsewhere a path with one would be relative, and before 2.9 Deno lets nobody write into the folders above a
 * program that may be run.
 */
const ATTRIB = "/Windows/System32/attrib.exe";

/**
 * Hides a file in Windows' Explorer, where a name that begins with a dot hides nothing. The attribute belongs to the
 * file, so this is only for files that never take another name: a part would be hidden under its own name, too.
 */
export function hide(path: string): void {
  if (Deno.build.os !== "windows") return;
  try {
    new Deno.Command(ATTRIB, { args: ["+h", path], stdin: "null", stdout: "null", stderr: "null" })
      .outputSync();
  } catch {
    // Without the program the file stays visible, which does no harm.
  }
}
