import type { Io } from "../io.ts";
import { resolve } from "../path.ts";
import { standardStream } from "./standard_stream.ts";

/**
 * Reads all of a small file that the user named, or stdin where the path means it.
 *
 * @throws the file system's error
 */
export function readNamedFile(path: string, io: Io): Uint8Array {
  const absolute = resolve(io.cwd, path);
  return standardStream(absolute) === "stdin" ? io.stdin.readAll() : Deno.readFileSync(absolute);
}
