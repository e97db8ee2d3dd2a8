import { foldersFromUrl, nameFromUrl, safePath, splitExtension } from "./filename.ts";

/** A part of a template: literal text or a field. */
export type TemplatePart =
  | { readonly literal: string }
  | { readonly field: Field; readonly width: number };

const FIELDS = ["n", "name", "stem", "ext", "host", "path"] as const;
type Field = typeof FIELDS[number];

/** A template is invalid; the error names the wrong part. */
export class TemplateError extends SyntaxError {
  override readonly name = "TemplateError";
  readonly part: string;
  constructor(part: string) {
    super(`unknown field ${part}`);
    this.part = part;
  }
}

/**
 * Parses a name template. Fields: `{n}` the position from 1 (`{n:4}` pads with zeros), `{name}`, `{stem}`, `{ext}`
 * (without its dot), `{host}`, `{path}` (the URL's folders and name).
 *
 * @throws {TemplateError} for an unknown field
 */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (const piece of template.match(/\{[^}]*\}?|[^{]+/g) ?? []) {
    if (!piece.startsWith("{")) {
      parts.push({ literal: piece });
      continue;
    }
    const match = /^\{(\w+)(?::(\d{1,2}))?\}$/.exec(piece);
    const field = FIELDS.find((name) => name === match?.[1]);
    if (!field || (match?.[2] && field !== "n")) throw new TemplateError(piece);
    parts.push({ field, width: Number(match?.[2] ?? 0) });
  }
  return parts;
}

/** Fills in a template for a URL: the folders below the run's folder and the name, all made safe. */
export function fillTemplate(
  parts: readonly TemplatePart[],
  { url, position }: { url: URL; position: number },
): { folders: string[]; name: string } {
  const name = nameFromUrl(url);
  const { stem, extension } = splitExtension(name);
  const values: Record<Field, string> = {
    n: String(position),
    name,
    stem,
    ext: extension.slice(1),
    host: url.host.replaceAll(":", "_"),
    path: [...foldersFromUrl(url), name].join("/"),
  };
  const text = parts.map((part) =>
    "literal" in part ? part.literal : values[part.field].padStart(part.width, "0")
  ).join("");
  const folders = safePath(text);
  return { name: folders.pop() ?? name, folders };
}
