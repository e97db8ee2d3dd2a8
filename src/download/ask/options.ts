import type { OptionTable } from "../../cli/command_line/options.ts";

const INPUT = { en: "What and where to", zh: "下载什么、存到哪里" };
const SPEED = { en: "How many and how fast", zh: "并发与速度" };
const SAFETY = { en: "Correctness", zh: "正确性" };
const REQUESTS = { en: "Requests", zh: "请求" };
const SHARING = { en: "Many machines", zh: "多台机器" };
const OUTPUT = { en: "Messages", zh: "输出" };
const FILE = { en: "FILE", zh: "文件" };

/** The options of `coplay download`, which parsing, checks and help all use. */
export const DOWNLOAD_OPTIONS = {
  input: {
    kind: "list",
    short: "i",
    value: FILE,
    group: INPUT,
    help: {
      en: "Read URLs from FILE (- is stdin): one a line, aria2's input format, or NDJSON; " +
        "may be repeated",
      zh: "从文件读取网址（- 表示标准输入）：每行一个网址、aria2 输入格式或 NDJSON；可重复使用",
    },
    brief: { en: "Read the URLs from FILE (- is stdin)", zh: "从文件读取网址（- 表示标准输入）" },
  },
  dir: {
    kind: "text",
    short: "d",
    value: { en: "DIR", zh: "文件夹" },
    group: INPUT,
    help: {
      en: "Save everything in DIR (default: the current folder)",
      zh: "保存到该文件夹（默认为当前文件夹）",
    },
    brief: { en: "Save into DIR", zh: "保存到该文件夹" },
  },
  out: {
    kind: "text",
    short: "o",
    value: { en: "NAME", zh: "名称" },
    group: INPUT,
    help: {
      en: "Save as NAME; - writes to stdout once length and checksum agree, or as it comes where " +
        "neither is known; for one URL only",
      zh:
        "保存为该名称；- 表示写到标准输出：长度与校验和一致后才输出，两者均未知时边下载边输出；仅用于单个网址",
    },
    brief: {
      en: "Save one file as NAME (- is stdout)",
      zh: "单个文件保存为该名称（- 表示标准输出）",
    },
  },
  as: {
    kind: "text",
    value: { en: "TEMPLATE", zh: "模板" },
    group: INPUT,
    help: {
      en:
        "Name files by a template of {n} {name} {stem} {ext} {host} {path}; '{n}.gif' gives 1.gif, 2.gif …",
      zh: "按模板命名：{n} {name} {stem} {ext} {host} {path}；例如 '{n}.gif' 得到 1.gif、2.gif……",
    },
  },
  "content-disposition": {
    kind: "flag",
    group: INPUT,
    help: { en: "Use the names that servers suggest", zh: "采用服务器建议的文件名" },
  },
  "if-exists": {
    kind: "choice",
    choices: ["update", "skip", "rename", "overwrite", "fail"],
    value: { en: "HOW", zh: "方式" },
    group: INPUT,
    help: {
      en: "What to do when the name is taken: rename (the default: save as name (1).ext, " +
        "unless the file there is complete and unchanged), update (ask the server, and replace " +
        "what has changed, also a folder of --extract), skip, overwrite, or fail",
      zh: "同名文件已存在时的做法：rename（默认：若已完整且未变化则不再下载，" +
        "否则另存为 name (1).ext）、update（先询问服务器，只替换有变化的，" +
        "也包括 --extract 的文件夹）、skip（跳过）、overwrite（覆盖）、fail（报错）",
    },
    brief: {
      en: "A taken name: rename, update, skip, overwrite, fail",
      zh: "遇到同名文件：rename、update、skip、overwrite、fail",
    },
  },
  extract: {
    kind: "flag",
    group: INPUT,
    help: {
      en: "Unpack zip, tar, tar.gz and tar.zst into a folder once they are verified",
      zh: "校验后将 zip、tar、tar.gz、tar.zst 解压到文件夹",
    },
    brief: { en: "Unpack archives once they are verified", zh: "校验后解压压缩包" },
  },
  strict: {
    kind: "flag",
    group: INPUT,
    help: {
      en: "Start nothing if a line is wrong or two lines have the same name",
      zh: "列表有误或有重名时，不开始任何下载",
    },
  },
  jobs: {
    kind: "count",
    short: "j",
    value: "N",
    choices: ["auto"],
    min: 1,
    max: 4096,
    group: SPEED,
    help: {
      en:
        "Fetch N files at once (1 is one after another; default auto: as many as the line carries " +
        "and the hosts bear, 40 from one host, 64 over HTTP/2, 128 in all at most)",
      zh: "同时下载 N 个文件（1 表示逐个下载；默认 auto：按线路和服务器的承受能力自动增减，" +
        "每台主机最多 40 个，HTTP/2 最多 64 个，总共最多 128 个）",
    },
    brief: {
      en: "Files at once (default: as many as the line bears)",
      zh: "同时下载的文件数（默认自动调整）",
    },
  },
  "per-host": {
    kind: "count",
    value: "N",
    min: 1,
    max: 4096,
    group: SPEED,
    help: {
      en:
        "At most N connections to one host, all files together; over HTTP/2 files share one (default " +
        "what -j needs, and at least 8)",
      zh: "对同一主机最多 N 个连接，所有文件合计；HTTP/2 的文件共用一个（默认取 -j 所需，至少 8）",
    },
  },
  connections: {
    kind: "count",
    short: "c",
    value: "N",
    min: 1,
    max: 4096,
    group: SPEED,
    help: {
      en: "Connections for one large file (default: up to 4, while they help)",
      zh: "单个大文件的连接数（默认最多 4 个，视效果而定）",
    },
  },
  "limit-rate": {
    kind: "speed",
    value: { en: "BYTES", zh: "字节" },
    min: 1,
    group: SPEED,
    help: {
      en: "Bytes a second, everything together, such as 500K or 2M",
      zh: "总速度上限（每秒），例如 500K、2M",
    },
    brief: {
      en: "Bytes a second in all, such as 500K or 2M",
      zh: "总速度上限（每秒字节数），例如 500K、2M",
    },
  },
  "limit-rate-per-host": {
    kind: "speed",
    value: { en: "BYTES", zh: "字节" },
    min: 1,
    group: SPEED,
    help: { en: "Bytes a second from one host", zh: "单个主机的速度上限（每秒）" },
  },
  checksum: {
    kind: "text",
    value: { en: "NAME:HEX", zh: "算法:十六进制" },
    group: SAFETY,
    help: {
      en: "The digest the file must have: sha256:HEX, sha512, sha1 or md5; for one URL only",
      zh: "文件应有的校验和：sha256:十六进制值，也可用 sha512、sha1、md5；仅用于单个网址",
    },
    brief: {
      en: "The digest of one file: sha256:HEX, md5:HEX …",
      zh: "单个文件的校验和：sha256:HEX、md5:HEX……",
    },
  },
  checksums: {
    kind: "list",
    value: { en: "FILE|URL", zh: "文件|网址" },
    group: SAFETY,
    help: {
      en: "Digests of many files, as sha256sum prints them",
      zh: "多个文件的校验和，格式与 sha256sum 的输出相同",
    },
    brief: {
      en: "Digests of many files, as sha256sum prints them",
      zh: "多个文件的校验和，格式同 sha256sum",
    },
  },
  digest: {
    kind: "choice",
    choices: ["sha256", "sha512", "sha1", "md5"],
    group: SAFETY,
    help: {
      en: "Compute and report this digest of every file",
      zh: "计算并报告每个文件的校验和",
    },
  },
  resume: {
    kind: "choice",
    choices: ["safe", "unsafe", "none"],
    bare: "safe",
    negatable: true,
    group: SAFETY,
    help: {
      en:
        "Continue where the last run stopped: only with proof that the file is the same (safe, the " +
        "default), trusting its length alone (unsafe), or never (none)",
      zh:
        "从上次中断处继续：须确认是同一文件（safe，默认）、仅凭长度判断（unsafe）或从不继续（none）",
    },
  },
  fsync: {
    kind: "flag",
    group: SAFETY,
    help: {
      en: "Flush each file to disk before it gets its name",
      zh: "数据写入磁盘后才使用正式文件名",
    },
  },
  "max-size": {
    kind: "size",
    value: { en: "BYTES", zh: "字节" },
    min: 0,
    group: SAFETY,
    help: { en: "Refuse larger files", zh: "拒绝更大的文件" },
  },
  retries: {
    kind: "count",
    value: "N",
    max: 1_000_000,
    group: SAFETY,
    help: {
      en: "Retries after a temporary failure (default 5); counted anew whenever data arrives",
      zh: "遇到暂时性故障时的重试次数（默认 5）；收到新数据后重新计数",
    },
  },
  timeout: {
    kind: "seconds",
    value: { en: "SECONDS", zh: "秒" },
    min: 0.1,
    group: SAFETY,
    help: {
      en: "Give up on a connection that is silent for so long (default 30)",
      zh: "连接多少秒没有数据即放弃（默认 30）",
    },
  },
  "min-speed": {
    kind: "speed",
    value: { en: "BYTES", zh: "字节" },
    min: 1,
    group: SAFETY,
    help: {
      en:
        "Give up on a file that is slower than so many bytes a second, and retry it (default: never)",
      zh: "低于每秒多少字节时放弃并重试该文件（默认不限）",
    },
  },
  "min-speed-time": {
    kind: "seconds",
    value: { en: "SECONDS", zh: "秒" },
    min: 1,
    group: SAFETY,
    help: {
      en: "For how long a file may be slower than --min-speed (default 30)",
      zh: "允许低于 --min-speed 多少秒（默认 30）",
    },
  },
  header: {
    kind: "list",
    short: "H",
    value: { en: "'NAME: VALUE'", zh: "'名称: 值'" },
    group: REQUESTS,
    help: {
      en: "Send this header; never to another site that a redirect leads to; may be repeated",
      zh: "发送该请求头；重定向到其他站点后不再发送；可重复使用",
    },
  },
  "user-agent": {
    kind: "text",
    short: "A",
    value: { en: "TEXT", zh: "文本" },
    group: REQUESTS,
    help: { en: "Send this User-Agent", zh: "使用该 User-Agent" },
  },
  netrc: {
    kind: "flag",
    group: REQUESTS,
    help: {
      en: "Take user names and passwords from $NETRC or ~/.netrc",
      zh: "从 $NETRC 或 ~/.netrc 读取用户名和密码",
    },
  },
  cookies: {
    kind: "text",
    value: FILE,
    group: REQUESTS,
    help: {
      en: "Send the cookies in FILE: cookies.txt, or the JSON of a browser extension",
      zh: "发送文件中的 Cookie：cookies.txt 或浏览器扩展导出的 JSON",
    },
  },
  ca: {
    kind: "list",
    value: FILE,
    group: REQUESTS,
    help: { en: "Also trust the certificates in FILE (PEM)", zh: "额外信任文件中的证书（PEM）" },
  },
  ipv4: {
    kind: "flag",
    short: "4",
    group: REQUESTS,
    help: { en: "Use IPv4 only", zh: "仅使用 IPv4" },
  },
  ipv6: {
    kind: "flag",
    short: "6",
    group: REQUESTS,
    help: { en: "Use IPv6 only", zh: "仅使用 IPv6" },
  },
  "allow-downgrade": {
    kind: "flag",
    group: REQUESTS,
    help: {
      en: "Follow a redirect from https to plain http",
      zh: "允许从 https 重定向到不加密的 http",
    },
  },
  "deny-private": {
    kind: "flag",
    group: REQUESTS,
    help: {
      en:
        "Refuse addresses that are not on the public internet, also by redirect: for lists by others",
      zh: "拒绝不在公网上的地址（重定向也不行），用于他人提供的列表",
    },
  },
  shard: {
    kind: "text",
    value: "I/N",
    group: SHARING,
    help: {
      en:
        "Fetch only part I of N, by a hash of the URL, so that N machines share one list; auto asks " +
        "Kubernetes, Slurm or AWS Batch which part (auto/N where it does not say of how many)",
      zh:
        "只下载 N 份中的第 I 份（按网址散列），供 N 台机器分担同一列表；auto 由 Kubernetes、Slurm 或 " +
        "AWS Batch 决定是第几份（未给出总份数时写 auto/N）",
    },
  },
  enqueue: {
    kind: "text",
    value: "redis://HOST/NAME",
    group: SHARING,
    help: {
      en:
        "Put the files into the queue NAME in Redis instead of fetching them; rediss:// for TLS, the " +
        "password in the address or in $REDIS_PASSWORD",
      zh:
        "不下载，而是把任务放入 Redis 中的队列；TLS 用 rediss://，密码写在地址里或放在 $REDIS_PASSWORD",
    },
  },
  status: {
    kind: "flag",
    group: SHARING,
    help: {
      en: "With --enqueue: say how the queue stands (with --json, as JSON)",
      zh: "与 --enqueue 合用：显示队列状况（加 --json 则输出 JSON）",
    },
  },
  "retry-failed": {
    kind: "flag",
    group: SHARING,
    help: {
      en: "With --enqueue: put the jobs that were given up into the queue again",
      zh: "与 --enqueue 合用：把已放弃的任务重新放入队列",
    },
  },
  queue: {
    kind: "text",
    value: "redis://HOST/NAME",
    group: SHARING,
    help: {
      en:
        "Fetch what the queue holds, together with any number of other workers, until it is empty; " +
        "--per-host and Retry-After then hold for all workers together",
      zh:
        "下载队列中的任务，可与任意多台机器一起进行，直到队列为空；此时 --per-host 和 Retry-After 对所有机器合计生效",
    },
  },
  "queue-tries": {
    kind: "count",
    value: "N",
    min: 1,
    max: 1000,
    group: SHARING,
    help: {
      en: "Give a job up after N workers have failed at it (default 3)",
      zh: "任务失败 N 次后放弃（默认 3）",
    },
  },
  "queue-lease": {
    kind: "seconds",
    value: { en: "SECONDS", zh: "秒" },
    min: 1,
    max: 86_400,
    group: SHARING,
    help: {
      en:
        "Hand a job to another worker when its own gives no sign of life for so long (default 60)",
      zh: "某台机器多久没有动静即把它的任务交给别的机器（默认 60）",
    },
  },
  "queue-wait": {
    kind: "flag",
    group: SHARING,
    help: {
      en: "Wait for more when the queue is empty, until stopped",
      zh: "队列为空时继续等待新任务，直到被中止",
    },
  },
  json: {
    kind: "flag",
    group: OUTPUT,
    help: { en: "Write NDJSON events to stdout", zh: "向标准输出写 NDJSON 事件" },
    brief: { en: "Write events for programs to stdout", zh: "向标准输出写事件，供程序读取" },
  },
  "failed-to": {
    kind: "text",
    value: FILE,
    group: OUTPUT,
    help: {
      en:
        "Write what failed to FILE, a list for -i that only you can read; it may be the list of -i, or - for stdout",
      zh: "将失败项写入仅本人可读的文件，之后可用 -i 重新下载；可以就是 -i 的列表，- 表示标准输出",
    },
    brief: {
      en: "Write what failed to FILE, as a list for -i",
      zh: "把失败项写入文件，供 -i 再次下载",
    },
  },
  progress: {
    kind: "choice",
    choices: ["auto", "bars", "lines", "none"],
    negatable: true,
    group: OUTPUT,
    help: {
      en: "How to show progress (default: bars on a terminal, else lines)",
      zh: "进度显示方式（默认：终端上用进度条，其他情况逐行输出）",
    },
  },
  quiet: {
    kind: "flag",
    short: "q",
    group: OUTPUT,
    help: { en: "Print only what failed", zh: "只输出失败信息" },
    brief: { en: "Print only what failed", zh: "只显示失败的文件" },
  },
} as const satisfies OptionTable;
