// The programs that fetch, each as a careful user runs it: it follows redirects, resumes, retries, and fails on an HTTP
// error.

/** What a scenario asks of a program. */
export interface Wish {
  readonly url: string;
  /** A second URL for the same command. */
  readonly also?: string;
  readonly headers?: readonly string[];
  /** Whether to use the server's name for the file. */
  readonly takesOfferedName?: boolean;
  readonly sha256?: string;
}

/** A program as a command line; `undefined` where it lacks the feature. */
export interface Program {
  readonly name: string;
  readonly command: (wish: Wish) => string[] | undefined;
}

function urlsOf({ url, also }: Wish): string[] {
  return also === undefined ? [url] : [url, also];
}

function headersBy(flag: string, { headers = [] }: Wish): string[] {
  return headers.flatMap((header) => flag.endsWith("=") ? [flag + header] : [flag, header]);
}

const curl: Program = {
  name: "curl",
  command: (wish) => {
    if (wish.sha256) return undefined;
    const name = wish.takesOfferedName ? ["-OJ"] : ["-C", "-", "--remote-name-all"];
    const retry = ["--retry", "3", "--retry-all-errors", "--retry-delay", "1"];
    return ["curl", "-sSfL", ...retry, ...name, ...headersBy("-H", wish), ...urlsOf(wish)];
  },
};

const wget2: Program = {
  name: "wget2",
  command: (wish) => {
    if (wish.sha256) return undefined;
    const name = wish.takesOfferedName ? ["--content-disposition"] : ["-c"];
    const retry = ["--tries=3", "--waitretry=1"];
    return ["wget2", "-q", ...retry, ...name, ...headersBy("--header=", wish), ...urlsOf(wish)];
  },
};

const aria2: Program = {
  name: "aria2",
  command: (wish) => {
    const retry = ["--max-tries=3", "--retry-wait=1"];
    const sum = wish.sha256 ? [`--checksum=sha-256=${wish.sha256}`] : [];
    // -Z makes two files of two URLs; without it they are mirrors of one file.
    const own = ["aria2c", "-q", "-c", "-Z", ...retry, ...sum];
    return [...own, ...headersBy("--header=", wish), ...urlsOf(wish)];
  },
};

const axel: Program = {
  name: "axel",
  // axel treats the URLs of one command as mirrors, so it gets two commands.
  command: (wish) => {
    if (wish.sha256) return undefined;
    if (wish.also === undefined) return ["axel", "-q", ...headersBy("-H", wish), wish.url];
    return ["sh", "-c", 'axel -q "$0" && axel -q "$1"', wish.url, wish.also];
  },
};

/** @param start the command that starts coplay, without options */
export function programs(start: readonly string[]): readonly Program[] {
  const coplay: Program = {
    name: "coplay",
    command: (wish) => {
      const name = wish.takesOfferedName ? ["--content-disposition"] : [];
      const sum = wish.sha256 ? ["--checksum", `sha256:${wish.sha256}`] : [];
      return [...start, "-q", "--retries", "3", ...name, ...sum, ...headersBy("-H", wish)]
        .concat(urlsOf(wish));
    },
  };
  return [coplay, curl, wget2, aria2, axel];
}
