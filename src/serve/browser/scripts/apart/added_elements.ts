import { leadIntoGame, type OwnRoot } from "./own_root.ts";
import { wrapMethod } from "./wrap_method.ts";

/**
 * Leads the scripts and links that a game adds to its page as it runs. By the host's redirect, a module would have two
 * addresses, and so run twice.
 */
export function leadAddedElements(root: OwnRoot): void {
  const lead = (address: unknown) => {
    if (typeof address !== "string" || !/^\/(?![/\\])/.test(address)) return address;
    const { pathname, search, hash } = leadIntoGame(new URL(address, location.href), root);
    return pathname + search + hash;
  };
  leadAttribute(self.HTMLScriptElement?.prototype, { name: "src", lead });
  leadAttribute(self.HTMLLinkElement?.prototype, { name: "href", lead });
}

function leadAttribute(
  owner: HTMLElement | undefined,
  { name, lead }: { name: string; lead: (address: unknown) => unknown },
): void {
  const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
  const write = descriptor?.set;
  if (!write) return;
  Object.defineProperty(owner, name, {
    ...descriptor,
    set(address: unknown) {
      write.call(this, lead(address));
    },
  });
  // Only for these elements: the method of all others stays the browser's own.
  Object.defineProperty(owner, "setAttribute", {
    ...Object.getOwnPropertyDescriptor(Element.prototype, "setAttribute"),
  });
  wrapMethod(owner, "setAttribute", (inner) =>
    function (attribute, value) {
      const isName = `${attribute}`.toLowerCase() === name;
      return inner.call(this, attribute, isName ? lead(value) : value);
    });
}
