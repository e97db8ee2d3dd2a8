import { UPLOAD_TEXTS, UploadError } from "../uploads/upload_error.ts";
import type { Uploads } from "../uploads/uploads.ts";

/** An address is short. */
const MAX_BODY_BYTES = 8192;

type UploadOrder = (request: Request, uploads: Uploads, name: string) => unknown;

/** The orders below `uploads` of the operator, by path and method; a path with a slash has a name after it. */
const UPLOAD_ORDERS: Readonly<Record<string, Readonly<Record<string, UploadOrder>>>> = {
  "uploads": {
    GET: (_, uploads) => ({ uploads: uploads.listed }),
    POST: async (request, uploads) => uploads.fetch(await readUrl(request)),
  },
  "uploads/": {
    PUT: (request, uploads, name) =>
      uploads.receive(request.body, { name, sizeBytes: statedSize(request) }),
    DELETE: async (_, uploads, name) => {
      await uploads.remove(Number(name));
      return { uploads: uploads.listed };
    },
  },
};

/**
 * Finds the order for a path below `admin/`; undefined where it is none of uploads.
 *
 * @param uploads undefined where the host takes none
 */
export function findUploadOrder(
  path: string,
  uploads: Uploads | undefined,
): Readonly<Record<string, (request: Request) => unknown>> | undefined {
  const [, place, name = ""] = /^(uploads\/?)([^/]*)$/.exec(path) ?? [];
  if (place === undefined || (place === "uploads/") !== (name !== "")) return undefined;
  const orders = Object.entries(UPLOAD_ORDERS[place]!);
  return Object.fromEntries(orders.map(([method, order]) => [method, (request) => {
    if (uploads) return order(request, uploads, decodeName(name));
    throw new UploadError(404, UPLOAD_TEXTS.off);
  }]));
}

/** Decodes a name in a path; one that is not encoded well stays as it is. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function statedSize(request: Request): number | null {
  const text = request.headers.get("content-length") ?? "";
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

async function readUrl(request: Request): Promise<string> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let sizeBytes = 0;
  for await (const piece of request.body ?? []) {
    sizeBytes += piece.length;
    if (sizeBytes > MAX_BODY_BYTES) throw new UploadError(413, UPLOAD_TEXTS.body);
    pieces.push(piece);
  }
  try {
    const { url } = JSON.parse(await new Blob(pieces).text());
    if (typeof url === "string") return url.trim();
  } catch {
    // The error below covers a body that is not JSON.
  }
  throw new UploadError(400, UPLOAD_TEXTS.body);
}
