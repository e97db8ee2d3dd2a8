import { assertEquals, assertRejects } from "@std/assert";
import { pathToFileURL } from "node:url";
import { linkScript } from "../../../src/serve/browser/link_script.ts";
import { TempDir } from "../../support/temp_dir.ts";
import { type Tree, writeTree } from "../host_fixture.ts";

/** Links `main.ts` of a folder. */
async function link(folder: TempDir, tree: Tree): Promise<string> {
  await writeTree(folder.path, tree);
  return await linkScript(pathToFileURL(folder.join("main.ts")));
}

/** Runs a script as a page would, and returns the values that it reports. */
function run(script: string): unknown[] {
  const told: unknown[] = [];
  new Function("tell", script)((value: unknown) => told.push(value));
  return told;
}

Deno.test("modules run once each, after those they import, and keep their scopes", async () => {
  await using folder = await TempDir.make();
  const script = await link(folder, {
    "main.ts": `import { right as other } from "./b/right.ts";
      import { type Kind, left } from "./left.ts";
      const own: Kind = "main";
      tell(own + left() + other());`,
    "left.ts": `import { shared } from "./shared.ts"; tell("left");
      export type Kind = string; const own = " left ";
      export function left(): Kind { return own + shared; }`,
    "b/right.ts": `import { shared } from "../shared.ts"; tell("right");
      const own = " right "; export const right = () => own + shared;`,
    "shared.ts": `tell("shared"); export const shared = "shared";`,
  });
  assertEquals(run(script), ["shared", "right", "left", "main left shared right shared"]);
});

Deno.test("comments are removed, look-alikes stay, and statements end where they did", async () => {
  await using folder = await TempDir.make();
  const script = await link(folder, {
    "main.ts": `// SECRET
      const text = "/* kept */ // kept"; /* SECRET */ const pattern = /[/]\\/\\*/;
      const one = 1 /* SECRET
      SECRET */ ;tell(text); tell(pattern.test("//*"))
      const add = () => { return /* SECRET
        */ one };
      tell(add());`,
  });
  assertEquals(script.includes("SECRET"), false);
  assertEquals(run(script), ["/* kept */ // kept", true, undefined]);
});

Deno.test("types leave no blanks, and what looks like them stays", async () => {
  await using folder = await TempDir.make();
  const script = await link(folder, {
    "main.ts": `interface Kind { readonly name: string }
      const text: string = "a   b" as string;
      function same<Value extends Kind>(value: Value, ...more: readonly Value[]): Value { return value; }
      tell(same<Kind>({ name: text }).name!);`,
  });
  assertEquals(script.match(/ {2,}./g), ["   b"]);
  assertEquals(run(script), ["a   b"]);
});

Deno.test("a script is strict, and no name of it is seen from outside", async () => {
  await using folder = await TempDir.make();
  const script = await link(folder, {
    "main.ts": `function hidden() { return this; } tell(hidden.call(undefined));`,
  });
  assertEquals(run(script), [undefined]);
  assertEquals(new Function(`var tell = () => {}; ${script}; return typeof hidden`)(), "undefined");
});

const WRONG: readonly (readonly [what: string, tree: Tree])[] = [
  ["a circle", {
    "main.ts": `import { a } from "./a.ts"; tell(a);`,
    "a.ts": `import { b } from "./b.ts"; export const a = () => b;`,
    "b.ts": `import { a } from "./a.ts"; export const b = () => a;`,
  }],
  ["a whole module", { "main.ts": `import * as a from "./a.ts"; tell(a);`, "a.ts": "" }],
  ["a default import", { "main.ts": `import a from "./a.ts"; tell(a);`, "a.ts": "" }],
  ["a default export", { "main.ts": "export default 1;" }],
  ["a list of exports", { "main.ts": "const a = 1; export { a };" }],
  ["exports of another module", { "main.ts": `export * from "./a.ts";`, "a.ts": "" }],
  ["an export that changes", { "main.ts": "export let a = 1;" }],
  ["an export of a pattern", { "main.ts": "export const { a } = { a: 1 };" }],
];

for (const [what, tree] of WRONG) {
  Deno.test(`${what} is refused, since a script could not hold it`, async () => {
    await using folder = await TempDir.make();
    await assertRejects(() => link(folder, tree), SyntaxError, "Cannot link");
  });
}
