/** The version of coplay, the same as deno.json's. A test holds the two together. */
export const VERSION = "0.1.0";
