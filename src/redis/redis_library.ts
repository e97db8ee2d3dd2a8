// By itself, so that it is loaded only where it is wanted; and imported by name, which a bundle needs to find what a
// CommonJS package exports.
export { createClient } from "@redis/client";
