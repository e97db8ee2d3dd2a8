const encoder = new TextEncoder();

/** Writes all of it; a file or a pipe may take a part at a time. */
export function writeAllSync(
  to: { writeSync(bytes: Uint8Array): number },
  bytes: Uint8Array,
): void {
  for (let at = 0; at < bytes.length;) at += to.writeSync(bytes.subarray(at));
}

/** As {@linkcode writeAllSync}, for what can be waited for. */
export async function writeAll(
  to: { write(bytes: Uint8Array): Promise<number> },
  bytes: Uint8Array,
): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await to.write(bytes.subarray(at));
}

/** Writes a text to one of the process's own streams. A reader that has gone away is no error of ours. */
export function writeText(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const writeSync = (bytes: Uint8Array) => {
    try {
      return stream.writeSync(bytes);
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe) return bytes.length;
      if (error instanceof Deno.errors.WouldBlock) return 0;
      throw error;
    }
  };
  writeAllSync({ writeSync }, encoder.encode(text));
}
