import { assertEquals } from "@std/assert";
import { chooseLanguage, fill } from "../../../games/kit/language.ts";
import { darker, fade, mix } from "../../../games/kit/colour.ts";

Deno.test("chooseLanguage takes the first language of the player that the games speak", () => {
  const cases: [string[], string][] = [
    [["zh-CN", "en"], "zh"],
    [["zh-Hant-TW"], "zh"],
    [["fr-FR", "zh"], "zh"],
    [["EN-gb"], "en"],
    [["fr"], "en"],
    [[], "en"],
  ];
  for (const [preferred, chosen] of cases) assertEquals(chooseLanguage(preferred), chosen);
});

Deno.test("fill puts values in their places and leaves unknown places", () => {
  assertEquals(
    fill("{who} has {n} of {n}, {other}", { who: "Mia", n: 3 }),
    "Mia has 3 of 3, {other}",
  );
});

Deno.test("mix goes from one colour to the other", () => {
  assertEquals(mix("#000000", "#ff8000", 0.5), "#804000");
  assertEquals(mix("#123456", "#ffffff", 0), "#123456");
  assertEquals(fade("#ff8000", 0.5), "rgba(255, 128, 0, 0.5)");
  assertEquals(darker("#ffffff", 1), "#1a1030");
});
