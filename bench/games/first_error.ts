/**
 * The error that came first, when closing what was in use failed because of it: a browser that is gone
 * fails the measurement, and then each page that is closed.
 */
export function firstError(error: unknown): unknown {
  return error instanceof SuppressedError ? firstError(error.suppressed) : error;
}
