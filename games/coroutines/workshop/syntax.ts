// Finds the line of a mistake in a program's text.

/**
 * The number of the line where a text stops being JavaScript, from 1; undefined where the browser does not tell.
 *
 * Only scripts on a page are told with their lines. The text becomes one that would throw before its first line, inside
 * a function that nobody calls, and it is not JavaScript in the first place: nothing of it runs.
 */
export function lineOfMistake(source: string): number | undefined {
  let line: number | undefined;
  const onError = (event: ErrorEvent) => {
    event.preventDefault();
    line = event.lineno;
  };
  addEventListener("error", onError);
  const script = document.createElement("script");
  const text = source.replace("export default ", "return ");
  script.textContent = `"use strict"; throw 0; (function () { ${text}\n})`;
  document.head.append(script);
  script.remove();
  removeEventListener("error", onError);
  const last = source.trimEnd().split("\n").length;
  return line === undefined || line < 1 ? undefined : Math.min(line, last);
}
