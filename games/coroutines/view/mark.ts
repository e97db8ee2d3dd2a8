// The lab's sign.

/** The lab's sign: two overlapping tokens, whose overlap is a play button. */
export const MARK =
  `<svg class="mark" viewBox="0 0 44 32" aria-hidden="true"><rect x="1" y="2" width="28" height="28" rx="11" fill="#2f9e6b"/>` +
  `<rect x="15" y="2" width="28" height="28" rx="11" fill="#ffc64d"/>` +
  `<path d="M18.4 9.4v13.2q0 1.6 1.4.8l9-6.4q1.1-.9 0-1.8l-9-6.5q-1.4-.8-1.4.7z" fill="#1f2430"/></svg>`;
