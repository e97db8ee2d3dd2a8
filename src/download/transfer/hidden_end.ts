import type { Reply } from "./ask_for_file.ts";
import type { Attempt } from "./attempt.ts";
import { TransferError } from "../model/errors.ts";
import type { Run } from "./run.ts";
import { declaredLength } from "../model/validators.ts";

/**
 * Requests a file whose end is hidden (see host/answer.ts) over HTTP/1.1, and continues with that answer if it brings
 * the same file. Only then is the first answer cancelled, because the server may send the file only once.
 */
export async function withTellableEnd(
  reply: Reply,
  { job, url, conversation, watched: own }: Attempt,
  { line }: Pick<Run, "line">,
): Promise<Reply> {
  const { answer } = reply;
  const watched = line.watch.start();
  own.pause();
  try {
    const second = await line.requester.ask({
      url: answer.url,
      isTrusted: answer.isTrusted,
      headers: job.entry.headers ?? [],
      isSegment: true,
    }, { lease: conversation.lease, watched });
    if (!isSameThing(answer.response, second.response)) {
      await second.response.body?.cancel();
      // The server sends the file only once, so no other look can succeed either, and the length stays unknown.
      return { ...reply, hidesEnd: false };
    }
    await answer.response.body?.cancel();
    own.hold(second.response);
    // From now on the watch applies to this connection.
    own.signal.addEventListener("abort", () => watched.abort(own.signal.reason), { once: true });
    line.hidingOrigins.count(url.origin, { hasLength: false });
    return {
      ...reply,
      answer: second,
      size: declaredLength(second.response.headers),
      hidesEnd: false,
    };
  } catch {
    // Whatever the failure was, the first answer is still valid; after it has been read, another look may show its end.
    return reply;
  } finally {
    watched.stop();
    own.touch();
  }
}

function isSameThing(first: Response, second: Response): boolean {
  const names = ["content-type", "content-encoding", "etag", "last-modified"];
  return second.status === first.status &&
    names.every((name) => first.headers.get(name) === second.headers.get(name));
}

/**
 * Looks at how a stream ends that brought so many bytes, where the server offers only HTTP/2.
 *
 * @throws {TransferError} where the stream is cut, or brings another number of bytes
 */
export async function requireSeenEnd(
  { answer, hidesEnd }: Reply,
  sizeBytes: number,
  { job, watched }: Attempt,
  { line: { requester } }: Pick<Run, "line">,
): Promise<void> {
  if (!hidesEnd) return;
  watched.pause();
  const question = { url: answer.url, headers: job.entry.headers ?? [] };
  const end = await requester.lookAtEnd(answer, question, watched.signal);
  watched.touch();
  if (!end || (end.isWhole && end.bytes === sizeBytes)) return;
  throw new TransferError("network", {
    en: `the server cuts its stream short: it ended after ${sizeBytes} bytes`,
    zh: `服务器提前中断了数据流：在 ${sizeBytes} 字节处结束`,
  }, { isTransient: true });
}
