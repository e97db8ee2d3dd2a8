type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Puts a function in the place of another, which it gets to call. */
export function wrapMethod(
  owner: object | undefined,
  name: string,
  make: (inner: Method) => Method,
): void {
  const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
  if (typeof descriptor?.value !== "function") return;
  Object.defineProperty(owner, name, { ...descriptor, value: make(descriptor.value) });
}
