// Requests to the server, whose problems become errors in the page's language.
import { problemText, text } from "../language.js";

export async function ask(path, method = "GET") {
  const response = await fetch(path, { method }).catch(() => { throw new Error(text("failed")); });
  if (response.ok)
    return response.status === 204 ? null : response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Error(problemText(problem.code, problem.detail ?? response.statusText));
}
