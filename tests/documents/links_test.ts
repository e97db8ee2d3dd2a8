import { assert, assertEquals } from "@std/assert";
import { dirname, join, normalize } from "node:path";
import { commandBlocks, documentPaths, readDocument, ROOT } from "../support/documents.ts";

/** Pages in one language only: those for developers, and generated ones. */
const ONE_LANGUAGE = ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];

/** Makes the anchor of a heading by the rules of code hosts. */
function anchorOf(heading: string): string {
  const kept = heading.toLowerCase().replace(/[^\p{L}\p{N}\- _]/gu, "");
  return kept.replaceAll(" ", "-");
}

function anchorsOf(text: string): string[] {
  const code = text.replace(/^```.*?^```/gms, "");
  return [...code.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!));
}

function exists(path: string): Promise<boolean> {
  return Deno.stat(join(ROOT, path)).then(() => true, () => false);
}

/** Lists the links and pictures of a page that point into the repository. */
function linksOf(text: string): string[] {
  const links = text.replace(/^```.*?^```/gms, "").matchAll(/\]\(([^)\s]+)\)/g);
  return [...links].map(([, target]) => target!).filter((target) => !/^https?:/.test(target));
}

Deno.test("every link of a document leads to a file and a heading that exist", async () => {
  const broken: string[] = [];
  let count = 0;
  for (const path of await documentPaths()) {
    const text = await readDocument(path);
    for (const link of linksOf(text)) {
      count++;
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : normalize(join(dirname(path), file));
      if (!await exists(target)) broken.push(`${path} -> ${link}`);
      else if (anchor !== undefined) {
        const anchors = anchorsOf(await readDocument(target));
        if (!anchors.includes(decodeURIComponent(anchor))) broken.push(`${path} -> ${link}`);
      }
    }
  }
  assert(count > 60, `only ${count} links were found`);
  assertEquals(broken, []);
});

Deno.test("every document for users exists in both languages, with the same commands", async () => {
  const paths = await documentPaths();
  const english = paths.filter((path) => !path.endsWith(".zh.md") && !ONE_LANGUAGE.includes(path));
  for (const path of english) {
    const chinese = path.replace(/\.md$/, ".zh.md");
    assert(paths.includes(chinese), `${path} has no ${chinese}`);
    const commands = new Set(commandBlocks(await readDocument(path)));
    for (const block of commandBlocks(await readDocument(chinese))) {
      assert(commands.has(block), `${chinese} has commands that ${path} has not:\n${block}`);
    }
  }
});

Deno.test("a README is read in one sitting", async () => {
  for (const path of ["README.md", "README.zh.md"]) {
    const { size } = await Deno.stat(join(ROOT, path));
    assert(size < 16_000, `${path} has ${size} bytes`);
  }
});
