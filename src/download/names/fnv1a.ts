/**
 * Hashes a text's UTF-16 units to 32 bits by FNV-1a, for uses where an attacker gains nothing by a collision.
 *
 * @param from the hash of a preceding text, to continue it
 */
export function fnv1a(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
