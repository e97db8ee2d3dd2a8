// A module of its own, so that it loads only when needed; the import is by name, which a bundle needs to find the
// exports of a CommonJS package.
export { createClient } from "@redis/client";
