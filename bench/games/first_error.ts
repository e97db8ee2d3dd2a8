/**
 * Returns the first error, where closing resources failed because of it: when the browser is gone, the measurement
 * fails, and then closing each page does.
 */
export function firstError(error: unknown): unknown {
  return error instanceof SuppressedError ? firstError(error.suppressed) : error;
}
