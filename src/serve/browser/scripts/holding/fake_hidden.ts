let isFaked = false;

/** Makes the page say that it is hidden, as behind another tab: most games pause then. */
export function fakeHidden(isHidden: boolean): void {
  if (isFaked === isHidden) return;
  isFaked = isHidden;
  if (isHidden) {
    define("hidden", true);
    define("visibilityState", "hidden");
  } else {
    delete (document as { hidden?: boolean }).hidden;
    delete (document as { visibilityState?: string }).visibilityState;
  }
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}

function define(name: string, value: unknown): void {
  Object.defineProperty(document, name, { get: () => value, configurable: true });
}
