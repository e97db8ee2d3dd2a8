/** A content coding that coplay makes or passes on. */
export type Encoding = "br" | "zstd" | "gzip";

/** The codings offered, the one we would rather send first: Brotli is smallest, zstd next. */
export const ENCODINGS: readonly Encoding[] = ["br", "zstd", "gzip"];

/** Headers as `new Response` takes them; prepared once, used for many answers. */
export type HeaderList = [name: string, value: string][];

/** Reads the bytes from `start` up to, but without, `end`. */
export type OpenRange = (
  range: { start: number; end: number },
) => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;

/** The bytes of a form, in memory or out of it. */
export type Content = Uint8Array<ArrayBuffer> | OpenRange;

/** One form of an asset that can be sent as it is, with all that an answer needs to say of it. */
export interface Representation {
  readonly encoding: Encoding | "identity";
  /** A strong tag: two forms of one asset never share it (RFC 9110 §8.8.3.3). */
  readonly etag: string;
  readonly sizeBytes: number;
  /** Reads a part of the bytes. */
  readonly open: OpenRange;
  /** For a 200: all headers, Content-Length too. */
  readonly headers: HeaderList;
  /**
   * The 200 that every other is a clone of; undefined where the bytes are not kept. A new Response
   * copies its bytes and looks at each header again; a clone shares both.
   */
  readonly whole: Response | undefined;
  /** The 304 that every other is a clone of: what a 200 would say, without what is of the content. */
  readonly notModified: Response;
}

/** What the representations of one asset have in common. */
export interface RepresentationBasis {
  readonly contentType: string;
  /** What tells this content from every other: the opaque part of its identity form's tag. */
  readonly digest: string;
  readonly lastModified: string | undefined;
  /** Whether other answers to the same URL may be encoded otherwise. */
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
    // The same address shows another content as soon as the author saves the file. Nobody on the way
    // may pack it anew: neither a proxy nor a Deno before 2.8, whose server does so by itself.
    ["cache-control", "no-cache, no-transform"],
    ...basis.gameHeaders,
  ];
  if (basis.lastModified !== undefined) shared.push(["last-modified", basis.lastModified]);
  if (basis.varies) shared.push(["vary", "accept-encoding"]);
  const headers: HeaderList = [
    ["content-type", basis.contentType],
    ["content-length", String(sizeBytes)],
    ...shared,
    // Always of the plain bytes, whatever form this one is.
    ["accept-ranges", "bytes"],
  ];
  if (encoding !== "identity") headers.push(["content-encoding", encoding]);
  const notModified = new Response(null, { status: 304, headers: shared });
  const about = { encoding, etag, sizeBytes, headers, notModified };
  if (typeof content === "function") return { ...about, open: content, whole: undefined };
  const whole = new Response(content, { headers });
  return { ...about, open: (range) => openKept(whole, range), whole };
}

/** The bytes are kept once, in the answer. */
async function openKept(
  whole: Response,
  { start, end }: { start: number; end: number },
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const bytes = await whole.clone().bytes();
  return ReadableStream.from([bytes.subarray(start, end)]);
}
