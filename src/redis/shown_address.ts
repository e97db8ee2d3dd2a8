/** A Redis address as people and logs may see it: whatever it is, no password and no user. */
export function shownAddress(text: string): string {
  // Up to the last @ before the path: a password may hold an @ that should have been escaped.
  return text.replace(/^([a-z]+:\/*)[^/?#]*@/i, "$1");
}
