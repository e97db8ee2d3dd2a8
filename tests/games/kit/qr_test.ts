import { assertEquals } from "@std/assert";
import { encode } from "uqr";
import { makeQr } from "../../../games/kit/qr.ts";
import { MOST_CODE_LENGTH } from "../../../games/tafang/maps/map_code.ts";
import { LONGEST_CODE } from "../../../games/zwdzjs-v2/lawn/code.ts";

const LINK = "http://192.168.100.200:65535/games/zwdzjs-v2/#lawn=";

Deno.test("a link of any length is the QR code that another encoder makes of it", () => {
  for (const length of [1, 17, 18, 51, 106, 107, 154, 192, 230, 231, 271, 272, 321, 322, 367]) {
    const text = LINK.padEnd(length, "aZ09-_Qx").slice(0, length);
    const { data } = encode(text, { ecc: "L", maskPattern: 0, border: 0, boostEcc: false });
    assertEquals(makeQr(text), data, `${length} bytes`);
  }
});

Deno.test("the longest link of a lawn or a map has a QR code, and a text without end has none", () => {
  const most = Math.max(LONGEST_CODE, MOST_CODE_LENGTH);
  assertEquals(makeQr(LINK + "x".repeat(most)) !== undefined, true);
  assertEquals(makeQr("x".repeat(368)), undefined);
});
