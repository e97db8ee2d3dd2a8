import type { Board, Segment } from "./board.ts";
import { errorOf } from "../model/errors.ts";
import { isDrop, type SegmentHelpers } from "./segment_helpers.ts";
import type { LargeBody, Source } from "./source.ts";

/**
 * Reads the first answer: its own range, then the rest as far as helpers do not bring it. The answer stays open until
 * the file is complete.
 *
 * @throws {TransferError} where it broke off and helpers do not bring the missing bytes
 */
export async function readFirst(
  body: LargeBody,
  { source, segment, board, helpers }: {
    source: Source;
    segment: Segment;
    board: Board;
    helpers: SegmentHelpers | undefined;
  },
): Promise<void> {
  helpers?.start(source, segment);
  try {
    for (let next: Segment | undefined = segment; next;) {
      await body.pump(next, source);
      next = await helpers?.nextForFirst(source);
    }
  } catch (caught) {
    const error = errorOf(caught);
    // Helpers continue with their segments, and may take the rest of this one's.
    if (!isDrop(error)) helpers?.stop(error);
    await helpers?.settled();
    if (board.size === null || board.gaps().length > 0) throw error;
  } finally {
    helpers?.stop();
    await source.cancel();
  }
}
