import { parse, type Program } from "acorn";
import { type Change, withChanges } from "../relocate/changes.ts";
import { TokenGaps } from "../relocate/token_gaps.ts";

/** A module that another one names. */
export interface ImportFact {
  readonly specifier: string;
  /** The names that are taken from it, and what they are called here. */
  readonly taken: readonly { readonly imported: string; readonly local: string }[];
  /** What the module as a whole is called here. */
  readonly namespaces: readonly string[];
}

/** An export; `from` is the place of its module among the imports. */
export type ExportFact =
  | { readonly kind: "local"; readonly name: string; readonly local: string }
  | { readonly kind: "named"; readonly name: string; readonly imported: string; from: number }
  | { readonly kind: "namespace"; readonly name: string; readonly from: number }
  | { readonly kind: "all"; readonly from: number };

/** What the text of a module says about its place among others. */
export interface ModuleFacts {
  /** The modules that a browser loads with it, in their order. */
  readonly imports: readonly ImportFact[];
  readonly exports: readonly ExportFact[];
  /**
   * The text as one function among others: without comments and needless blanks, each line in its place, and with
   * {@linkcode OWN_URL} for `import.meta.url`. Undefined where it may not do the same as one: it loads something
   * later, changes what it exports, or has a service worker, which keeps the files that its author has listed.
   */
  readonly body: string | undefined;
  /** Whether it waits for something before it is done. */
  readonly waits: boolean;
}

/** What begins every name that linking adds. */
export const ADDED_NAME = "coplay$";

/** Stands in the text of a module for its own address. */
export const OWN_URL = `${ADDED_NAME}url`;

const DEFAULT = `${ADDED_NAME}default`;

/** A node of acorn's tree, of whatever type. */
type Node = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly start: number;
  readonly end: number;
};

type Statement = Program["body"][number];

/**
 * Reads what a module imports and exports.
 *
 * @throws {SyntaxError} where the text is no module
 */
export function readModuleFacts(code: string): ModuleFacts {
  const gaps = new TokenGaps(code);
  const options = { ecmaVersion: "latest", sourceType: "module", onToken: gaps.take } as const;
  const { body } = parse(code, options);
  const found = new Findings(code);
  for (const statement of body) found.take(statement);
  const exported = new Set(found.exports.map((fact) => fact.kind === "local" ? fact.local : ""));
  const hindrances = new Hindrances(exported);
  hindrances.look(body as unknown as Node[]);
  const { imports, exports, changes } = found;
  const hasWords = [ADDED_NAME, "serviceWorker"].some((word) => code.includes(word));
  const canBeLinked = found.isPlain && !hindrances.some && !hasWords && !code.startsWith("#!");
  const { ownUrls, waits } = hindrances;
  const linked = canBeLinked ? withChanges(code, gaps.close([...changes, ...ownUrls])) : undefined;
  return { imports, exports, body: linked, waits };
}

/** The imports and exports of a module, statement by statement. */
class Findings {
  readonly imports: ImportFact[] = [];
  readonly exports: ExportFact[] = [];
  readonly changes: Change[] = [];
  /** Whether all of them are of the kinds that linking knows. */
  isPlain = true;
  readonly #code: string;

  constructor(code: string) {
    this.#code = code;
  }

  /** Makes a statement an empty one, for the one before it may end by it; its lines stay. */
  #blank({ start, end }: Statement): void {
    const lines = this.#code.slice(start, end).match(/\r\n|[\n\r\u2028\u2029]/g) ?? [];
    this.changes.push({ start, end, text: `;${"\n".repeat(lines.length)}` });
  }

  take(statement: Statement): void {
    switch (statement.type) {
      case "ImportDeclaration": {
        const { source, specifiers, attributes } = statement;
        const taken = specifiers.flatMap((specifier) => {
          if (specifier.type === "ImportNamespaceSpecifier") return [];
          const imported = specifier.type === "ImportDefaultSpecifier"
            ? "default"
            : this.#nameOf(specifier.imported);
          return { imported, local: specifier.local.name };
        });
        const namespaces = specifiers.filter(({ type }) => type === "ImportNamespaceSpecifier")
          .map(({ local }) => local.name);
        this.#import(source.value, { taken, namespaces, attributes });
        return this.#blank(statement);
      }
      case "ExportAllDeclaration": {
        const from = this.#import(statement.source.value, statement);
        const name = statement.exported && this.#nameOf(statement.exported);
        this.exports.push(name ? { kind: "namespace", name, from } : { kind: "all", from });
        return this.#blank(statement);
      }
      case "ExportDefaultDeclaration":
        return this.#takeDefault(statement);
      case "ExportNamedDeclaration":
        return this.#takeNamed(statement);
    }
  }

  #takeNamed(statement: Statement & { type: "ExportNamedDeclaration" }): void {
    const { declaration, source, specifiers } = statement;
    if (declaration) {
      const names = declaration.type === "VariableDeclaration"
        ? declaration.declarations.flatMap(({ id }) => namesIn(id as unknown as Node))
        : [declaration.id.name];
      for (const name of names) this.exports.push({ kind: "local", name, local: name });
      this.changes.push({ start: statement.start, end: declaration.start, text: "" });
      return;
    }
    const from = source ? this.#import(source.value, statement) : undefined;
    for (const { local, exported } of specifiers) {
      const [inner, name] = [this.#nameOf(local), this.#nameOf(exported)];
      this.exports.push(
        from === undefined
          ? { kind: "local", name, local: inner }
          : { kind: "named", name, imported: inner, from },
      );
    }
    this.#blank(statement);
  }

  #takeDefault(statement: Statement & { type: "ExportDefaultDeclaration" }): void {
    const { declaration, start, end } = statement;
    const [words] = /^export\s+default\s+|^export\s+default(?=\W)/.exec(
      this.#code.slice(start, end),
    ) ?? [];
    if (words === undefined) {
      this.isPlain = false;
      return;
    }
    if ("id" in declaration && declaration.id && declaration.type.endsWith("Declaration")) {
      this.exports.push({ kind: "local", name: "default", local: declaration.id.name });
      this.changes.push({ start, end: start + words.length, text: "" });
      return;
    }
    // As a property, a function without a name is called "default", as it is in a module.
    const last = this.#code[end - 1] === ";" ? end - 1 : end;
    this.exports.push({ kind: "local", name: "default", local: DEFAULT });
    this.changes.push(
      { start, end: start + words.length, text: `const ${DEFAULT}={default:` },
      { start: last, end, text: "}.default;" },
    );
  }

  /** Adds an import and returns its place. */
  #import(
    specifier: unknown,
    { taken = [], namespaces = [], attributes }: {
      taken?: ImportFact["taken"];
      namespaces?: readonly string[];
      attributes?: readonly unknown[];
    },
  ): number {
    // JSON and styles are no modules with a text of their own.
    if (attributes && attributes.length > 0) this.isPlain = false;
    else return this.imports.push({ specifier: `${specifier}`, taken, namespaces }) - 1;
    return -1;
  }

  #nameOf(node: { readonly type: string }): string {
    if (node.type === "Identifier") return (node as unknown as { name: string }).name;
    this.isPlain = false;
    return "";
  }
}

/** The names that a pattern binds. */
function namesIn(pattern: Node | null): string[] {
  if (!pattern) return [];
  switch (pattern.type) {
    case "Identifier":
      return [pattern["name"] as string];
    case "ObjectPattern":
      return (pattern["properties"] as Node[]).flatMap((property) =>
        namesIn((property["value"] ?? property["argument"]) as Node)
      );
    case "ArrayPattern":
      return (pattern["elements"] as (Node | null)[]).flatMap(namesIn);
    default:
      return namesIn((pattern["left"] ?? pattern["argument"] ?? null) as Node | null);
  }
}

/** What keeps a module from being a function among others. */
class Hindrances {
  some = false;
  /** Whether the module waits outside its functions. */
  waits = false;
  readonly ownUrls: Change[] = [];
  readonly #exported: ReadonlySet<string>;

  constructor(exported: ReadonlySet<string>) {
    this.#exported = exported;
  }

  /** Looks through the tree with a list of its own, for a tree may be deeper than the stack. */
  look(roots: readonly Node[]): void {
    const open: { node: Node; isInside: boolean }[] = roots.map((node) => ({
      node,
      isInside: false,
    }));
    for (let next = open.pop(); next; next = open.pop()) {
      const { node } = next;
      if (this.#isOwnUrl(node)) continue;
      this.some ||= this.#hinders(node);
      this.waits ||= !next.isInside && (node.type === "AwaitExpression" || node["await"] === true);
      const isInside = next.isInside || /Function/.test(node.type);
      for (const [key, value] of Object.entries(node)) {
        // `{ type: "module" }` starts a worker, which has modules of its own.
        if (node.type === "Property" && key === "value" && isModuleWord(value)) continue;
        for (const child of Array.isArray(value) ? value : [value]) {
          if (isNode(child)) open.push({ node: child, isInside });
        }
      }
    }
  }

  #isOwnUrl(node: Node): boolean {
    const { object, property } = node as unknown as { object?: Node; property?: Node };
    const isOwn = node.type === "MemberExpression" && object?.type === "MetaProperty" &&
      (object["meta"] as Node)["name"] === "import" && property?.["name"] === "url";
    if (isOwn) this.ownUrls.push({ start: node.start, end: node.end, text: OWN_URL });
    return isOwn;
  }

  #hinders(node: Node): boolean {
    switch (node.type) {
      case "ImportExpression":
        return true;
      case "MetaProperty":
        return (node["meta"] as Node)["name"] === "import";
      case "ForOfStatement":
      case "ForInStatement":
      case "AssignmentExpression":
        return this.#changes(node["left"] as Node);
      case "UpdateExpression":
        return this.#changes(node["argument"] as Node);
      default:
        return isModuleWord(node);
    }
  }

  /** Whether a name that is exported may get another value. */
  #changes(target: Node): boolean {
    if (target.type === "VariableDeclaration" || target.type === "MemberExpression") return false;
    return namesIn(target).some((name) => this.#exported.has(name));
  }
}

/** A script element that is made to be a module loads further modules. */
function isModuleWord(value: unknown): boolean {
  return isNode(value) && value.type === "Literal" && value["value"] === "module";
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value &&
    typeof value.type === "string";
}
