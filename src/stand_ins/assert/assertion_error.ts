// Stands in for AssertionError of @std/assert where JSR is out of reach.
import { AssertionError as NodeAssertionError } from "node:assert";
import { inspect } from "node:util";

/** The error of every assertion in this package. */
export class AssertionError extends Error {
  override name = "AssertionError";
}

/** An `AssertionError` whose message ends with the caller's own words, where there are any. */
export function failure(what: string, msg?: string): AssertionError {
  return new AssertionError(msg ? `${what}: ${msg}` : `${what}.`);
}

/** Lines of both values with `+` for what is there and `-` for what should be, as Node writes them. */
export function describeDifference(actual: unknown, expected: unknown): string {
  const { message } = new NodeAssertionError({ actual, expected, operator: "deepStrictEqual" });
  return message.slice(message.indexOf("\n") + 1).trimEnd();
}

/** The value as source text, for a message. */
export function show(value: unknown): string {
  return inspect(value, { depth: 6, sorted: true, breakLength: 80 });
}
