import { whenLetGo } from "./held_file.ts";

/** Writes a file that only its owner can read, atomically: a reader sees the old text or the new one. */
export async function writePrivately(path: string, text: string): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}`;
  await Deno.writeTextFile(temporary, text, { mode: 0o600, createNew: true });
  await closeToOthers(temporary);
  await whenLetGo(() => Deno.rename(temporary, path));
}

/** Makes a file readable by its owner alone. Windows protects the user's folder by itself. */
export async function closeToOthers(path: string): Promise<void> {
  if (Deno.build.os !== "windows") await Deno.chmod(path, 0o600);
}
