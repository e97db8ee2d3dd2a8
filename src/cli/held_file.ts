import { diskErrorCode } from "./file_reason.ts";

/** The codes of Windows where another program has a file open, or a file in the folder. */
const HELD_CODES: ReadonlySet<string> = new Set(["EACCES", "EBUSY", "EPERM"]);

/**
 * The waits between tries, in milliseconds, ten seconds in all. A virus scanner opens every new file, most for
 * milliseconds, archives and programs for seconds.
 */
const WAITS_MS: readonly number[] = [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 4890];

/** The system, as {@linkcode whenLetGo} uses it. */
export interface HeldFileOptions {
  /** @default {that of this machine} */
  readonly os?: typeof Deno.build.os;
  /** Waits for so many milliseconds. @default {by a timer} */
  readonly wait?: (ms: number) => Promise<void>;
}

/**
 * Renames or removes something. On Windows it tries again for ten seconds while another program, such as a virus
 * scanner, holds the file; elsewhere an open file stands in nobody's way, and a refusal is final.
 *
 * @throws what the last try throws
 */
export async function whenLetGo<Value>(
  act: () => Value | Promise<Value>,
  { os = Deno.build.os, wait = sleep }: HeldFileOptions = {},
): Promise<Value> {
  for (const waitMs of os === "windows" ? WAITS_MS : []) {
    try {
      return await act();
    } catch (error) {
      if (!HELD_CODES.has(diskErrorCode(error) ?? "")) throw error;
    }
    await wait(waitMs);
  }
  return await act();
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
