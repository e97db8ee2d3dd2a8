import { assertEquals } from "@std/assert";
import { encode } from "uqr";
import { LONGEST_CODE } from "../../../games/zwdzjs-v2/lawn/code.ts";
import { makeQr } from "../../../games/zwdzjs-v2/lawn/qr.ts";

const LINK = "http://192.168.100.200:65535/games/zwdzjs-v2/#lawn=";

Deno.test("a link of any length is the QR code that another encoder makes of it", () => {
  for (const length of [1, 17, 18, 51, 106, 107, 154, 192, 230, 231, 271, 272, 321, 322, 367]) {
    const text = LINK.padEnd(length, "aZ09-_Qx").slice(0, length);
    const { data } = encode(text, { ecc: "L", maskPattern: 0, border: 0, boostEcc: false });
    assertEquals(makeQr(text), data, `${length} bytes`);
  }
});

Deno.test("the longest code's link has a QR code, and a text without end has none", () => {
  assertEquals(makeQr(LINK + "x".repeat(LONGEST_CODE)) !== undefined, true);
  assertEquals(makeQr("x".repeat(368)), undefined);
});
