// The faces of the actors, whose eyes show their states.

import type { ActorState } from "../trace/recorder.ts";

/** The number of colours for actors; `actor-N` in the style. */
const ACTOR_COLOURS = 9;

/** The class for an actor's colour. */
export function colourOf(actor: number): string {
  return `actor-${actor === 0 ? 0 : 1 + (actor - 1) % (ACTOR_COLOURS - 1)}`;
}

const EYES_OPEN = `<circle cx="-4" cy="-1.5" r="1.7"/><circle cx="4" cy="-1.5" r="1.7"/>`;
const EYES_CLOSED = `<path d="M-6.2 -1.5q2.2 2 4.2 0M2 -1.5q2.2 2 4.2 0"/>`;
const EYES_HAPPY = `<path d="M-6.2 -.6q2.2 -2.6 4.2 0M2 -.6q2.2 -2.6 4.2 0"/>`;

function featuresOf(state: ActorState | undefined): string {
  switch (state) {
    case "running":
    case "computing":
    case "parallel":
      return `${EYES_OPEN}<path d="M-3.4 3.2q3.4 3.6 6.8 0"/>`;
    case "blocking":
      return `${EYES_CLOSED}<circle cx="0" cy="4.4" r="2"/>`;
    case "ready":
      return `${EYES_OPEN}<path d="M-3 5.6q3 -2.6 6 0"/>`;
    case "ended":
      return `${EYES_HAPPY}<path d="M-3.8 2.8q3.8 4.6 7.6 0"/>`;
    case "failed":
      return `<path d="M-5.8 -3.3l3.6 3.6m0 -3.6l-3.6 3.6M2.2 -3.3l3.6 3.6m0 -3.6l-3.6 3.6"/>` +
        `<path d="M-3.4 5.8q3.4 -3.4 6.8 0"/>`;
    case undefined:
      return "";
    default:
      return `${EYES_CLOSED}<path d="M-2 4.6h4"/>`;
  }
}

/** A face of radius 11 around the origin, as SVG. */
export function face(actor: number, state: ActorState | undefined): string {
  const kind = state ?? "unborn";
  return `<g class="face ${colourOf(actor)} face-${kind}"><circle class="head" r="11"/>` +
    `<g class="features">${featuresOf(state)}</g></g>`;
}
