import { interpretAnswer, type Meaning } from "../host/answer.ts";
import type { Reply } from "./ask_for_file.ts";
import { type Attempt, newDigest, requireSize, resumableValidators } from "./attempt.ts";
import { Board, MIN_SEGMENT_BYTES, type Segment } from "./board.ts";
import { ChunkReader } from "./chunk_reader.ts";
import type { Digest } from "../model/digest.ts";
import { TransferError } from "../model/errors.ts";
import type { Received } from "./finish.ts";
import { journalSource } from "../disk/journal.ts";
import type { PartFile } from "../disk/part_file.ts";
import type { Answer, Conversation } from "../host/requester.ts";
import type { Run } from "./run.ts";
import { shortBody } from "./short_body.ts";
import { SegmentHelpers } from "./segment_helpers.ts";
import type { LargeBody, Source } from "./source.ts";
import type { WantedDigest } from "./wanted_digest.ts";
import { ifRangeValue, type Validators } from "../model/validators.ts";

/** Bytes after which a stretch is claimed in the journal: what a kill can cost, at most, per connection. */
const CLAIM_BYTES = 1 << 20;

/** What taking a large body needs of a run. */
type Tools = Pick<Run, "config" | "clock" | "line" | "disk">;

/**
 * Takes a large body, over one connection or several, into a part file.
 *
 * @returns all bytes of the file
 * @throws {TransferError} where they did not come; what did is claimed by the part's journal
 */
export async function receiveBody(
  reply: Reply,
  { part, wanted, attempt }: {
    part: PartFile;
    wanted: WantedDigest | undefined;
    attempt: Attempt;
  },
  tools: Tools,
): Promise<Received> {
  const { answer, meaning, size } = reply;
  const hasLeft = (part.left?.ranges.length ?? 0) > 0;
  if (meaning.kind === "whole" && hasLeft) attempt.restarts++;
  const digest = wanted && await newDigest(wanted.algorithm);
  const body = new StreamedBody({ attempt, part, meaning, digest }, tools);
  if (meaning.kind === "complete") await answer.response.body?.cancel();
  else {
    const endWatch = await tools.disk.space.watch({
      dir: attempt.placement.target.dir,
      missingBytes: () => Math.max(0, (size ?? 0) - attempt.active.doneBytes),
      onFull: (error) => attempt.watched.abort(error),
    });
    await body.take(answer).finally(endWatch);
  }
  const sizeBytes = await body.finish();
  return {
    content: part,
    isJoined: meaning.kind !== "whole" && hasLeft,
    headers: answer.response.headers,
    size: sizeBytes,
    isLengthKnown: size !== null,
    wanted,
    hex: digest?.hex(),
  };
}

class StreamedBody implements LargeBody {
  readonly attempt: Attempt;
  readonly board: Board;
  readonly validators: Validators;
  busyMs = 0;
  readonly #tools: Tools;
  readonly #part: PartFile;
  readonly #digest: Digest | undefined;
  readonly #meaning: Reply["meaning"];
  #digestedTo = 0;

  constructor(
    { attempt, part, meaning, digest }: {
      attempt: Attempt;
      part: PartFile;
      meaning: Reply["meaning"];
      digest: Digest | undefined;
    },
    tools: Tools,
  ) {
    this.#tools = tools;
    this.attempt = attempt;
    this.#part = part;
    this.#meaning = meaning;
    this.#digest = digest;
    this.validators = meaning.validators;
    const done = meaning.kind === "whole" ? [] : part.left?.ranges ?? [];
    this.board = new Board(meaning.validators.size, done);
    attempt.active.doneBytes = this.board.doneBytes;
  }

  /** Takes the first answer's body, and lets helpers fetch further stretches where that is of use. */
  async take(answer: Answer): Promise<void> {
    const { url, watched, conversation } = this.attempt;
    const meaning = this.#meaning;
    if (meaning.kind === "whole") {
      this.#part.begin(
        journalSource(url),
        resumableValidators(this.validators, this.#tools.config),
      );
    } else {
      this.#part.goOn();
    }
    const first = meaning.kind === "rest"
      ? this.board.start(meaning.from, meaning.end)
      : this.board.start(0, this.validators.size ?? Infinity);
    const { end } = first;
    const helpers = new SegmentHelpers(this, answer, this.#tools);
    try {
      helpers.start();
      const source = { body: answer.response.body, end, origin: answer.url.origin, conversation };
      await helpers.work(first, source);
      await helpers.finished();
    } catch (error) {
      helpers.stop(error);
      await helpers.settled();
      throw error;
    } finally {
      helpers.stop();
      watched.touch();
    }
  }

  async pump(segment: Segment, source: Source): Promise<void> {
    const { clock, line: { limits } } = this.#tools;
    const reader = new ChunkReader(source.body, { isSmooth: !limits.isUnlimited });
    let claimedTo = segment.at;
    try {
      for (;;) {
        const value = await reader.read();
        if (!value) break;
        const cameMs = clock.now();
        source.conversation.watched.touch();
        const isEnd = this.#write(segment, value, source.end);
        if (segment.at - claimedTo >= CLAIM_BYTES) claimedTo = this.#claim(segment, claimedTo);
        if (isEnd) {
          // Another connection took over what follows, or all is there.
          await reader.cancel();
          break;
        }
        this.busyMs += clock.now() - cameMs;
        if (!limits.isUnlimited) {
          await limits.take(source.origin, value.length, source.conversation.watched);
        }
      }
    } finally {
      this.#claim(segment, claimedTo);
      this.board.stop(segment);
    }
    this.#requireEnd(segment, source.end);
  }

  /** Writes what of a chunk belongs to the segment. @returns whether it is full and the answer goes on beyond it */
  #write(segment: Segment, chunk: Uint8Array, answerEnd: number): boolean {
    const { active, watched } = this.attempt;
    const { maxSize } = this.#tools.config;
    const room = segment.end - segment.at;
    const bytes = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.#part.write(bytes, segment.at);
    if (this.#digest && segment.at === this.#digestedTo) {
      this.#digest.update(bytes);
      this.#digestedTo += bytes.length;
    }
    segment.at += bytes.length;
    active.receivedBytes += chunk.length;
    active.doneBytes += bytes.length;
    requireSize(segment.at, watched, { maxSize });
    return segment.at >= segment.end && (chunk.length > bytes.length || segment.end < answerEnd);
  }

  #claim(segment: Segment, claimedTo: number): number {
    this.#part.claim({ start: claimedTo, end: segment.at });
    if (this.#part.isResumable) this.attempt.progressBytes += segment.at - claimedTo;
    return segment.at;
  }

  /**
   * A body without a length ends where it ends; any other must bring what its answer said. A segment that grew
   * beyond its answer leaves a gap for the next connection.
   */
  #requireEnd(segment: Segment, answerEnd: number): void {
    const end = Math.min(segment.end, answerEnd);
    if (end === Infinity) this.board.size = segment.at;
    else if (segment.at < end) throw shortBody(segment.at, end);
  }

  async askFor(segment: Segment, answer: Answer, conversation: Conversation): Promise<Source> {
    const { job } = this.attempt;
    const { config, clock, line } = this.#tools;
    // While the answer is on its way, another connection may take over the segment's second half.
    const asked = { from: segment.at, end: segment.end };
    const { response } = await line.requester.ask({
      url: answer.url,
      isTrusted: answer.isTrusted,
      headers: job.entry.headers ?? [],
      range: { start: asked.from, end: asked.end },
      ifRange: ifRangeValue(this.validators),
      isSegment: true,
    }, conversation);
    const meaning = interpretAnswer(response, {
      ...asked,
      known: this.validators,
      isUnsafe: config.resume === "unsafe",
      nowMs: clock.now(),
    });
    if (meaning.kind === "rest") {
      return { body: response.body, end: meaning.end, origin: answer.url.origin, conversation };
    }
    await response.body?.cancel();
    throw meaning.kind === "failed" ? meaning.error : noRanges(meaning, this.validators);
  }

  /** The end: every byte is there, the file has its size, and the digest has seen all of it. */
  async finish(): Promise<number> {
    const size = this.board.size;
    if (size === null || !this.board.isComplete) throw shortBody(this.board.doneBytes, size ?? 0);
    if (this.#part.sizeBytes() > size) this.#part.trim(size);
    if (this.#digest && this.#digestedTo < size) {
      const { digestFile } = await import("../model/digest.ts");
      await digestFile(this.#part.file, this.#digest, { start: this.#digestedTo, end: size });
    }
    return size;
  }

  canSplit(answer: Answer): boolean {
    const { size } = this.validators;
    const { headers, status } = answer.response;
    const offersRanges = status === 206 || /\bbytes\b/i.test(headers.get("accept-ranges") ?? "");
    return offersRanges && size !== null && size >= 2 * MIN_SEGMENT_BYTES &&
      this.#part.isResumable && !headers.has("content-encoding");
  }
}

/** A server that offered ranges and answers one with the whole file, changed or not. */
function noRanges(meaning: Meaning, known: Validators): TransferError {
  const now = meaning.kind === "failed" ? known : meaning.validators;
  const isChanged = (known.etag !== undefined && now.etag !== known.etag) ||
    (known.size !== null && now.size !== known.size);
  if (isChanged) {
    return new TransferError("changed", {
      en: "the file changed on the server while it was fetched",
      zh: "文件在下载过程中被服务器修改",
    }, { isTransient: true, discardsPart: true });
  }
  return new TransferError("network", {
    en: "the server does not answer ranges",
    zh: "服务器不支持分段请求",
  }, { isTransient: true, avoidsRange: true });
}
