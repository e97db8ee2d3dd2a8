import config from "../../deno.json" with { type: "json" };
import type { CommandName } from "../../src/cli/source_tree.ts";
import type { PermissionSet } from "../../src/release/permissions.ts";

/** Something that a program asked Deno for, such as `env` `HOME`; no value is all there is of its kind. */
export interface Asked {
  readonly permission: string;
  readonly value?: string | null;
}

/** Whether a set of deno.json allows it. */
function isGranted({ permission, value }: Asked, set: PermissionSet): boolean {
  // Deno's own list of hosts decides on modules; where @std comes from JSR, coplay has some of there.
  if (permission === "import") return true;
  const granted = set[permission] || [];
  return granted === true || granted.includes(value ?? "");
}

/**
 * What Deno has written down. A process that coplay itself starts, such as a worker, writes over the beginning;
 * lines that are spoiled by that are passed over.
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

/** What a program asks Deno for while it runs. The compiled coplay does not write it down. */
export class PermissionAudit {
  readonly #path = Deno.makeTempFileSync({ prefix: "coplay audit " });
  readonly #set: PermissionSet;

  constructor(command: CommandName) {
    this.#set = config.permissions[command];
  }

  /** Has Deno write it down. */
  get env(): Record<string, string> {
    return { DENO_AUDIT_PERMISSIONS: this.#path };
  }

  /**
   * Ends when the program has ended.
   *
   * @throws where it asked for something that its permission set does not grant: what a refusal is made of is
   * not always seen from outside
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
