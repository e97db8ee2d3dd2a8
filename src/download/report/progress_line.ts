import type { Text } from "../../cli/language.ts";
import { thereCount, type TransferEvent } from "../model/events.ts";
import { formatBytes } from "../../cli/amount.ts";

/** One line on how things stand, for logs. */
export function progressLine(
  { active, totals }: Extract<TransferEvent, { type: "progress" }>,
): Text {
  const received = totals.receivedBytes +
    active.reduce((sum, transfer) => sum + transfer.receivedBytes, 0);
  const finished = thereCount(totals);
  const amount = formatBytes(received);
  const failed = totals.failed;
  return {
    en: `… ${finished} done, ${active.length} under way, ${failed} failed, ${amount} received`,
    zh:
      `……已完成 ${finished} 个，正在下载 ${active.length} 个，失败 ${failed} 个，已接收 ${amount}`,
  };
}
