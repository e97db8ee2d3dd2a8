import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { followBases, overlayFiles } from "../../src/serve/catalogue/overlay.ts";
import { PathIndex } from "../../src/serve/assets/path_index.ts";
import type { SourceFile } from "../../src/serve/catalogue/game_source.ts";

/** A file whose only content is its place. */
function fileOf(path: string, place: string): SourceFile {
  const unread = () => Promise.reject(new Error("not read here"));
  const file = { path, place, sizeBytes: 0, modifiedMs: undefined, version: "" };
  return { ...file, read: unread, stream: unread, again: unread };
}

const layers = fc.array(fc.uniqueArray(fc.constantFrom("a", "b", "c/d", "e"), { maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
});

Deno.test("an overlay has each path once, from the first layer that has it", () => {
  fc.assert(fc.property(layers, (paths) => {
    const files = paths.map((names, layer) => names.map((name) => fileOf(name, `${layer}`)));
    const result = new Map(overlayFiles(files).map(({ path, place }) => [path, place]));
    assertEquals(overlayFiles(files).length, result.size);
    for (const name of new Set(paths.flat())) {
      assertEquals(result.get(name), `${paths.findIndex((names) => names.includes(name))}`);
    }
  }));
});

Deno.test("an overlay takes the place of a file whose name differs in case only", () => {
  const merge = (...layers: string[][]) =>
    overlayFiles(layers.map((names, layer) => names.map((name) => fileOf(name, `${layer}`))))
      .map(({ path, place }) => `${path} ${place}`);
  assertEquals(merge(["Levels.JSON"], ["levels.json", "b"]), ["Levels.JSON 0", "b 1"]);
  assertEquals(merge(["A.png"], ["A.png", "a.png"]), ["A.png 0", "a.png 1"]);
});

Deno.test("following bases always ends: at a game without one, a circle, or one that is missing", () => {
  const bases = fc.dictionary(
    fc.constantFrom("a", "b", "c", "d"),
    fc.option(fc.constantFrom("a", "b", "c", "d", "e")),
  );
  fc.assert(fc.property(bases, (baseOf) => {
    const chain = followBases("a", (id) => Object.hasOwn(baseOf, id) ? baseOf[id]! : undefined);
    if (chain.kind === "missing") return !Object.hasOwn(baseOf, chain.id);
    const [last, before] = [chain.ids.at(-1)!, chain.ids.slice(0, -1)];
    return chain.kind === "circle" ? before.includes(last) : baseOf[last] === null;
  }));
});

Deno.test("whatever is asked for, only a file of the game is found, and each by its own path", () => {
  const segment = fc.oneof(
    fc.constantFrom("..", ".", "", "a", "B", "%2e%2e", "%", "图", "c d", "e+f", "g%h"),
    fc.string({ maxLength: 4 }),
  );
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  const plain = fc.constantFrom("a/b", "图/c d", "e+f", "g%h", "B", "x#y?z", "a/é");
  fc.assert(fc.property(fc.uniqueArray(plain), path, (files, asked) => {
    const index = new PathIndex(files.map((file) => [file, file]));
    for (const file of files) {
      const encoded = file.split("/").map(encodeURIComponent).join("/");
      assertEquals(index.find(encoded), { kind: "file", value: file });
    }
    const found = index.find(asked);
    return found.kind === "none" || found.kind === "folder" || files.includes(found.value);
  }));
});
