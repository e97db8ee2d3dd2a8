import { interpretAnswer, type Meaning } from "../host/answer.ts";
import type { Reply } from "./ask_for_file.ts";
import { type Attempt, newDigest, requireSize, resumableValidators } from "./attempt.ts";
import { Board, MIN_SEGMENT_BYTES, type Segment } from "./board.ts";
import { ChunkReader } from "./chunk_reader.ts";
import type { SpaceNeed } from "../disk/disk_space.ts";
import { ClaimPace } from "../disk/claim_pace.ts";
import type { Digest } from "../model/digest.ts";
import { errorOf, TransferError } from "../model/errors.ts";
import type { PassOn } from "../model/pass_on.ts";
import type { Received } from "./finish.ts";
import { shortBody } from "../host/network_error.ts";
import type { PartFile } from "../disk/part_file.ts";
import { readFirst } from "./first_answer.ts";
import type { Answer, Conversation } from "../host/requester.ts";
import type { Run } from "./run.ts";
import { isDrop, SegmentHelpers } from "./segment_helpers.ts";
import { type LargeBody, Source } from "./source.ts";
import { requireSeenEnd } from "./hidden_end.ts";
import type { WantedDigest } from "./wanted_digest.ts";
import { urlSource } from "../model/url_key.ts";
import { ifRangeValue, type Validators } from "../model/validators.ts";

/** The parts of a run that a large body needs. */
type Tools = Pick<Run, "config" | "clock" | "line" | "disk" | "active">;

/**
 * Reads a large body into a part file, over one connection or several.
 *
 * @returns the complete file
 * @throws {TransferError} where bytes are missing; the part's journal claims those that arrived
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
  // Such a file cannot be verified at its end, so it need not wait there before stdout.
  const passOn = size === null && wanted?.hex === undefined ? tools.config.passOn : undefined;
  const body = new StreamedBody({ attempt, part, meaning, digest, passOn }, tools);
  let isHelped = false;
  if (meaning.kind === "complete") await answer.response.body?.cancel();
  else {
    const need: SpaceNeed = {
      dir: attempt.placement.target.dir,
      missingBytes: () => Math.max(0, (size ?? 0) - attempt.active.doneBytes),
      onFull: (error) => attempt.watched.abort(error),
    };
    isHelped = await tools.disk.space.during(need, () => body.take(answer))
      .catch((error) => explainChunks(errorOf(error), reply, attempt, tools));
  }
  const sizeBytes = await body.finish();
  if (!wanted?.hex) await requireSeenEnd(reply, sizeBytes, attempt, tools);
  return {
    content: part,
    isJoined: isHelped || (meaning.kind !== "whole" && hasLeft),
    headers: answer.response.headers,
    size: sizeBytes,
    isLengthKnown: size !== null,
    wanted,
    hex: digest?.hex(),
  };
}

/** Looks for an invalid chunk where an answer broke off at once; Deno reports that like a lost connection. */
async function explainChunks(
  error: TransferError,
  { answer }: Reply,
  { job, active, watched }: Attempt,
  { line }: Tools,
): Promise<never> {
  const isChunked = answer.response.headers.has("transfer-encoding");
  if (!isDrop(error) || !isChunked || active.receivedBytes > 0 || watched.signal.aborted) {
    throw error;
  }
  const question = { url: answer.url, headers: job.entry.headers ?? [] };
  const text = await line.requester.lookAtChunks(answer, question, watched.signal);
  throw text ? new TransferError("network", text) : error;
}

class StreamedBody implements LargeBody {
  busyMs = 0;
  readonly #attempt: Attempt;
  readonly #board: Board;
  readonly #validators: Validators;
  readonly #tools: Tools;
  readonly #part: PartFile;
  readonly #digest: Digest | undefined;
  readonly #passOn: PassOn | undefined;
  readonly #meaning: Reply["meaning"];
  #digestedTo = 0;

  constructor(
    { attempt, part, meaning, digest, passOn }: {
      attempt: Attempt;
      part: PartFile;
      meaning: Reply["meaning"];
      digest: Digest | undefined;
      passOn: PassOn | undefined;
    },
    tools: Tools,
  ) {
    this.#tools = tools;
    this.#attempt = attempt;
    this.#part = part;
    this.#meaning = meaning;
    this.#digest = digest;
    this.#passOn = passOn;
    this.#validators = meaning.validators;
    const done = meaning.kind === "whole" ? [] : part.left?.ranges ?? [];
    this.#board = new Board(meaning.validators.size, done);
    attempt.active.doneBytes = this.#board.doneBytes;
  }

  /**
   * Reads the first answer's body, and lets helpers fetch later ranges where that is useful; then requests what is
   * missing.
   *
   * @returns whether helpers brought any of it
   */
  async take(answer: Answer): Promise<boolean> {
    const { url, conversation, watched } = this.#attempt;
    const meaning = this.#meaning;
    if (meaning.kind === "whole") {
      const kept = resumableValidators(this.#validators, this.#tools.config);
      this.#part.begin(urlSource(url), kept);
    } else {
      this.#part.goOn();
    }
    const board = this.#board;
    const segment = meaning.kind === "rest"
      ? board.start(meaning.from, meaning.end)
      : board.start(0, this.#validators.size ?? Infinity);
    const source = this.#sourceOf(answer, { at: segment.at, end: segment.end, conversation });
    const helpers = this.#mayHelp(answer)
      ? new SegmentHelpers(this, { attempt: this.#attempt, board, answer }, this.#tools)
      : undefined;
    await readFirst(this, { source, segment, board, helpers });
    await this.#askForGaps(answer);
    watched.touch();
    return helpers?.hasHelped ?? false;
  }

  /** Requests one gap after another, when the first answer has been read and no helper is left. */
  async #askForGaps(answer: Answer): Promise<void> {
    const { conversation } = this.#attempt;
    if (this.#board.size === null) return;
    for (let segment; (segment = this.#board.take()) !== undefined;) {
      try {
        const source = await this.askFor(segment, answer, conversation);
        await this.pump(segment, source);
        await source.cancel();
      } finally {
        this.#board.stop(segment);
      }
    }
  }

  #sourceOf(
    { response, url }: Answer,
    { at, end, conversation }: { at: number; end: number; conversation: Conversation },
  ): Source {
    const isSmooth = !this.#tools.line.limits.isUnlimited;
    const reader = new ChunkReader(response.body, { isSmooth });
    return new Source(reader, { at, end, origin: url.origin, conversation });
  }

  async pump(segment: Segment, source: Source): Promise<void> {
    const { clock, line: { limits } } = this.#tools;
    const { watched } = source.conversation;
    const pace = new ClaimPace();
    let claimedTo = segment.at;
    try {
      // An answer that ends with the segment is read to its end, so that its connection can be reused.
      while (segment.at < segment.end || (segment.end === source.end && !source.isAhead)) {
        const value = await source.read();
        if (!value) break;
        const cameMs = clock.now();
        watched.touch();
        this.#write(segment, value, source);
        if (pace.isDue(segment.at - claimedTo, cameMs)) claimedTo = this.#claim(segment, claimedTo);
        this.busyMs += clock.now() - cameMs;
        if (!limits.isUnlimited) await limits.take(source.origin, value.length, watched);
      }
    } finally {
      this.#claim(segment, claimedTo);
      this.#board.stop(segment);
    }
    this.#requireEnd(segment, source.end);
  }

  /** Writes the part of a chunk that lies in the segment, skips what lies before it, and puts back what follows. */
  #write(segment: Segment, chunk: Uint8Array, source: Source): void {
    const { active, watched } = this.#attempt;
    const { maxSize } = this.#tools.config;
    const skipped = Math.min(chunk.length, Math.max(0, segment.at - (source.at - chunk.length)));
    const room = segment.end - segment.at;
    const bytes = chunk.subarray(skipped, Math.min(chunk.length, skipped + room));
    const taken = skipped + bytes.length;
    active.receivedBytes += taken;
    active.doneBytes += bytes.length;
    this.#part.write(bytes, segment.at);
    this.#passOn?.take(bytes, segment.at);
    if (this.#digest && segment.at === this.#digestedTo) {
      this.#digest.update(bytes);
      this.#digestedTo += bytes.length;
    }
    segment.at += bytes.length;
    if (taken < chunk.length) source.unread(chunk.subarray(taken));
    requireSize(segment.at, watched, { maxSize });
  }

  #claim(segment: Segment, claimedTo: number): number {
    this.#part.claim({ start: claimedTo, end: segment.at });
    if (this.#part.isResumable) this.#attempt.progressBytes += segment.at - claimedTo;
    return segment.at;
  }

  /** Verifies that an answer brought as much as it said; a body without a length ends where it ends. */
  #requireEnd(segment: Segment, answerEnd: number): void {
    const end = Math.min(segment.end, answerEnd);
    if (end === Infinity) this.#board.size = segment.at;
    else if (segment.at < end) throw shortBody(segment.at, end);
  }

  async askFor(segment: Segment, answer: Answer, conversation: Conversation): Promise<Source> {
    const { job } = this.#attempt;
    const { config, clock, line } = this.#tools;
    // While the answer is on its way, another connection may take over the segment's second half.
    const asked = { from: segment.at, end: segment.end };
    const found = await line.requester.ask({
      url: answer.url,
      isTrusted: answer.isTrusted,
      headers: job.entry.headers ?? [],
      range: { start: asked.from, end: asked.end },
      ifRange: ifRangeValue(this.#validators),
      isSegment: true,
    }, conversation);
    const meaning = interpretAnswer(found.response, {
      ...asked,
      known: this.#validators,
      needsTotal: true,
      isUnsafe: config.resume === "unsafe",
      nowMs: clock.now(),
    });
    if (meaning.kind === "rest") {
      return this.#sourceOf(found, { at: asked.from, end: meaning.end, conversation });
    }
    await found.response.body?.cancel();
    throw meaning.kind === "failed" ? meaning.error : noRanges(meaning, this.#validators);
  }

  /** Verifies that every byte is there, that the file has its size, and that the digest covers all of it. */
  async finish(): Promise<number> {
    const { size, doneBytes, isComplete } = this.#board;
    if (size === null || !isComplete) throw shortBody(doneBytes, size ?? 0);
    if (this.#part.sizeBytes() > size) this.#part.trim(size);
    if (this.#digest && this.#digestedTo < size) {
      const { digestFile } = await import("../model/digest.ts");
      await digestFile(this.#part.file, this.#digest, { start: this.#digestedTo, end: size });
    }
    return size;
  }

  /** Whether another connection could help: the server offers ranges, and a validator identifies the file. */
  #mayHelp(answer: Answer): boolean {
    const { size } = this.#validators;
    const { headers, status } = answer.response;
    if (this.#tools.config.connections.count < 2 || this.#attempt.progress.avoidsHelp) return false;
    const offersRanges = status === 206 || /\bbytes\b/i.test(headers.get("accept-ranges") ?? "");
    return offersRanges && size !== null && size >= 2 * MIN_SEGMENT_BYTES &&
      ifRangeValue(this.#validators) !== undefined && this.#part.isResumable &&
      !headers.has("content-encoding");
  }
}

/** Makes the error for a server that offered ranges, but answers one with the whole file. */
function noRanges(meaning: Meaning, known: Validators): TransferError {
  const now = meaning.kind === "failed" ? known : meaning.validators;
  const isChanged = (known.etag !== undefined && now.etag !== known.etag) ||
    (known.size !== null && now.size !== known.size);
  if (isChanged) {
    return new TransferError("changed", {
      en: "the file changed on the server while it was fetched",
      zh: "文件在下载过程中被服务器修改",
    }, { isTransient: true, asksWhole: true });
  }
  return new TransferError("network", {
    en: "the server does not answer ranges",
    zh: "服务器不支持分段请求",
  }, { isTransient: true, avoidsRange: true });
}
