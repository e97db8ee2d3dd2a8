import { visible } from "../../cli/io.ts";
import type { Language, Text } from "../../cli/language.ts";
import type { TransferError } from "../model/errors.ts";
import { type Summary, thereCount, type TransferEvent } from "../model/events.ts";
import type { Arrival, Job, WrongLine } from "../model/job.ts";
import { shownUrl } from "../model/shown_url.ts";
import { formatBytes, formatDuration } from "../../cli/amount.ts";

/** Returns the name to show for a job before it has a path. */
export function jobName(job: Job): string {
  return visible(job.target.name);
}

function baseName(path: string): string {
  return visible(path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1));
}

/** Formats the line on a file that arrived. */
export function arrivedLine(arrival: Arrival): Text {
  const { en, zh } = howLine(arrival.how, baseName(arrival.path));
  const notes = arrivalNotes(arrival);
  return {
    en: en + notes.map((note) => ` (${note.en})`).join(""),
    zh: zh + notes.map((note) => `（${note.zh}）`).join(""),
  };
}

function howLine(how: Arrival["how"], name: string): Text {
  switch (how) {
    case "downloaded":
      return { en: `Downloaded ${name}`, zh: `文件${name}下载成功！` };
    case "unchanged":
      return { en: `Unchanged ${name}`, zh: `文件${name}没有变化，无需下载` };
    case "skipped":
      return { en: `Skipped ${name}: it is there already`, zh: `文件${name}已存在，跳过下载` };
  }
}

function arrivalNotes(arrival: Arrival): Text[] {
  const notes: Text[] = [];
  if (!arrival.isLengthKnown) notes.push({ en: "length unknown", zh: "长度未知" });
  if (arrival.encoding) {
    const encoding = visible(arrival.encoding);
    notes.push({ en: `kept ${encoding}-encoded`, zh: `保留 ${encoding} 编码` });
  }
  if (arrival.isVerified) notes.push({ en: "checksum matches", zh: "校验和一致" });
  else if (arrival.digest) notes.push({ en: arrival.digest, zh: arrival.digest });
  if (arrival.extractedTo) notes.push({ en: "unpacked", zh: "已解压" });
  return notes;
}

/** Formats the line on a file that failed. */
export function failedLine(job: Job, error: TransferError): Text {
  const name = jobName(job);
  return {
    en: `Cannot download ${name}: ${error.text.en}`,
    zh: `文件${name}下载失败！ ${error.text.zh}`,
  };
}

/** Formats a failure with its URL, for the list at the end. */
export function failureRow(url: URL, error: TransferError, language: Language): string {
  return `  ${shownUrl(url)}\n    ${error.text[language]}`;
}

/** Formats the line on a wrong line of a list. */
export function wrongLine({ wrong, text, place }: WrongLine): Text {
  const where = place.list === "" ? visible(text) : `${visible(place.list)}:${place.line}`;
  return {
    en: `Cannot use ${where}: ${wrong.en}`,
    zh: `无法使用 ${where}：${wrong.zh}`,
  };
}

/** Formats the line on a pause before the next attempt. */
export function retryLine(
  { job, error, delayMs, nextTry, tries }: Extract<TransferEvent, { type: "retry" }>,
): Text {
  const name = jobName(job);
  const [en, zh] = [formatDuration(delayMs, "en"), formatDuration(delayMs, "zh")];
  return {
    en: `Retrying ${name} in ${en}, try ${nextTry} of ${tries}: ${error.text.en}`,
    zh: `${zh}后重试 ${name}（第 ${nextTry} 次，共 ${tries} 次）：${error.text.zh}`,
  };
}

/** Formats the closing line: the files, the bytes and the speed. */
export function summaryLine({ totals, durationMs, isInterrupted }: Summary): Text {
  const { arrived, unchanged, skipped, failed, interrupted, receivedBytes } = totals;
  if (thereCount(totals) + failed + interrupted === 0 && !isInterrupted) {
    return { en: "Nothing to download: the list is empty", zh: "没有可下载的内容：列表为空" };
  }
  const rate = receivedBytes / Math.max(durationMs / 1000, 0.001);
  const en = [`${arrived} downloaded`];
  const zh = [`成功 ${arrived} 个`];
  if (unchanged > 0) {
    en.push(`${unchanged} unchanged`);
    zh.push(`未变化 ${unchanged} 个`);
  }
  if (skipped > 0) {
    en.push(`${skipped} skipped`);
    zh.push(`跳过 ${skipped} 个`);
  }
  if (failed > 0) {
    en.push(`${failed} failed`);
    zh.push(`失败 ${failed} 个`);
  }
  const amount = formatBytes(receivedBytes);
  const speed = `${formatBytes(rate)}/s`;
  return {
    en: `${en.join(", ")}: ${amount} in ${formatDuration(durationMs, "en")} (${speed})`,
    zh: `${zh.join("，")}：共 ${amount}，用时 ${formatDuration(durationMs, "zh")}（${speed}）`,
  };
}

/**
 * Tells what an interrupted run leaves for the next one.
 *
 * @param expected the number of files, where the input could be counted
 */
export function interruptedLine({ totals }: Summary, expected?: number): Text {
  const left = expected === undefined
    ? totals.interrupted
    : expected - thereCount(totals) - totals.failed;
  const what = expected === undefined
    ? {
      en: `${left} ${left === 1 ? "file" : "files"} unfinished, and the rest of the list not read`,
      zh: `还有 ${left} 个文件未完成，列表的其余部分尚未读取`,
    }
    : {
      en: `${left} of ${expected} ${expected === 1 ? "file" : "files"} left`,
      zh: `共 ${expected} 个文件，还有 ${left} 个未完成`,
    };
  return {
    en: `Interrupted with ${what.en}; run the same command again to go on`,
    zh: `已中断：${what.zh}；再次运行同一命令即可继续`,
  };
}
