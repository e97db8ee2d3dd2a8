import type { NamedPage } from "./shared_state.ts";

/** What players have told other hosts that they want to be called, each wish granted once. */
export class PassedNames {
  /** The wishes of the last look that were granted here. */
  #granted = new Set<string>();

  /**
   * Grants what is new: the player may have changed their mind here since.
   *
   * @param names the wishes of the latest look, the oldest first
   * @param grant names the player of a page. Returns whether the page is here.
   */
  take(
    names: readonly NamedPage[],
    grant: (pageId: string, name: string) => boolean,
  ): void {
    const earlier = this.#granted;
    this.#granted = new Set();
    for (const { pageId, name, atMs } of names) {
      const wish = `${pageId} ${atMs} ${name}`;
      if (earlier.has(wish) || grant(pageId, name)) this.#granted.add(wish);
    }
  }
}
