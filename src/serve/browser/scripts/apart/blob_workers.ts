import { APART_URL } from "./apart_url.ts";
import { wrapMethod } from "./wrap_method.ts";

/** How long a worker has to load the script made for it, in milliseconds. */
const LOADING_MS = 10_000;

/**
 * Remembers what each blob URL holds. A worker made of one would share the storage of all games: no request for its
 * script reaches the host.
 *
 * @returns makes the URL of a worker's script that separates storage first; undefined where the URL holds none
 */
export function watchBlobs(): (url: URL, type: string) => string | undefined {
  const blobs = new Map<string, Blob>();
  /** Pages that start a SharedWorker by one URL share it. */
  const made = new Map<string, string>();
  const create = URL.createObjectURL;
  const revoke = URL.revokeObjectURL;
  wrapMethod(URL, "createObjectURL", (inner) =>
    function (object) {
      const url = inner.call(this, object) as string;
      if (object instanceof Blob) blobs.set(url, object);
      return url;
    });
  wrapMethod(URL, "revokeObjectURL", (inner) =>
    function (url) {
      blobs.delete(`${url}`);
      for (const type of ["classic", "module"]) {
        const ours = made.get(`${type} ${url}`);
        made.delete(`${type} ${url}`);
        if (ours !== undefined) setTimeout(() => revoke.call(URL, ours), LOADING_MS);
      }
      return inner.call(this, url);
    });
  return ({ href, hash }, type) => {
    const url = href.slice(0, href.length - hash.length);
    const blob = blobs.get(url);
    if (!blob) return undefined;
    const key = `${type} ${url}`;
    const name = JSON.stringify(APART_URL);
    const first = type === "module" ? `import ${name};` : `importScripts(${name});`;
    const ours = made.get(key) ??
      create.call(URL, new Blob([first, blob], { type: blob.type || "text/javascript" }));
    made.set(key, ours);
    return ours;
  };
}
