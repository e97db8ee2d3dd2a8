// The signs on the shell's buttons, drawn on a grid of 24 with one stroke width.

const SHAPES = {
  play: `<path d="M8 5.2v13.6L19 12z" fill="currentColor"/>`,
  pause: `<path d="M8.5 5.5v13M15.5 5.5v13" stroke-width="3.4"/>`,
  back: `<path d="M14.5 5.5 8 12l6.5 6.5"/>`,
  next: `<path d="M9.5 5.5 16 12l-6.5 6.5"/>`,
  close: `<path d="m6.5 6.5 11 11m0-11-11 11"/>`,
  home: `<path d="M4.5 11.5 12 5l7.5 6.5M6.5 10v8.5h11V10M10.2 18.5v-5h3.6v5"/>`,
  restart: `<path d="M18.5 12a6.5 6.5 0 1 1-2-4.7M18.7 4.3v4h-4"/>`,
  undo: `<path d="M8.5 5 4.7 9l3.8 4M5 9h8.8a5 5 0 0 1 0 10H9.5"/>`,
  help:
    `<path d="M8.7 9.2a3.4 3.4 0 1 1 4.9 3c-1 .6-1.6 1.3-1.6 2.5"/><path d="M12 18.4v.1" stroke-width="3"/>`,
  settings:
    `<path d="M4.5 7.5h8m5 0h2M4.5 16.5h2m5 0h8"/><circle cx="15" cy="7.5" r="2.4"/><circle cx="9" cy="16.5" r="2.4"/>`,
  sound:
    `<path d="M5 9.7v4.6h3l4 3.6V6.1L8 9.7z" fill="currentColor"/><path d="M15.3 9.2a4 4 0 0 1 0 5.6M17.8 6.8a7.4 7.4 0 0 1 0 10.4"/>`,
  muted:
    `<path d="M5 9.7v4.6h3l4 3.6V6.1L8 9.7z" fill="currentColor"/><path d="m15.5 9.5 5 5m0-5-5 5"/>`,
  speed: `<path d="m5 6 6.5 6L5 18zM12.5 6l6.5 6-6.5 6z" fill="currentColor"/>`,
  language:
    `<circle cx="12" cy="12" r="7.5"/><path d="M4.7 12h14.6M12 4.5c5 4.5 5 10.5 0 15-5-4.5-5-10.5 0-15"/>`,
  check: `<path d="m5.5 12.5 4.3 4.3 8.7-9.3"/>`,
  star:
    `<path d="m12 4.3 2.4 4.9 5.3.8-3.8 3.8.900 5.3-4.8-2.5-4.8 2.5.9-5.3L4.3 10l5.3-.8z" fill="currentColor"/>`,
  heart:
    `<path d="M12 18.7C2.5 12.8 5 6 9 6c1.5 0 2.5.8 3 2 .5-1.2 1.5-2 3-2 4 0 6.5 6.8-3 12.7z" fill="currentColor"/>`,
  book:
    `<path d="M12 7c-2-1.5-4.5-1.8-7-1.5v11.8c2.5-.3 5 0 7 1.5 2-1.5 4.5-1.8 7-1.5V5.5C16.5 5.2 14 5.5 12 7zm0 0v11.8"/>`,
  lock:
    `<rect x="6.5" y="11" width="11" height="7.5" rx="1.8"/><path d="M8.8 11V8.7a3.2 3.2 0 0 1 6.4 0V11"/>`,
  history: `<path d="M5.5 12a6.5 6.5 0 1 0 2-4.7M5.3 4.3v4h4M12 8.5V12l2.6 2"/>`,
  grid: `<path d="M5 5h5.5v5.5H5zM13.5 5H19v5.5h-5.5zM5 13.5h5.5V19H5zM13.5 13.5H19V19h-5.5z"/>`,
  trophy:
    `<path d="M8 5h8v4.5a4 4 0 0 1-8 0zM8 6.5H5c0 3 1 4.5 3.2 4.5M16 6.5h3c0 3-1 4.5-3.2 4.5M12 13.5v3M8.8 18.8h6.4"/>`,
} as const;

/** The signs there are. */
export type IconName = keyof typeof SHAPES;

/** A sign as SVG text; it takes the colour of the text around it and is hidden from screen readers. */
export function icon(name: IconName): string {
  return `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" ` +
    `stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">${SHAPES[name]}</svg>`;
}
