/** Reads Linux's process data with a program, because Deno reads /proc only with all permissions. */
async function run(program: string, ...args: string[]): Promise<string> {
  const { stdout } = await new Deno.Command(program, { args, stderr: "null" }).output();
  return new TextDecoder().decode(stdout);
}

/** Lists the running child processes of a process. */
export async function childrenOf(pid: number): Promise<number[]> {
  const text = await run("cat", `/proc/${pid}/task/${pid}/children`);
  return text.split(/\s+/).filter((word) => word !== "").map(Number);
}

/** Lists the open files, pipes and sockets of a process, by the names of their links in /proc. */
export async function openFilesOf(pid: number): Promise<string[]> {
  const lines = (await run("ls", "-l", `/proc/${pid}/fd`)).split("\n");
  return lines.flatMap((line) => / -> (.*)$/.exec(line)?.[1] ?? []);
}
