import config from "../../deno.json" with { type: "json" };
import type { CommandName } from "../../src/cli/source_tree.ts";
import type { PermissionSet } from "../../src/release/permissions.ts";

/** A permission that a program asked Deno for, such as `env` `HOME`; without a value it is all of its kind. */
export interface Asked {
  readonly permission: string;
  readonly value?: string | null;
}

/** Whether a name in a permission set, which may end in `*`, grants a value. */
export function isNamedBy(granted: string, value: string): boolean {
  return granted.endsWith("*") ? value.startsWith(granted.slice(0, -1)) : granted === value;
}

/** Whether a permission set of deno.json grants it. */
function isGranted({ permission, value }: Asked, set: PermissionSet): boolean {
  // Deno's own list of hosts decides on modules; where @std comes from JSR, coplay loads some modules from there.
  if (permission === "import") return true;
  const granted = set[permission] || [];
  return granted === true || granted.some((name) => isNamedBy(name, value ?? ""));
}

/**
 * Parses Deno's audit file. A child process, such as a worker, overwrites its beginning; lines damaged by that are
 * skipped.
 */
function parseAudit(text: string): Asked[] {
  return text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line.replace(/^\0+/, ""))];
    } catch {
      return [];
    }
  });
}

/** Records the permissions that a program asks for. The compiled coplay does not record them. */
export class PermissionAudit {
  readonly #path = Deno.makeTempFileSync({ prefix: "coplay audit " });
  readonly #set: PermissionSet;

  constructor(command: CommandName) {
    this.#set = config.permissions[command];
  }

  /** The variables that make Deno write the audit file. */
  get env(): Record<string, string> {
    return { DENO_AUDIT_PERMISSIONS: this.#path };
  }

  /**
   * Ends the record after the program has ended.
   *
   * @throws where the program asked for something that its permission set does not grant; the effect of a refusal is
   * not always visible
   */
  end(): Asked[] {
    const asked = parseAudit(Deno.readTextFileSync(this.#path));
    Deno.removeSync(this.#path);
    const refused = asked.filter((each) => !isGranted(each, this.#set));
    if (refused.length === 0) return asked;
    const names = refused.map(({ permission, value }) => `${permission} ${value}`);
    throw new Error(`coplay asked for what deno.json does not grant it: ${names.join(", ")}`);
  }
}
