import { HOST_PATH } from "../address/paths.ts";
import { mediaTypeOf } from "../assets/media_types.ts";
import { type Catalogue, type Game, listGameFiles } from "../catalogue/catalogue.ts";

/** A larger picture is too large for a list, in bytes. */
const MAX_BYTES = 4 * 1024 * 1024;

/** The URL of a game's cover, which the host shows even while the game is closed; null where it has none. */
export function coverFileUrl({ id, cover, fault }: Game): string | null {
  return cover === undefined || fault ? null : `${HOST_PATH}covers/${encodeURIComponent(id)}`;
}

/** Answers a request for the cover of a listed game. */
export async function answerCover(
  request: Request,
  catalogue: Catalogue,
): Promise<Response> {
  const none = new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  if (request.method !== "GET" && request.method !== "HEAD") return none;
  const { pathname } = new URL(request.url);
  const listed = catalogue.shown.find(({ game }) => coverFileUrl(game) === pathname);
  const { cover = "" } = listed?.game ?? {};
  const files = listed ? await listGameFiles(listed.game).catch(() => []) : [];
  const file = files.find(({ path }) => path === cover);
  const mediaType = mediaTypeOf(cover);
  if (!file || file.sizeBytes > MAX_BYTES || !mediaType.startsWith("image/")) return none;
  const bytes = await file.read().catch(() => undefined);
  if (!bytes) return none;
  return new Response(request.method === "HEAD" ? null : bytes, {
    headers: [
      ["content-type", mediaType],
      ["content-length", String(bytes.length)],
      ["cache-control", "max-age=60"],
      // A browser may open an SVG as a page; its scripts must not run on the host's origin.
      ["content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"],
      // The operator's page has an opaque origin.
      ["cross-origin-resource-policy", "cross-origin"],
      ["x-content-type-options", "nosniff"],
    ],
  });
}
