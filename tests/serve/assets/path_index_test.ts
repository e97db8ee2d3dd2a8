import { assertEquals } from "@std/assert";
import { PathIndex } from "../../../src/serve/assets/path_index.ts";

Deno.test("PathIndex knows every folder above its files", () => {
  const index = new PathIndex([["a/b/c.txt", 1], ["a/d/e.txt", 2], ["f.txt", 3]]);
  for (const folder of ["a", "a/b", "a/d"]) assertEquals(index.find(folder).kind, "folder");
  for (const none of ["a/", "b", "f", ""]) assertEquals(index.find(none).kind, "none");
});

Deno.test("PathIndex visits each folder of deep paths once, however many files it has", () => {
  const folder = "d/".repeat(2000);
  let count = 0;
  const original = Set.prototype.add;
  Set.prototype.add = function (value) {
    count++;
    return original.call(this, value);
  };
  try {
    new PathIndex(Array.from({ length: 1000 }, (_, n) => [`${folder}${n}`, n] as const));
  } finally {
    Set.prototype.add = original;
  }
  assertEquals(count, 2000);
});
