/** Writes a file that only its owner can read. A reader sees the old text or the new one, whole. */
export async function writePrivately(path: string, text: string): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}`;
  await Deno.writeTextFile(temporary, text, { mode: 0o600, createNew: true });
  await closeToOthers(temporary);
  await Deno.rename(temporary, path);
}

/** A secret that others can read is none. Windows keeps the user's folder closed by itself. */
export async function closeToOthers(path: string): Promise<void> {
  if (Deno.build.os !== "windows") await Deno.chmod(path, 0o600);
}
