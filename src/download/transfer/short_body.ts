import { TransferError } from "../model/errors.ts";

/** The body ended before its length was reached. */
export function shortBody(gotBytes: number, wantedBytes: number): TransferError {
  return new TransferError("network", {
    en: `the body ended after ${gotBytes} of ${wantedBytes} bytes`,
    zh: `数据在 ${gotBytes}/${wantedBytes} 字节处中断`,
  }, { isTransient: true });
}
