import { diskReason } from "./file_reason.ts";
import { type Io, type Output, tell } from "./io.ts";

/** Says why results could not be written, where they could not. Returns whether that is so. */
export function tellLostResults(io: Io): boolean {
  const failure = io.lostResults();
  if (failure === undefined) return false;
  const why = diskReason(failure);
  tell(io, {
    en: `coplay: Cannot write to standard output: ${why.en}`,
    zh: `coplay: 无法写入标准输出：${why.zh}`,
  });
  return true;
}

/** The results of a command that runs for days: that one could not be written is said at once, and once. */
export function lastingResults(io: Io): Output {
  let isTold = false;
  return {
    ...io.stdout,
    write(text) {
      io.stdout.write(text);
      isTold ||= tellLostResults(io);
    },
  };
}
