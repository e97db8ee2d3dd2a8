/** Reads a request's body as text; undefined where it is longer than so many bytes. */
export async function readShortBody(
  { body }: Pick<Request, "body">,
  maxBytes: number,
): Promise<string | undefined> {
  const pieces: string[] = [];
  let sizeBytes = 0;
  const decoder = new TextDecoder();
  for await (const piece of body ?? []) {
    sizeBytes += piece.length;
    if (sizeBytes > maxBytes) return undefined;
    pieces.push(decoder.decode(piece, { stream: true }));
  }
  return pieces.join("") + decoder.decode();
}
