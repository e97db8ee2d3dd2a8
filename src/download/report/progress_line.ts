import { formatBytes, formatDuration } from "../../cli/amount.ts";
import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { type ActiveTransfer, thereCount, type TransferEvent } from "../model/events.ts";

type ProgressEvent = Extract<TransferEvent, { type: "progress" }>;

/** Returns the bytes received so far, including active transfers. */
export function receivedBytes({ active, totals }: ProgressEvent): number {
  return totals.receivedBytes + active.reduce((sum, transfer) => sum + transfer.receivedBytes, 0);
}

/** What a progress line needs besides the event. */
export interface ProgressView {
  /** The number of files, where the input could be counted. */
  readonly expected: number | undefined;
  readonly bytesPerSecond: number;
  /** The time that the line begins with. */
  readonly now: Date;
}

/**
 * Formats a progress line for logs: the time of day, the files done and expected, the progress of the file if only
 * one is active, the bytes and the speed.
 */
export function progressLine(event: ProgressEvent, view: ProgressView): Text {
  const { active, waitingCount, totals: { failed }, totals } = event;
  const { expected, bytesPerSecond } = view;
  const finished = thereCount(totals);
  const [only, ...others] = active;
  const size = others.length === 0 ? only?.size ?? 0 : 0;
  const parts: Text[] = [
    expected === undefined
      ? { en: `${finished} done`, zh: `已完成 ${finished} 个` }
      : { en: `${finished} of ${expected} done`, zh: `已完成 ${finished}/${expected} 个` },
    only !== undefined && size > 0
      ? fileText(only, size, bytesPerSecond)
      : { en: `${active.length} under way`, zh: `正在下载 ${active.length} 个` },
  ];
  if (waitingCount > 0) {
    parts.push({ en: `${waitingCount} waiting`, zh: `等待重试 ${waitingCount} 个` });
  }
  if (failed > 0) parts.push({ en: `${failed} failed`, zh: `失败 ${failed} 个` });
  const amount = formatBytes(receivedBytes(event));
  const speed = `${formatBytes(bytesPerSecond)}/s`;
  parts.push({ en: `${amount} received, ${speed}`, zh: `已接收 ${amount}，${speed}` });
  const time = view.now.toTimeString().slice(0, 8);
  return {
    en: `${time} ${parts.map(({ en }) => en).join(", ")}`,
    zh: `${time} ${parts.map(({ zh }) => zh).join("，")}`,
  };
}

function fileText({ name, doneBytes }: ActiveTransfer, size: number, bytesPerSecond: number): Text {
  const shown = visible(name);
  const percent = `${Math.floor(Math.min(1, doneBytes / size) * 100)}%`;
  const whole = formatBytes(size);
  if (bytesPerSecond < 1) {
    return { en: `${shown} ${percent} of ${whole}`, zh: `${shown} ${percent}（共 ${whole}）` };
  }
  const leftMs = Math.max(0, size - doneBytes) / bytesPerSecond * 1000;
  return {
    en: `${shown} ${percent} of ${whole}, ${formatDuration(leftMs, "en")} left`,
    zh: `${shown} ${percent}（共 ${whole}，剩余 ${formatDuration(leftMs, "zh")}）`,
  };
}
