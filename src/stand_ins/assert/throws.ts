// Stands in for assertThrows, assertRejects and assertIsError of @std/assert where JSR is out of reach.
import { AssertionError, failure } from "./assertion_error.ts";

/** Any class, also an abstract one, whose instances are `T`. */
export type Class<T> = abstract new (...args: never[]) => T;

/** Fails unless the value is an error, of that class and with that in its message where given. */
export function assertIsError<E extends Error = Error>(
  error: unknown,
  ErrorClass?: Class<E>,
  msgMatches?: string | RegExp,
  msg?: string,
): asserts error is E {
  if (!(error instanceof Error)) {
    throw failure(`Expected "error" to be an Error object`, msg);
  }
  if (ErrorClass && !(error instanceof ErrorClass)) {
    throw failure(
      `Expected error to be instance of "${ErrorClass.name}", but was "${error.constructor?.name}"`,
      msg,
    );
  }
  if (msgMatches === undefined || includes(error.message, msgMatches)) return;
  const wanted = msgMatches instanceof RegExp ? `${msgMatches}` : JSON.stringify(msgMatches);
  throw failure(
    `Expected error message to include ${wanted}, but got ${JSON.stringify(error.message)}`,
    msg,
  );
}

function includes(message: string, wanted: string | RegExp): boolean {
  return wanted instanceof RegExp ? wanted.test(message) : message.includes(wanted);
}

/** Fails unless the function throws; returns what it threw. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Fails unless the function throws an error of that class; returns the error. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: Class<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows<E extends Error>(
  fn: () => unknown,
  classOrMsg?: Class<E> | string,
  ...words: (string | undefined)[]
): unknown {
  try {
    fn();
  } catch (error) {
    return checkCaught(error, "thrown", classOrMsg, words);
  }
  throw failure("Expected function to throw", wordsOf(classOrMsg, words));
}

/** Fails unless the function's promise rejects; resolves to what it rejected with. */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
/** Fails unless the function's promise rejects with an error of that class; resolves to the error. */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: Class<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects<E extends Error>(
  fn: () => PromiseLike<unknown>,
  classOrMsg?: Class<E> | string,
  ...words: (string | undefined)[]
): Promise<unknown> {
  let promise: PromiseLike<unknown> | undefined;
  try {
    promise = fn();
  } catch (error) {
    throw new AssertionError(`Function throws when expected to reject. It threw: ${error}`);
  }
  if (typeof promise?.then !== "function") {
    throw new AssertionError("Function throws when expected to reject. It returned no promise.");
  }
  try {
    await promise;
  } catch (error) {
    return checkCaught(error, "rejected", classOrMsg, words);
  }
  throw failure("Expected function to reject", wordsOf(classOrMsg, words));
}

function checkCaught<E extends Error>(
  error: unknown,
  how: "thrown" | "rejected",
  classOrMsg: Class<E> | string | undefined,
  words: (string | undefined)[],
): unknown {
  if (typeof classOrMsg !== "function") return error;
  if (!(error instanceof Error)) throw failure(`A non-Error object was ${how}`, words[1]);
  assertIsError(error, classOrMsg, words[0], words[1]);
  return error;
}

function wordsOf<E>(
  classOrMsg: Class<E> | string | undefined,
  words: (string | undefined)[],
): string | undefined {
  return typeof classOrMsg === "string" ? classOrMsg : words[1] ?? words[0];
}
