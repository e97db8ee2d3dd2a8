import { APART_URL } from "./apart_url.ts";
import type { OwnRoot } from "./own_root.ts";
import { wrapMethod } from "./wrap_method.ts";

/** What must stay first in a page, or the page falls into quirks mode. */
const START_REGEXP = /^\s*(?:<!doctype[^>]*>)?/i;

/**
 * Puts the script that separates storage into frames whose text the game gives itself. Such a page shares the game's
 * origin, but no request for it reaches the host.
 */
export function keepFramesApart({ gameId }: { gameId: string }, { prefix, home }: OwnRoot): void {
  const owner = self.HTMLIFrameElement?.prototype;
  const descriptor = owner && Object.getOwnPropertyDescriptor(owner, "srcdoc");
  if (!descriptor?.get || !descriptor.set) return;
  const tag = document.createElement("script");
  Object.assign(tag.dataset, { game: gameId, prefix, home });
  tag.setAttribute("src", APART_URL);
  const text = tag.outerHTML;
  const withTag = (page: unknown) => `${page}`.replace(START_REGEXP, (start) => start + text);
  const { get: read, set: write } = descriptor;
  Object.defineProperty(owner, "srcdoc", {
    ...descriptor,
    get() {
      return (read.call(this) as string).replace(text, "");
    },
    set(page: unknown) {
      write.call(this, withTag(page));
    },
  });
  wrapMethod(self.Element.prototype, "setAttribute", (inner) =>
    function (name, value) {
      const isPage = this instanceof HTMLIFrameElement && `${name}`.toLowerCase() === "srcdoc";
      return inner.call(this, name, isPage ? withTag(value) : value);
    });
}
