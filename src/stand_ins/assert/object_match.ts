// Stands in for assertObjectMatch of @std/assert where JSR is out of reach.
import { assertEquals } from "./equals.ts";
import { define, equal } from "./equal.ts";

/** Fails unless `actual` has everything that `expected` has, at every depth; it may have more. */
export function assertObjectMatch(
  actual: Record<PropertyKey, unknown>,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  for (const value of [actual, expected]) {
    if (typeof value !== "object" || value === null) {
      throw new TypeError(`Cannot compare in assertObjectMatch: ${value} is not an object`);
    }
  }
  assertEquals(select(actual, expected, new Map()), select(expected, expected, new Map()), msg);
}

/** The part of `actual` that `expected` speaks about, with plain objects for instances. */
function select(actual: unknown, expected: unknown, seen: Map<object, unknown>): unknown {
  if (!isObject(actual) || !isObject(expected)) return actual;
  const known = seen.get(expected);
  if (known !== undefined) return known;
  if (Array.isArray(actual) && Array.isArray(expected)) return selectItems(actual, expected, seen);
  if (actual instanceof Map && expected instanceof Map) {
    return selectEntries(actual, expected, seen);
  }
  if (actual instanceof Set && expected instanceof Set) {
    const wanted = [...expected];
    return new Set([...actual].filter((item) => wanted.some((one) => equal(item, one))));
  }
  if (isOpaque(actual) || isOpaque(expected)) return actual;
  const part = {};
  seen.set(expected, part);
  for (const key of Reflect.ownKeys(expected)) {
    if (!(key in actual)) continue;
    define(part, key, select(Reflect.get(actual, key), Reflect.get(expected, key), seen));
  }
  return part;
}

function selectItems(
  actual: unknown[],
  expected: unknown[],
  seen: Map<object, unknown>,
): unknown[] {
  const part: unknown[] = [];
  seen.set(expected, part);
  const length = Math.min(actual.length, expected.length);
  for (let n = 0; n < length; n++) part.push(select(actual[n], expected[n], seen));
  return part;
}

function selectEntries(
  actual: Map<unknown, unknown>,
  expected: Map<unknown, unknown>,
  seen: Map<object, unknown>,
): Map<unknown, unknown> {
  const part = new Map<unknown, unknown>();
  seen.set(expected, part);
  for (const [key, value] of expected) {
    if (actual.has(key)) part.set(key, select(actual.get(key), value, seen));
  }
  return part;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Values whose content lies elsewhere than in properties are compared whole. */
function isOpaque(value: object): boolean {
  return value instanceof Date || value instanceof RegExp || value instanceof URL ||
    value instanceof Error || value instanceof ArrayBuffer || ArrayBuffer.isView(value) ||
    value instanceof Map || value instanceof Set || Array.isArray(value);
}
