import { frameTag, type OwnFrame } from "./frame_tag.ts";
import { wrapMethod } from "./wrap_method.ts";

/** What must stay first in a page, or the page falls into quirks mode. */
const START_REGEXP = /^\s*(?:<!doctype[^>]*>)?/i;

/**
 * Puts the script that separates storage into frames whose text the game gives itself. Such a page shares the game's
 * origin, but no request for it reaches the host.
 */
export function keepFramesApart(own: OwnFrame): void {
  const owner = self.HTMLIFrameElement?.prototype;
  const descriptor = owner && Object.getOwnPropertyDescriptor(owner, "srcdoc");
  if (!descriptor?.get || !descriptor.set) return;
  const text = frameTag(own).outerHTML;
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
  writeParsedFrames();
}

/**
 * Writes the text of frames that stand in the page's own markup once more, now with the script. Their pages load later
 * than the parser's turn ends, so none has run before.
 */
function writeParsedFrames(): void {
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (node instanceof HTMLIFrameElement && node.hasAttribute("srcdoc")) {
          const { srcdoc } = node;
          node.srcdoc = srcdoc;
        }
      }
    }
  });
  observer.observe(document, { childList: true, subtree: true });
  // Frames that a script adds later as markup are left: watching every change would slow games down.
  addEventListener("DOMContentLoaded", () => observer.disconnect());
}
