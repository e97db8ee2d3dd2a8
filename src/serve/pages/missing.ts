import type { Language } from "../../cli/language.ts";
import type { Handler } from "../request/handler_type.ts";
import { answerNoSuchPage } from "./notice_page.ts";
import { languageOf } from "./page_shell.ts";

/** Answers a browser's page load for an unknown address with a page; a game's own requests get the plain 404. */
export function explainMissing(handler: Handler, language: Language): Handler {
  const explain = (request: Request, response: Response) => {
    const isPage = response.status === 404 && request.method === "GET" &&
      (request.headers.get("accept") ?? "").startsWith("text/html");
    return isPage ? answerNoSuchPage(languageOf(request, language)) : response;
  };
  return (request, info) => {
    const answer = handler(request, info);
    return answer instanceof Promise
      ? answer.then((response) => explain(request, response))
      : explain(request, answer);
  };
}
