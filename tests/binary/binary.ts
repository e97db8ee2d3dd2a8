import { Coplay, type CoplayOptions } from "../support/coplay.ts";
import { TempDir } from "../support/temp_dir.ts";
import { testUnless } from "../support/test_unless.ts";

/** The reason why no compiled coplay can be tested. */
const WHY_NO_BINARY = Deno.env.get("COPLAY_BINARY")
  ? undefined
  : "COPLAY_BINARY names no binary; `deno task compile` makes one";

/** A test of the compiled coplay, skipped where COPLAY_BINARY names none, or for another reason. */
export function binaryTest(name: string, run: () => Promise<void>, why?: string): void {
  testUnless(WHY_NO_BINARY ?? why, `compiled, ${name}`, run);
}

/** A folder whose path has spaces, Chinese and reserved characters; coplay starts there with an empty PATH. */
export class Elsewhere implements AsyncDisposable {
  readonly #temp: TempDir;
  /** The folder in which coplay starts. */
  readonly path: string;

  private constructor(temp: TempDir) {
    this.#temp = temp;
    this.path = temp.join("我的 游戏 %41#?");
  }

  static async make(): Promise<Elsewhere> {
    const elsewhere = new Elsewhere(await TempDir.make());
    await Deno.mkdir(elsewhere.path);
    return elsewhere;
  }

  join(...names: string[]): string {
    return [this.path, ...names].join("/");
  }

  get options(): CoplayOptions {
    return { cwd: this.path, env: { PATH: "/nowhere", HOME: this.#temp.path } };
  }

  start(...args: string[]): Promise<Coplay> {
    return Coplay.start(args, this.options);
  }

  /** Hosts games. @returns the process, and the address with a slash at its end */
  async serve(...args: string[]): Promise<{ coplay: Coplay; address: string }> {
    const coplay = await this.start("serve", "0", ...args);
    const [address] = await coplay.stdout.match(/http:\/\/127\.0\.0\.1:\d+\//);
    return { coplay, address };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#temp[Symbol.asyncDispose]();
  }
}
