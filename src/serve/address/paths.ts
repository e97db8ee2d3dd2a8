/** Everything under this belongs to games: `/games/ID/PATH`. */
export const GAMES_PATH = "/games/";

/** Everything under this belongs to the host itself, whatever game is on. */
export const HOST_PATH = "/.coplay/";

/** What the host gives its players to trust it by, after {@linkcode HOST_PATH}: the certificate, and the steps. */
export const AUTHORITY_FILE = "ca.crt";
export const STEPS_PAGE = "certificate";

/** The path that a game's pages lie under. */
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

/** A file's path as it stands in a URL. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** The path and the query of a request's target as they were sent; `query` keeps its `?`. */
export function splitTarget(url: string): { path: string; query: string } {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  const target = start < 0 ? "/" : url.slice(start);
  const fragment = target.indexOf("#");
  const sent = fragment < 0 ? target : target.slice(0, fragment);
  const mark = sent.indexOf("?");
  if (mark < 0) return { path: sent, query: "" };
  return { path: sent.slice(0, mark), query: sent.slice(mark) };
}

/** The ID of a game as it stands in a path; what is no percent form is taken as it is. */
export function decodeId(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
