const waiting: (() => void)[] = [];

function doNext(): void {
  const work = waiting.shift();
  // Before the work, which may fail.
  if (waiting.length > 0) setTimeout(doNext);
  work?.();
}

/**
 * Does a small work soon, in a task of its own: a frame need not wait for it, and comes between two of them where many
 * wait. A few sounds take longer to make than a frame to draw.
 */
export function doOneByOne(work: () => void): void {
  if (waiting.push(work) === 1) setTimeout(doNext);
}
