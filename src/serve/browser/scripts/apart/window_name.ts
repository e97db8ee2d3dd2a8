import type { GameNames } from "./game_names.ts";

/** Separates `window.name`, which stays with the tab when another game is opened in it. */
export function keepWindowNameApart({ named, isOwn, bare }: GameNames): void {
  const descriptor = Object.getOwnPropertyDescriptor(self, "name");
  if (!self.document || !descriptor?.get || !descriptor.set || !descriptor.configurable) return;
  const { get: read, set: write } = descriptor;
  Object.defineProperty(self, "name", {
    ...descriptor,
    get() {
      const name: string = read.call(self);
      // A name without a prefix comes from the page that opened the window.
      if (!name.startsWith("coplay:")) return name;
      return isOwn(name) ? bare(name) : "";
    },
    set(name: unknown) {
      write.call(self, named(name));
    },
  });
}
