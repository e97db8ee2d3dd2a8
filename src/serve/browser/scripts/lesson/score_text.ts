const MOST_WRITTEN_OUT = 1e12;
const LEAST_WRITTEN_OUT = 0.001;

/** Writes a score as the page's language does; one that would fill the wall with digits, as a power of ten. */
export function scoreText(value: number, language = document.documentElement.lang): string {
  const size = Math.abs(value);
  const isLong = size >= MOST_WRITTEN_OUT || (size > 0 && size < LEAST_WRITTEN_OUT);
  const form = isLong ? { notation: "scientific", maximumFractionDigits: 2 } as const : {};
  // Zero has no sign.
  return new Intl.NumberFormat(language, form).format(value + 0);
}
