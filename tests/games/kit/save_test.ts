import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { openSave, readSave, type SaveFormat, type SaveStorage } from "../../../games/kit/save.ts";
import { DEFAULT_SETTINGS, readSettings } from "../../../games/kit/settings.ts";

type Progress = { readonly stars: number };

const FORMAT: SaveFormat<Progress> = {
  id: "demo",
  version: 3,
  empty: () => ({ stars: 0 }),
  read: (stored) => {
    const stars = (stored as Partial<Progress> | null)?.stars;
    return typeof stars === "number" ? { stars } : undefined;
  },
  migrations: {
    1: (older) => ({ points: older as number }),
    2: (older) => ({ stars: (older as { points: number }).points / 100 }),
  },
};

function storageOf(
  entries: Record<string, string>,
): SaveStorage & { entries: Map<string, string> } {
  const map = new Map(Object.entries(entries));
  return {
    entries: map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

Deno.test("Save gives back what it stored, under the game's key", () => {
  const storage = storageOf({});
  openSave(FORMAT, storage).store({ stars: 4 });
  assertEquals([...storage.entries.keys()], ["coplay.demo"]);
  assertEquals(openSave(FORMAT, storage).load(), { stars: 4 });
});

Deno.test("Save brings older versions up to date, one version at a time", () => {
  assertEquals(readSave(`{"version":1,"data":300}`, FORMAT), { stars: 3 });
  assertEquals(readSave(`{"version":2,"data":{"points":200}}`, FORMAT), { stars: 2 });
});

Deno.test("Save starts anew from storage it cannot read", () => {
  const unreadable = [
    "",
    "null",
    "{",
    "[]",
    `"x"`,
    `{"version":3}`,
    `{"version":3,"data":{"stars":"4"}}`,
  ];
  const unknown = [
    `{"version":9,"data":{"stars":1}}`,
    `{"version":-1,"data":1}`,
    `{"version":2,"data":null}`,
  ];
  for (const text of [...unreadable, ...unknown]) {
    const save = openSave(FORMAT, storageOf({ "coplay.demo": text }));
    assertEquals(save.load(), { stars: 0 }, text);
  }
});

Deno.test("Save never throws, whatever is stored", () => {
  fc.assert(fc.property(fc.json(), fc.integer(), (data, version) => {
    readSave(`{"version":${version},"data":${data}}`, FORMAT);
    readSave(data, FORMAT);
  }));
});

Deno.test("Save works without storage and with storage that refuses", () => {
  const refusing: SaveStorage = {
    getItem: () => {
      throw new Error("SecurityError");
    },
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
    removeItem: () => {
      throw new Error("SecurityError");
    },
  };
  const save = openSave(FORMAT, refusing);
  assertEquals(save.store({ stars: 1 }), false);
  assertEquals(save.load(), { stars: 0 });
  save.clear();
});

Deno.test("Save forgets when told to", () => {
  const save = openSave(FORMAT, storageOf({}));
  save.store({ stars: 1 });
  save.clear();
  assertEquals(save.load(), { stars: 0 });
});

Deno.test("settings keep the valid ones of stored settings", () => {
  assertEquals(readSettings(null), DEFAULT_SETTINGS);
  assertEquals(
    readSettings({ volume: 7, muted: true, language: "fr", speed: 2, calmMotion: "yes" }),
    { ...DEFAULT_SETTINGS, muted: true, speed: 2 },
  );
  assertEquals(readSettings({ language: "zh" }).language, "zh");
  assertEquals(readSettings({ volume: 0.7 }).musicVolume, 0.7, "music was as loud as the sounds");
  assertEquals(readSettings({ volume: 0.7, musicVolume: 0 }).musicVolume, 0);
});
