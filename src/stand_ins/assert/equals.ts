// Stands in for assertEquals and its kin of @std/assert where JSR is out of reach.
import { AssertionError, describeDifference, failure, show } from "./assertion_error.ts";
import { equal } from "./equal.ts";

/** Fails unless both have the same shape and content. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  if (equal(actual, expected)) return;
  throw new AssertionError(
    `Values are not equal${msg ? `: ${msg}` : "."}\n${describeDifference(actual, expected)}`,
  );
}

/** Fails when both have the same shape and content. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!equal(actual, expected)) return;
  throw failure(`Expected actual: ${show(actual)} not to be: ${show(expected)}`, msg);
}

/** Fails unless both are the same value, by `Object.is`. */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  if (Object.is(actual, expected)) return;
  const what = equal(actual, expected)
    ? "Values have the same structure but are not reference-equal"
    : "Values are not strictly equal";
  throw new AssertionError(
    `${what}${msg ? `: ${msg}` : "."}\n${describeDifference(actual, expected)}`,
  );
}

/** Fails when both are the same value, by `Object.is`. */
export function assertNotStrictEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!Object.is(actual, expected)) return;
  throw failure(`Expected "actual" to not be strictly equal to: ${show(actual)}`, msg);
}
