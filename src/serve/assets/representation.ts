/** A content coding that coplay makes or passes on. */
export type Encoding = "br" | "zstd" | "gzip";

/** The codings offered, the smallest result first. */
export const ENCODINGS: readonly Encoding[] = ["br", "zstd", "gzip"];

/** Headers as `new Response` takes them, prepared once for many answers. */
export type HeaderList = [name: string, value: string][];

/** Reads the bytes from `start` up to, but without, `end`. */
export type OpenRange = (
  range: { start: number; end: number },
) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;

/** The bytes of a form, in memory or to be read from disk. */
export type Content = Uint8Array<ArrayBuffer> | OpenRange;

/** One form of an asset, with every header that its answers need. */
export interface Representation {
  readonly encoding: Encoding | "identity";
  /** A strong tag: two forms of one asset never share it (RFC 9110 §8.8.3.3). */
  readonly etag: string;
  readonly sizeBytes: number;
  /** Reads a part of the bytes. */
  readonly open: OpenRange;
  /** All headers of a 200, Content-Length included. */
  readonly headers: HeaderList;
  /**
   * The 200 that answers are cloned from; undefined where the bytes are not kept. A new Response copies its bytes
   * and checks each header again; a clone shares both.
   */
  readonly whole: Response | undefined;
  /** The 304 that answers are cloned from: a 200's headers without those of the content. */
  readonly notModified: Response;
}

/** What the representations of one asset have in common. */
export interface RepresentationBasis {
  readonly contentType: string;
  /** Identifies this content: the opaque part of its identity form's tag. */
  readonly digest: string;
  readonly lastModified: string | undefined;
  /** Whether the URL has forms in several codings. */
  readonly varies: boolean;
  /** Headers that every answer of the game carries. */
  readonly gameHeaders: HeaderList;
}

/** Prepares one form of an asset. */
export function makeRepresentation(
  basis: RepresentationBasis,
  form: { encoding: Encoding | "identity"; sizeBytes: number; content: Content },
): Representation {
  const { encoding, sizeBytes, content } = form;
  const etag = encoding === "identity" ? `"${basis.digest}"` : `"${basis.digest}-${encoding}"`;
  const shared: HeaderList = [
    ["etag", etag],
    // The content under this address changes as soon as the author saves the file. Neither a proxy nor a Deno before
    // 2.8, whose server compresses by itself, may pack it anew.
    ["cache-control", "no-cache, no-transform"],
    ...basis.gameHeaders,
  ];
  if (basis.lastModified !== undefined) shared.push(["last-modified", basis.lastModified]);
  if (basis.varies) shared.push(["vary", "accept-encoding"]);
  const headers: HeaderList = [
    ["content-type", basis.contentType],
    ["content-length", String(sizeBytes)],
    ...shared,
    // Ranges always count the plain bytes, whatever form this one is.
    ["accept-ranges", "bytes"],
  ];
  if (encoding !== "identity") headers.push(["content-encoding", encoding]);
  const notModified = new Response(null, { status: 304, headers: shared });
  const about = { encoding, etag, sizeBytes, headers, notModified };
  if (typeof content === "function") return { ...about, open: content, whole: undefined };
  const whole = new Response(content, { headers });
  return { ...about, open: (range) => openKept(whole, range), whole };
}

/** Reads from the kept answer, so that memory holds the bytes once. */
async function openKept(
  whole: Response,
  { start, end }: { start: number; end: number },
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const bytes = await whole.clone().bytes();
  return ReadableStream.from([bytes.subarray(start, end)]);
}

/** Reads the bytes of a form, whether they are kept or not. */
export async function readWhole(
  { open, sizeBytes }: Representation,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = await open({ start: 0, end: sizeBytes });
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
