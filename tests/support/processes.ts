/** What Linux shows of a process; Deno itself reads /proc only for programs that may do everything. */
async function run(program: string, ...args: string[]): Promise<string> {
  const { stdout } = await new Deno.Command(program, { args, stderr: "null" }).output();
  return new TextDecoder().decode(stdout);
}

/** The processes that a process has started and that still run. */
export async function childrenOf(pid: number): Promise<number[]> {
  const text = await run("cat", `/proc/${pid}/task/${pid}/children`);
  return text.split(/\s+/).filter((word) => word !== "").map(Number);
}

/** The files, pipes and sockets that a process has open, as the links of /proc name them. */
export async function openFilesOf(pid: number): Promise<string[]> {
  const lines = (await run("ls", "-l", `/proc/${pid}/fd`)).split("\n");
  return lines.flatMap((line) => / -> (.*)$/.exec(line)?.[1] ?? []);
}
