// Stands in for equal of @std/assert where JSR is out of reach.
import { isDeepStrictEqual } from "node:util";

/**
 * Whether two values have the same shape and content. Unlike Node's comparison, and like upstream's,
 * it takes 0 for -0 and an object without a prototype for a plain one.
 */
export function equal(actual: unknown, expected: unknown): boolean {
  return isDeepStrictEqual(actual, expected) ||
    isDeepStrictEqual(normalize(actual, new Map()), normalize(expected, new Map()));
}

function normalize(value: unknown, seen: Map<object, unknown>): unknown {
  if (value === 0) return 0;
  if (typeof value !== "object" || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    seen.set(value, copy);
    for (const item of value) copy.push(normalize(item, seen));
    return copy;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  const copy: Record<PropertyKey, unknown> = {};
  seen.set(value, copy);
  for (const key of Reflect.ownKeys(value)) {
    if (!Object.prototype.propertyIsEnumerable.call(value, key)) continue;
    define(copy, key, normalize(Reflect.get(value, key), seen));
  }
  return copy;
}

/** Sets an own property, also one called `__proto__`. */
export function define(object: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
