type Run = (t: Deno.TestContext) => void | Promise<void>;

/**
 * A test that some machines cannot run.
 *
 * @param why what is missing and how to install it, shown beside the name of the skipped test; undefined where nothing
 * is missing
 */
export function testUnless(why: string | undefined, name: string, run: Run): void {
  if (why === undefined) return Deno.test(name, run);
  Deno.test({ name: `${name} (skipped: ${why})`, ignore: true, fn: run });
}
