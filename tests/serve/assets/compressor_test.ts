import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { compress, decompress } from "../../../src/serve/assets/codings.ts";
import { Compressor } from "../../../src/serve/assets/compressor.ts";
import { ENCODINGS } from "../../../src/serve/assets/representation.ts";

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

Deno.test("decompress() restores what compress() has compressed", () => {
  const anyBytes = fc.uint8Array({ maxLength: 2000 }).map((bytes) => Uint8Array.from(bytes));
  fc.assert(
    fc.property(anyBytes, fc.constantFrom(...ENCODINGS), (bytes, encoding) => {
      const maxBytes = Math.max(1, bytes.length);
      assertEquals(decompress(compress(bytes, encoding), { encoding, maxBytes }), bytes);
    }),
    { numRuns: 30 },
  );
});

Deno.test("a compressor does what players wait for before the rest", async () => {
  const compressor = new Compressor();
  const order: string[] = [];
  const text = bytesOf("text ".repeat(1000));
  const packed = compress(text, "br");
  await Promise.all([
    compressor.compress(text, { encoding: "gzip" }).then(() => order.push("first")),
    compressor.compress(text, { encoding: "br" }).then(() => order.push("second")),
    compressor.compress(text, { encoding: "br", isUrgent: true }).then(() => order.push("soon")),
    compressor.decompress(packed, { encoding: "br", maxBytes: 5000 }).then((bytes) => {
      assertEquals(bytes, text);
      order.push("urgent");
    }),
  ]);
  assertEquals(order, ["first", "soon", "urgent", "second"]);
  compressor.close();
});

Deno.test("a compressor refuses a decompression bomb and a file that is not compressed", async () => {
  const compressor = new Compressor();
  const bomb = compress(new Uint8Array(10_000_000), "gzip");
  assertEquals(await compressor.decompress(bomb, { encoding: "gzip", maxBytes: 1000 }), undefined);
  const plain = bytesOf("plain");
  assertEquals(await compressor.decompress(plain, { encoding: "br", maxBytes: 1000 }), undefined);
  assert(await compressor.compress(plain, { encoding: "gzip" }));
  compressor.close();
});

Deno.test("a compressor that is closed answers all pending calls", async () => {
  const compressor = new Compressor();
  const waiting = [1, 2, 3].map(() =>
    compressor.compress(bytesOf("x".repeat(9999)), { encoding: "br" })
  );
  compressor.close();
  assertEquals(await Promise.all(waiting), [undefined, undefined, undefined]);
  assertEquals(await compressor.compress(bytesOf("x"), { encoding: "br" }), undefined);
});
