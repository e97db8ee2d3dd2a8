import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { posix, win32 } from "node:path";
import { POSIX_RULES, windowsRules } from "../../src/cli/path.ts";

/** Parts of paths, most of them with a special meaning. */
const part = fc.oneof(
  fc.constantFrom("", ".", "..", "...", "a", "b.gif", " ", "\\", "文件", ".hidden", "a..", "..a"),
  fc.stringMatching(/^[a-c./]{0,4}$/),
);
const path = fc.array(part, { maxLength: 6 }).map((parts) => parts.join("/"));
const folder = path.map((text) => `/${text}`);

/** Removes a separator at the end, which node:path keeps and coplay does not need. */
function withoutEnd(text: string): string {
  return text.length > 1 && text.endsWith("/") ? text.slice(0, -1) : text;
}

Deno.test("paths are joined and resolved as node:path does", () => {
  fc.assert(
    fc.property(folder, path, (dir, name) => {
      assertEquals(withoutEnd(POSIX_RULES.join(dir, name)), withoutEnd(posix.join(dir, name)));
      assertEquals(POSIX_RULES.resolve(dir, name), posix.resolve(dir, name));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("a path joined to a folder is found relative to it, and so is its last part", () => {
  const name = fc.stringMatching(/^[^/\0]{1,8}$/).filter((text) => text !== "." && text !== "..");
  fc.assert(fc.property(folder, fc.array(name, { minLength: 1, maxLength: 3 }), (given, names) => {
    const dir = POSIX_RULES.resolve("/", given);
    const joined = POSIX_RULES.join(dir, ...names);
    assertEquals(POSIX_RULES.relative(dir, joined), names.join("/"));
    assertEquals(POSIX_RULES.basename(joined), names.at(-1));
    assertEquals(POSIX_RULES.relative(dir, joined), posix.relative(dir, joined));
  }));
});

/** Paths that a user types on Windows in `C:\\Users\\teacher`, with drive D's current folder at `D:\\class`. */
const TYPED_ON_WINDOWS: readonly (readonly [typed: string, path: string])[] = [
  ["games", "C:\\Users\\teacher\\games"],
  ["games/zip\\..\\a", "C:\\Users\\teacher\\games\\a"],
  ["\\games", "C:\\games"],
  ["C:games", "C:\\Users\\teacher\\games"],
  ["c:games", "c:\\Users\\teacher\\games"],
  ["D:games", "D:\\class\\games"],
  ["D:", "D:\\class"],
  ["E:games", "E:\\games"],
  ["D:\\games\\", "D:\\games"],
  ["\\\\school\\share\\games", "\\\\school\\share\\games"],
  ["\\\\?\\D:\\games/a", "\\\\?\\D:\\games\\a"],
];

for (const [typed, path] of TYPED_ON_WINDOWS) {
  Deno.test(`on Windows ${typed} is ${path}`, () => {
    const folderOf = (drive: string) => drive === "D:" ? "D:\\class" : `${drive}\\`;
    const rules = windowsRules(win32, folderOf);
    assertEquals(rules.resolve("C:\\Users\\teacher", typed), path);
    // A part file's path must not have the other separator, which is no separator behind `\\?\`.
    assertEquals(rules.join(path, "a.part").split("\\").at(-1), "a.part");
  });
}
