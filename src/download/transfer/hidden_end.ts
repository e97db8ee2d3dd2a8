import type { Reply } from "./ask_for_file.ts";
import type { Attempt } from "./attempt.ts";
import { TransferError } from "../model/errors.ts";
import type { Run } from "./run.ts";
import { declaredLength } from "../model/validators.ts";

/**
 * Asks over HTTP/1.1 for a file whose end is hidden, see host/answer.ts,, and goes on with that answer where it is the
 * same thing; the first one is let go of only then, for the server may give it once.
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
      // It gives the file once; then no other look would tell either, and the length is unknown.
      return { ...reply, hidesEnd: false };
    }
    await answer.response.body?.cancel();
    own.hold(second.response);
    // From now on it is this one that is watched.
    own.signal.addEventListener("abort", () => watched.abort(own.signal.reason), { once: true });
    line.hidingOrigins.count(url.origin, { hasLength: false });
    return {
      ...reply,
      answer: second,
      size: declaredLength(second.response.headers),
      hidesEnd: false,
    };
  } catch {
    // Whatever it was, the first answer is as good as before; another look may tell when it has been read.
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
 * Looks how a stream ends that brought so many bytes, where only a stream of HTTP/2 was to be had.
 *
 * @throws {TransferError} where it was seen to be cut, or to bring another number of bytes
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
