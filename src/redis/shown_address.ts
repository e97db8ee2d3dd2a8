/** Removes user and password from a Redis address, for people and logs, even if it is malformed. */
export function shownAddress(text: string): string {
  // Up to the last @ before the path: a password may contain an unescaped @.
  return text.replace(/^([a-z]+:\/*)[^/?#]*@/i, "$1");
}
