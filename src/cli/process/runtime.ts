import { CommandError } from "../errors.ts";

/**
 * The oldest Deno that coplay runs on; the tests of the compiled binary run with it. Older ones cannot make
 * node:zlib's zstd (2.6.8), break off zips that are streamed (2.5.7), or know no permission sets (2.4).
 */
export const OLDEST_DENO = "2.6.10";

/** Whether a version is older than another; only the three numbers count. */
export function isOlder(version: string, other: string): boolean {
  const [numbers, others] = [version, other].map((text) =>
    text.split(/[.+-]/).slice(0, 3).map(Number)
  ) as [number[], number[]];
  const at = numbers.findIndex((number, index) => number !== others[index]);
  return at >= 0 && numbers[at]! < others[at]!;
}

/** @throws {CommandError} where the Deno that runs coplay is too old */
export function requireRuntime(): void {
  const { deno } = Deno.version;
  if (!isOlder(deno, OLDEST_DENO)) return;
  throw new CommandError({
    en: `Deno ${deno} is too old for coplay, which needs ${OLDEST_DENO} or newer; ` +
      "`deno upgrade` brings it",
    zh:
      `Deno ${deno} 版本过旧，coplay 需要 ${OLDEST_DENO} 或更新的版本；可用 \`deno upgrade\` 升级`,
  });
}
