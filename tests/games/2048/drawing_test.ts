import { assert } from "@std/assert";
import { middleOfCell, STAGE, tileScale } from "../../../games/2048/board/board_shape.ts";
import { heightOfRising } from "../../../games/2048/board/sparks.ts";
import { TILE_STEPS, tileColours } from "../../../games/2048/board/tile_colours.ts";
import { TILE } from "../../../games/2048/board/tile_drawing.ts";
import { SIDES } from "../../../games/2048/rules/rules.ts";

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

Deno.test("every tile's number can be read on it", () => {
  for (const value of [...TILE_STEPS, 4096, 131_072]) {
    const { body, number } = tileColours(value);
    const [dark, light] = [luminance(body), luminance(number)].toSorted((one, two) => one - two);
    const contrast = (light! + 0.05) / (dark! + 0.05);
    assert(contrast >= 4.5, `${value}: ${contrast.toFixed(2)}`);
  }
});

Deno.test("the tiles of every board lie inside it, beside one another", () => {
  for (const side of SIDES) {
    const tile = TILE * tileScale(side);
    const [first, second] = [middleOfCell(0, side), middleOfCell(1, side)];
    const last = middleOfCell(side * side - 1, side);
    assert(second.x - first.x > tile, `${side}: tiles overlap`);
    assert(first.x - tile / 2 > 40 && last.x + tile / 2 < STAGE - 40, `${side}: off the board`);
    assert(Math.abs(first.x - (STAGE - last.x)) < 0.01, `${side}: not in the middle`);
  }
});

Deno.test("the points of a merge rise over no number and stay on the canvas", () => {
  for (const side of SIDES) {
    const tile = tileScale(side);
    const scale = Math.min(tile, 1);
    const half = (52 / 2 + 10 / 2) * scale;
    const [first, below] = [middleOfCell(0, side).y, middleOfCell(side, side).y];
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
      const height = heightOfRising(share) * scale;
      assert(first - height - half >= 0, `${side}: cut by the canvas`);
      // A number stands 66 below the middle of its tile, and is at most 76 high.
      assert(
        below - height - half >= first + 66 * tile,
        `${side}: over the number of the tile above`,
      );
      assert(height - half >= (76 - 66) * tile, `${side}: over its own tile's number`);
    }
  }
});
