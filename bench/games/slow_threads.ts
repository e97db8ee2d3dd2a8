// Slows single threads of a program down, by the kernel: a browser does that with a page's own thread only.

/** In a shell, because Deno keeps its hands off the kernel's files. Its arguments are pid, name, period and quota. */
const SCRIPT = `
group=/sys/fs/cgroup/cpu/coplay-bench
mkdir -p $group && echo $3 >$group/cpu.cfs_period_us && echo $4 >$group/cpu.cfs_quota_us || exit 1
family() { echo $1; for child in $(pgrep -P $1); do family $child; done; }
for process in $(family $1); do
  for task in /proc/$process/task/*; do
    case $(cat $task/comm) in "$2"*) echo \${task##*/} >$group/tasks || exit 1 ;; esac
  done
done`;

/** Of each of these times, a slowed thread gets its part. */
const PERIOD_US = 4000;

/**
 * Slows the threads of a program and its children whose names begin with a text.
 *
 * @returns whether this system can, which takes Linux, cgroups of the first version and root
 */
export async function slowThreads(
  pid: number,
  { name, times }: { readonly name: string; readonly times: number },
): Promise<boolean> {
  const numbers = [PERIOD_US, Math.round(PERIOD_US / times)].map(String);
  const shell = new Deno.Command("sh", {
    args: ["-c", SCRIPT, "sh", String(pid), name, ...numbers],
    stderr: "null",
  });
  return (await shell.output()).success;
}
