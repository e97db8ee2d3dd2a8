// The programs of the scenes, both as text and as code.

import { compile, type Program } from "./runs/run.ts";
import { SCENES } from "./scenes/scenes.ts";

/** Fetches every program from the host. The same text is shown and run. */
export async function loadPrograms(
  read: (path: string) => Promise<string> = readFromHost,
): Promise<ReadonlyMap<string, Program>> {
  const ids = SCENES.flatMap(({ variants }) => variants.map(({ id }) => id));
  const programs = ids.map(async (id) => {
    const [source, python] = await Promise.all([
      read(`programs/${id}.js`),
      read(`programs/${id}.py`),
    ]);
    return [id, compile(source, python)] as const;
  });
  return new Map(await Promise.all(programs));
}

async function readFromHost(path: string): Promise<string> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return await answer.text();
}
