type Run = (t: Deno.TestContext) => void | Promise<void>;

/**
 * A test that this machine may not be able to run.
 *
 * @param why what is missing and how to get it, which stands beside the name of a test that is skipped;
 * undefined where nothing is missing
 */
export function testUnless(why: string | undefined, name: string, run: Run): void {
  if (why === undefined) return Deno.test(name, run);
  Deno.test({ name: `${name} (skipped: ${why})`, ignore: true, fn: run });
}
