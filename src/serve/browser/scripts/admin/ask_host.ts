/** Asks the admin API; rejects with the host's message in the page's language. */
export async function askHost(
  { token = "", path, method = "GET", body, file }: {
    token?: string;
    path: string;
    method?: string;
    /** What is sent as JSON. */
    body?: unknown;
    /** What is sent as it is. */
    file?: File;
  },
) {
  const { lang } = document.documentElement;
  let response: Response;
  try {
    response = await fetch(`/.coplay/admin/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "accept-language": lang,
        "content-type": file ? "application/octet-stream" : "application/json",
      },
      ...(file ? { body: file } : body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Error(lang === "en" ? "The host does not answer" : "服务器没有回应");
  }
  if (response.ok && response.headers.get("content-type")?.startsWith("text/csv")) {
    return await response.blob();
  }
  const answer = await response.json();
  if (response.ok) return answer;
  throw Object.assign(new Error(answer.error), { isRefused: response.status === 401 });
}

/** What the page tells the host to do. */
export type Act = (order: Omit<Parameters<typeof askHost>[0], "token">) => void;
