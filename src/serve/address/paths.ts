/** The path of all games' files: `/games/ID/PATH`. */
export const GAMES_PATH = "/games/";

/** The path of the host's own pages and files, whatever game is published. */
export const HOST_PATH = "/.coplay/";

/** The folder of the orders that add and remove games. */
export const UPLOADS_PATH = `${HOST_PATH}admin/uploads/`;

/** The certificate that players' devices install, as a name below {@linkcode HOST_PATH}. */
export const AUTHORITY_FILE = "ca.crt";
export const STEPS_PAGE = "certificate";

/** The path of a game's folder. */
export function gamePath(id: string): string {
  return `${GAMES_PATH}${encodeURIComponent(id)}/`;
}

/** The path of a game's picture; undefined where it has none. */
export function coverPath(
  { id, cover }: { readonly id: string; readonly cover: string | undefined },
): string | undefined {
  return cover === undefined ? undefined : gamePath(id) + encodePath(cover);
}

/** The URL of something of the host's own, such as `admin`. @param base the host's, which ends in `/` */
export function hostUrl(base: string, name: string): string {
  return base + HOST_PATH.slice(1) + name;
}

/** Percent-encodes a file's path for a URL, part by part. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** Splits a request's URL into path and query, both as the client sent them; `query` keeps its `?`. */
export function splitTarget(url: string): { path: string; query: string } {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  const target = start < 0 ? "/" : url.slice(start);
  const fragment = target.indexOf("#");
  const sent = fragment < 0 ? target : target.slice(0, fragment);
  const mark = sent.indexOf("?");
  if (mark < 0) return { path: sent, query: "" };
  return { path: sent.slice(0, mark), query: sent.slice(mark) };
}

/** Decodes a game's ID from a path; an ID with a malformed percent escape stays as it is. */
export function decodeId(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
