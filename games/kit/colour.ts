// Colours made from other colours: outlines, shadows and lights of a fill's own hue.

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16 & 255, value >> 8 & 255, value & 255];
}

/** The colour `share` (0 to 1) of the way from one `#rrggbb` to another. */
export function mix(from: string, to: string, share: number): string {
  const end = channels(to);
  const mixed = channels(from).map((start, at) => Math.round(start + (end[at]! - start) * share));
  return "#" + mixed.map((value) => value.toString(16).padStart(2, "0")).join("");
}

/** A darker tone of the same hue, for outlines and undersides. */
export function darker(hex: string, share = 0.35): string {
  return mix(hex, "#1a1030", share);
}

/** A lighter tone, for the side the light falls on. */
export function lighter(hex: string, share = 0.35): string {
  return mix(hex, "#fffdf0", share);
}

/** The same colour, seen through: `rgba(…)`. */
export function fade(hex: string, opacity: number): string {
  return `rgba(${channels(hex).join(", ")}, ${opacity})`;
}

/** Whether dark ink reads better on this colour than light ink. */
export function isLight(hex: string): boolean {
  const [red, green, blue] = channels(hex);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 150;
}
