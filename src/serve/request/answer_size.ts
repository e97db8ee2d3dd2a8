/** Body lengths that were known when the answer was made. */
const known = new WeakMap<Response, number>();

/** Records the length of an answer's body, so that {@linkcode sizeOf} need not read its headers. */
export function withSize(answer: Response, sizeBytes: number): Response {
  known.set(answer, sizeBytes);
  return answer;
}

/**
 * Returns the length of a GET's answer in bytes; undefined where it is not known beforehand. It never reads
 * `answer.body`, which would turn the bytes into a stream that Deno sends more slowly.
 */
export function sizeOf(answer: Response): number | undefined {
  const { status } = answer;
  if (status === 204 || (status >= 300 && status < 400)) return 0;
  const sizeBytes = known.get(answer);
  if (sizeBytes !== undefined) return sizeBytes;
  const length = answer.headers.get("content-length");
  return length === null ? undefined : Number(length);
}
