/** Whether a file is an HTML page by its name. */
export function isPage(name: string): boolean {
  return /\.x?html?$/i.test(name);
}

/** Whether a page is the first one of its folder by its name. */
export function isIndex(name: string): boolean {
  return /^index\.x?html?$/i.test(name);
}

/** A name without its last extension: `story` of `story.html`. */
export function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, "");
}

/** Whether a file belongs to the page of that stem: PICO-8 and Emscripten write `cart.html`, `cart.js`, `cart.wasm`. */
export function isCompanion(name: string, stem: string): boolean {
  return name.startsWith(`${stem}.`);
}

/** Whether a file is for people who read about a game, not for those who play it. */
export function isDocument(name: string): boolean {
  return /^(?:readme|licen[cs]e|credits|changelog)\b|\.(?:txt|md|pdf|rtf|docx?|nfo)$/i.test(name);
}

/**
 * Finds the page that a game starts with: the only `index.html` at the least depth, else the only page.
 *
 * @param paths the paths of its pages
 * @returns undefined where there is none, or several could be meant
 */
export function findFirstPage(paths: readonly string[]): string | undefined {
  const indexes = paths.filter((path) => isIndex(path.slice(path.lastIndexOf("/") + 1)));
  const depth = Math.min(...indexes.map(depthOf));
  const highest = indexes.filter((path) => depthOf(path) === depth);
  const exact = highest.filter((path) => path.endsWith("index.html"));
  if (highest.length > 0) return highest.length === 1 ? highest[0] : only(exact);
  return only(paths);
}

function only(paths: readonly string[]): string | undefined {
  return paths.length === 1 ? paths[0] : undefined;
}

/** How many folders a path leads through. */
export function depthOf(path: string): number {
  return path.split("/").length - 1;
}
