import { ADDED_NAME, type ModuleFacts, OWN_URL } from "./module_facts.ts";

/** A module of a page. */
export interface PageModule {
  /** Its address from the root of the host, by which the browser knows it. */
  readonly address: string;
  readonly code: string;
  readonly facts: ModuleFacts;
  /** The modules that it imports, each beside the import that names it. */
  readonly imports: readonly PageModule[];
}

/** A module whose text has become a function of the linked script. */
interface Linked {
  /** What the function's result is called. */
  readonly result: string;
  /** What each export is called inside the function. */
  readonly exports: ReadonlyMap<string, string>;
}

/**
 * Links modules into one: each becomes a function that returns its exports, so that it keeps its own scope, its
 * lines and its order.
 *
 * @param modules all of them, each after those that it imports
 * @returns the text, with each module's first line as the next of the text; undefined where the browser itself would
 * refuse them, or where the one text would not do the same
 */
export function linkModules(modules: readonly PageModule[]): string | undefined {
  const linked = new Map<PageModule, Linked>();
  const texts: string[] = [];
  for (const module of modules) {
    const { body } = module.facts;
    const names = body !== undefined && nameExports(module, linked);
    // Others would go on while one that they do not import waits.
    if (!names || (module.facts.waits && module !== modules.at(-1))) return undefined;
    const result = `${ADDED_NAME}${texts.length}`;
    const takes = takeImports(module, linked);
    if (takes === undefined) return undefined;
    const [begin, end] = module.facts.waits ? ["await(async()=>{", "})()"] : ["(()=>{", "})()"];
    const own = `new URL(${JSON.stringify(module.address)},import.meta.url).href`;
    const text = `${takes}${body.replaceAll(OWN_URL, () => own)}\nreturn ${writeExports(names)}`;
    texts.push(`const ${result}=${begin}${text}${end};\n`);
    linked.set(module, { result, exports: names });
  }
  return texts.join("");
}

/** Names each export as it is called inside the module; undefined where one is missing. */
function nameExports(
  { facts, imports }: PageModule,
  linked: ReadonlyMap<PageModule, Linked>,
): Map<string, string> | undefined {
  const names = new Map<string, string>();
  for (const fact of facts.exports) {
    if (fact.kind === "all") continue;
    if (fact.kind === "local") {
      names.set(fact.name, fact.local);
      continue;
    }
    const { result, exports } = linked.get(imports[fact.from]!)!;
    if (fact.kind === "named" && !exports.has(fact.imported)) return undefined;
    names.set(fact.name, fact.kind === "named" ? `${result}.${fact.imported}` : result);
  }
  const own = new Set(names.keys());
  for (const fact of facts.exports) {
    if (fact.kind !== "all") continue;
    const { result, exports } = linked.get(imports[fact.from]!)!;
    for (const name of exports.keys()) {
      if (name === "default" || own.has(name)) continue;
      // Two modules give the name; which of them counts, if any, is for the browser to say.
      if (names.has(name)) return undefined;
      names.set(name, `${result}.${name}`);
    }
  }
  return names;
}

/** Writes what a module takes from others, all on the line before its own; undefined where a name is missing. */
function takeImports(
  { facts, imports }: PageModule,
  linked: ReadonlyMap<PageModule, Linked>,
): string | undefined {
  let text = "";
  for (const [index, { taken, namespaces }] of facts.imports.entries()) {
    const { result, exports } = linked.get(imports[index]!)!;
    if (taken.some(({ imported }) => !exports.has(imported))) return undefined;
    const names = taken.map(({ imported, local }) =>
      imported === local ? local : `${imported}:${local}`
    );
    if (names.length > 0) text += `const {${names}}=${result};`;
    for (const name of namespaces) text += `const ${name}=${result};`;
  }
  return text;
}

/** Sorted and fixed, as the namespace of a module is. */
function writeExports(names: ReadonlyMap<string, string>): string {
  const pairs = [...names].toSorted(([a], [b]) => a < b ? -1 : 1).map(([name, local]) =>
    name === local ? name : `${name}:${local}`
  );
  return `Object.freeze({${["__proto__:null", ...pairs]}})`;
}
