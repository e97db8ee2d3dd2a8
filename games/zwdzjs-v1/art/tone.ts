import { mix } from "../../kit/colour.ts";

/** A colour and the three that go with it: lit, shaded, and the outline of its own hue. */
export interface Tone {
  readonly base: string;
  readonly light: string;
  readonly dark: string;
  readonly line: string;
}

const tones = new Map<string, Tone>();

/** The tones of a colour: light is warm, shade is cool, as by a window at the top left. */
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
