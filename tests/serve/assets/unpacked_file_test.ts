import { assert, assertEquals, assertRejects } from "@std/assert";
import { createHash } from "node:crypto";
import { compress } from "../../../src/serve/assets/codings.ts";
import { MemoryBudget } from "../../../src/serve/assets/memory_budget.ts";
import { ENCODINGS } from "../../../src/serve/assets/representation.ts";
import { measureUnpacked, openUnpacked } from "../../../src/serve/assets/unpacked_file.ts";
import { type SourceFile, StaleFileError } from "../../../src/serve/catalogue/game_source.ts";
import { makeZip } from "../../support/zip_writer.ts";
import { HostFixture } from "../host_fixture.ts";
import { bodyBytes } from "../../support/body.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const MIB = 1024 * 1024;
const PIECE_BYTES = 64 * 1024;

/** A file in memory that counts the bytes taken from it. */
class CountedFile implements SourceFile {
  readonly path = "a";
  readonly place = "a";
  readonly modifiedMs = undefined;
  readonly version = "1";
  readonly sizeBytes: number;
  readonly #bytes: Bytes;
  /** Bytes that readers have taken so far. */
  takenBytes = 0;
  /** The byte before which the file turns out to have changed. */
  staleAt = Infinity;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.sizeBytes = bytes.length;
  }

  read(): Promise<Bytes> {
    throw new Error("the whole file in memory");
  }

  stream({ start, end }: { start: number; end: number }): Promise<ReadableStream<Bytes>> {
    let at = start;
    return Promise.resolve(
      new ReadableStream({
        pull: (controller) => {
          if (at >= this.staleAt) return controller.error(new StaleFileError(this.path));
          if (at >= end) return controller.close();
          const piece = this.#bytes.slice(at, Math.min(end, at + PIECE_BYTES));
          at += piece.length;
          this.takenBytes += piece.length;
          controller.enqueue(piece);
        },
      }, { highWaterMark: 0 }),
    );
  }

  again(): Promise<SourceFile> {
    return Promise.resolve(this);
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

for (const encoding of ENCODINGS) {
  Deno.test(`any range of what a ${encoding} file holds is right`, async () => {
    const bytes = bodyBytes({ sizeBytes: 300_000 });
    const file = new CountedFile(compress(bytes, encoding));
    const ranges = [[0, 300_000], [0, 1], [1, 99_999], [65_536, 131_072], [299_999, 300_000]];
    for (const [start, end] of ranges as [number, number][]) {
      const stream = await openUnpacked(file, { encoding, range: { start, end } });
      assertEquals(await new Response(stream).bytes(), bytes.slice(start, end), `${start}-${end}`);
    }
    const measured = await measureUnpacked(file, { encoding, maxBytes: 300_000 });
    assertEquals(measured?.sizeBytes, 300_000);
    assertEquals(measured?.hash.digest("hex"), digestOf(bytes));
  });

  Deno.test(`a ${encoding} file is read only as far as its reader has come`, async () => {
    const file = new CountedFile(compress(bodyBytes({ sizeBytes: 4 * MIB }), encoding));
    const range = { start: 0, end: 4 * MIB };
    const reader = (await openUnpacked(file, { encoding, range })).getReader();
    await reader.read();
    // A decoder that runs ahead would do so in these turns.
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
    assert(file.takenBytes <= 8 * PIECE_BYTES, `${file.takenBytes} of ${file.sizeBytes} bytes`);
    await reader.cancel();
  });

  Deno.test(`a ${encoding} file that is cut, damaged or too large is not measured`, async () => {
    const packed = compress(bodyBytes({ sizeBytes: 300_000 }), encoding);
    const cut = new CountedFile(packed.slice(0, packed.length / 2));
    assertEquals(await measureUnpacked(cut, { encoding, maxBytes: MIB }), undefined);
    const other = new CountedFile(bodyBytes({ sizeBytes: 100_000 }));
    assertEquals(await measureUnpacked(other, { encoding, maxBytes: MIB }), undefined);
    const bomb = new CountedFile(compress(new Uint8Array(8 * MIB), encoding));
    assertEquals(await measureUnpacked(bomb, { encoding, maxBytes: MIB }), undefined);
    const changed = new CountedFile(packed);
    changed.staleAt = PIECE_BYTES;
    await assertRejects(
      () => measureUnpacked(changed, { encoding, maxBytes: MIB }),
      StaleFileError,
    );
  });
}

const UNITY = {
  "index.html": "<!doctype html><title>Big</title>",
  "Build/a.loader.js": "createUnityInstance",
};

/** Larger than what is read as a whole, and quickly packed. */
function makeData(): Bytes {
  const data = new Uint8Array(17 * MIB);
  for (let at = 0; at < data.length; at += MIB) {
    data.set(bodyBytes({ sizeBytes: 1000 }), at + at / MIB);
  }
  return data;
}

for (const form of ["folder", "zip"]) {
  Deno.test(`a packed file larger than memory allows is sent unpacked, from a ${form}`, async () => {
    const data = makeData();
    const packed = {
      "Build/a.data.br": compress(data, "br"),
      "Build/b.data.gz": compress(data, "gzip"),
    };
    const files = Object.entries({ ...UNITY, ...packed });
    const tree = form === "folder"
      ? Object.fromEntries(files.map(([path, data]) => [`a/${path}`, data]))
      : { "a.zip": makeZip(files.map(([name, data]) => ({ name, data }))) };
    const budget = new MemoryBudget(10_000);
    await using host = await HostFixture.publishing(tree, { budget });
    for (const path of Object.keys(packed)) {
      const ask = (headers: HeadersInit = {}) => host.ask(`/games/a/${path}`, { headers });
      const whole = await ask();
      assertEquals(whole.headers.get("content-length"), String(data.length));
      assertEquals(digestOf(await whole.bytes()), digestOf(data));
      const range = `bytes=${16 * MIB + 5}-${16 * MIB + 500}`;
      const part = await ask({ range });
      assertEquals(part.status, 206);
      assertEquals(await part.bytes(), data.slice(16 * MIB + 5, 16 * MIB + 501));
      const asPacked = await ask({ "accept-encoding": "br, gzip" });
      assertEquals(asPacked.headers.get("content-encoding"), path.endsWith("br") ? "br" : "gzip");
      const sent = await asPacked.bytes();
      assertEquals(digestOf(sent), digestOf(packed[path as keyof typeof packed]));
    }
    assert(budget.usedBytes <= 10_000);
    assertEquals(host.failures, []);
  });
}
