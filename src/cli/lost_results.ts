import { diskReason } from "./file_reason.ts";
import { type Io, type Output, tell } from "./io.ts";

/** Tells the user why results could not be written. Returns whether any were lost. */
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

/** Makes the output of a command that runs for days; it reports the first lost result at once, and no other. */
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
