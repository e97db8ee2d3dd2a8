// Which button of a panel an arrow key leads to: the one that lies there, as in any game, not the next in the page.

/** A place on the screen, in CSS pixels. */
export type Box = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

type Turn = { readonly isAcross: boolean; readonly step: 1 | -1 };

const TURNS: Readonly<Record<string, Turn>> = {
  ArrowRight: { isAcross: true, step: 1 },
  ArrowLeft: { isAcross: true, step: -1 },
  ArrowDown: { isAcross: false, step: 1 },
  ArrowUp: { isAcross: false, step: -1 },
};

/** Boxes that overlap by less lie beside each other: outlines and shadows reach a little over. */
const OVERLAP = 4;

/** The gap between two boxes along one axis; below 0 they overlap. */
function gap(from: readonly [number, number], to: readonly [number, number]): number {
  return Math.max(to[0] - from[1], from[0] - to[1]);
}

const across = ({ left, right }: Box) => [left, right] as const;
const down = ({ top, bottom }: Box) => [top, bottom] as const;
const middle = ([start, end]: readonly [number, number]) => (start + end) / 2;

/** How far a box is from another one in the direction of an arrow; undefined where it does not lie there. */
function distance(from: Box, to: Box, { isAcross, step }: Turn): number | undefined {
  const [along, beside] = isAcross ? [across, down] : [down, across];
  const ahead = gap(along(from), along(to));
  if (ahead < -OVERLAP || (middle(along(to)) - middle(along(from))) * step <= 0) return undefined;
  const aside = gap(beside(from), beside(to));
  // Left and right stay in their row.
  if (isAcross && aside > -OVERLAP) return undefined;
  // Of two that are as near, the one whose middle is nearer.
  const offset = Math.abs(middle(beside(to)) - middle(beside(from)));
  return ahead + Math.max(0, aside) + offset / 100;
}

/**
 * The number of the box that an arrow key leads to from the box `at`, or from none (-1). Where nothing lies in that
 * direction, it is the next or the last one in reading order, so that one key alone comes round.
 */
export function stopOf(key: string, boxes: readonly Box[], at: number): number | undefined {
  const turn = TURNS[key];
  if (!turn || boxes.length === 0) return undefined;
  const from = boxes[at];
  if (!from) return turn.step === 1 ? 0 : boxes.length - 1;
  const distances = boxes.map((to) => distance(from, to, turn) ?? Infinity);
  const least = Math.min(...distances);
  if (least < Infinity) return distances.indexOf(least);
  return (at + turn.step + boxes.length) % boxes.length;
}

/** What needs the arrows for itself. */
const OWN_ARROWS = "input, textarea, select, canvas, [contenteditable]";

/** Arrow keys walk through a panel's buttons, as a child expects of a game. */
export function walkWithArrows(panel: HTMLElement, event: KeyboardEvent): void {
  if (event.defaultPrevented || (event.target as Element).matches(OWN_ARROWS)) return;
  const stops = [...panel.querySelectorAll<HTMLElement>("button:not(:disabled), input, a[href]")]
    .filter((stop) => stop.offsetParent !== null);
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = stopOf(event.key, stops.map((stop) => stop.getBoundingClientRect()), at);
  if (next === undefined) return;
  stops[next]?.focus();
  event.preventDefault();
}
