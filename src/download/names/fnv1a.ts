/**
 * FNV-1a over the UTF-16 units of a text: 32 bits that tell texts apart, for
 * where nobody gains by making two that agree.
 *
 * @param from the hash of a text before this one, to go on from it
 */
export function fnv1a(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
