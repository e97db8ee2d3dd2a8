import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { rankEncodings } from "../../src/http/accept_encoding.ts";

const OFFERED = ["br", "zstd", "gzip"] as const;

// RFC 9110 §12.5.3
const HEADERS: [header: string | null, ranked: string][] = [
  [null, "identity"],
  ["", "identity"],
  ["gzip", "gzip identity"],
  ["compress, gzip", "gzip identity"],
  ["gzip, deflate, br, zstd", "br zstd gzip identity"],
  ["*", "br zstd gzip identity"],
  ["compress;q=0.5, gzip;q=1.0", "gzip identity"],
  ["gzip;q=1.0, identity; q=0.5, *;q=0", "gzip identity"],
  ["br;q=0.5, gzip;q=0.9", "gzip br identity"],
  ["br;q=0, *", "zstd gzip identity"],
  ["identity, gzip;q=0.1", "identity gzip"],
  ["identity;q=0", ""],
  ["*;q=0", ""],
  ["gzip, *;q=0", "gzip"],
  ["gzip, identity;q=0", "gzip"],
  ["identity;q=0, *", "br zstd gzip"],
  ["*;q=0, identity", "identity"],
  ["gzip;q=0.001", "gzip identity"],
  ["gzip;q=0.000", "identity"],
  ["GZIP ; Q=0.3 ,\tBR", "br gzip identity"],
  ["x-gzip", "gzip identity"],
  ["gzip;q=2", "identity"],
  ["gzip;q=-1", "identity"],
  ["gzip;q=0.1234", "identity"],
  ["gzip;q=x", "identity"],
  ["gzip;level=9", "gzip identity"],
  ["gzip br", "identity"],
  [",,gzip,,", "gzip identity"],
];

for (const [header, ranked] of HEADERS) {
  Deno.test(`rankEncodings answers ${JSON.stringify(header)}`, () => {
    assertEquals(rankEncodings(header, OFFERED).join(" "), ranked);
  });
}

Deno.test("rankEncodings gives only what is offered, each once, whatever is asked", () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."brgzip*;q=0.51, x-") }), (header) => {
    const ranked = rankEncodings(header, OFFERED);
    assertEquals(new Set(ranked).size, ranked.length);
    assert(ranked.every((coding) => coding === "identity" || OFFERED.includes(coding)));
  }));
});

Deno.test("rankEncodings follows the weights", () => {
  const weight = fc.integer({ min: 0, max: 1000 });
  fc.assert(fc.property(weight, weight, (br, gzip) => {
    const header = `br;q=${(br / 1000).toFixed(3)}, gzip;q=${(gzip / 1000).toFixed(3)}`;
    const ranked = rankEncodings(header, ["br", "gzip"]);
    assertEquals(ranked.includes("br"), br > 0);
    assertEquals(ranked.includes("gzip"), gzip > 0);
    if (br > 0 && gzip > 0) assertEquals(ranked[0], gzip > br ? "gzip" : "br");
  }));
});
