/** The program that sets a file's attributes, which Deno cannot; its path is a permission in deno.json. */
const ATTRIB = "C:/Windows/System32/attrib.exe";

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
