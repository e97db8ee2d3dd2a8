import { mix } from "../../kit/colour.ts";

/** A colour with its light, its shade, and an outline of the same hue. */
export interface Tone {
  readonly base: string;
  readonly light: string;
  readonly dark: string;
  readonly line: string;
}

const tones = new Map<string, Tone>();

/** Makes the tones of a colour: light is warm, shade is cool, as if the light came from the top left. */
export function tone(base: string): Tone {
  const known = tones.get(base);
  if (known) return known;
  const made = {
    base,
    light: mix(base, "#fff6d8", 0.42),
    dark: mix(base, "#23265c", 0.3),
    line: mix(base, "#1a1433", 0.62),
  };
  tones.set(base, made);
  return made;
}
