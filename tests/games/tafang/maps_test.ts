import { assert, assertEquals, assertLess } from "@std/assert";
import { COLUMNS, isOnBoard, makeObstacles, ROWS } from "../../../games/tafang/rules/map_plan.ts";
import { ARENA, findMap, MAPS } from "../../../games/tafang/maps/maps.ts";
import { MONSTERS } from "../../../games/tafang/rules/monsters_table.ts";
import { cellsOf, makePath, parseCorners, pathX, pathY } from "../../../games/tafang/rules/path.ts";
import { newGame } from "../../../games/tafang/rules/step.ts";
import { TOWER_KINDS } from "../../../games/tafang/rules/towers_table.ts";
import { parseWave } from "../../../games/tafang/rules/waves.ts";

const ALL = [...MAPS, ARENA];

Deno.test("there are ten maps in three themes, found by their ids", () => {
  assertEquals(MAPS.length, 10);
  assertEquals(new Set(MAPS.map((map) => map.theme)).size, 3);
  for (const map of ALL) assertEquals(findMap(map.id), map);
  assertEquals(findMap("nowhere"), undefined);
});

Deno.test("every map is drawn right: size, roads from the left, nothing in their way", () => {
  for (const map of ALL) {
    assertEquals(map.rows.length, ROWS, map.id);
    for (const row of map.rows) assertEquals(row.length, COLUMNS, map.id);
    const blocked = new Set<string>();
    for (const o of makeObstacles(map)) {
      for (let y = 0; y < o.height; y++) {
        for (let x = 0; x < o.width; x++) {
          const cell = `${o.cx + x},${o.cy + y}`;
          assert(isOnBoard(o.cx + x, o.cy + y), `${map.id}: ${o.kind} leaves the board at ${cell}`);
          assert(!blocked.has(cell), `${map.id}: two obstacles on ${cell}`);
          blocked.add(cell);
        }
      }
    }
    for (const road of map.roads) {
      const corners = parseCorners(road);
      assertEquals(corners[0]!.x, -0.5, `${map.id}: danger comes from the left`);
      for (const { x, y } of cellsOf(corners)) {
        if (!isOnBoard(x, y)) continue;
        assert(!blocked.has(`${x},${y}`), `${map.id}: obstacle on the road at ${x},${y}`);
        assert(map.rows[y]?.[x] !== "~", `${map.id}: road through water at ${x},${y}`);
      }
    }
  }
});

Deno.test("every map ends at one carrot and leaves room to build", () => {
  for (const map of ALL) {
    const game = newGame({ map, seed: 1 });
    assertEquals(game.ground.filter((ground) => ground === "carrot").length, 1, map.id);
    assertLess(29, game.ground.filter((ground) => ground === "free").length, map.id);
  }
});

Deno.test("all towers and monsters appear, and each map after the first brings something new", () => {
  const monsters = new Set<string>();
  const towers = new Set<string>();
  for (const map of MAPS) {
    const before = monsters.size + towers.size;
    for (const wave of map.waves) {
      for (const group of parseWave(wave)) {
        monsters.add(group.kind);
        assertLess(group.road, map.roads.length, map.id);
      }
    }
    for (const tower of map.offers) towers.add(tower);
    if (map.id !== "knot" && map.id !== "moonlight") {
      assertLess(before, monsters.size + towers.size, map.id);
    }
  }
  assertEquals(towers.size, TOWER_KINDS.length);
  assertEquals(monsters.size, Object.keys(MONSTERS).length - 1, "all but the pieces of a jelloid");
});

Deno.test("a point that walks a road never jumps", () => {
  for (const map of ALL) {
    for (const road of map.roads) {
      const path = makePath(parseCorners(road));
      for (let at = 0; at < path.length; at += 0.03) {
        const dx = pathX(path, at + 0.03) - pathX(path, at);
        const dy = pathY(path, at + 0.03) - pathY(path, at);
        assertLess(dx * dx + dy * dy, 0.04 ** 2, `${map.id} at ${at}`);
      }
    }
  }
});
