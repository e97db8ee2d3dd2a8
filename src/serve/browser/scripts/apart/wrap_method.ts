type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Replaces a method with a function that may call the original. */
export function wrapMethod(
  owner: object | undefined,
  name: string,
  make: (inner: Method) => Method,
): void {
  const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
  if (typeof descriptor?.value !== "function") return;
  Object.defineProperty(owner, name, { ...descriptor, value: make(descriptor.value) });
}
