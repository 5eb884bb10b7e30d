// Questions to the server, each in the page's language; a failure is told in one line.
import { site, emit } from "./state.js";

const lang = document.documentElement.lang;
let asking = 0;

async function read(promise, form) {
  document.body.classList.toggle("busy", ++asking > 0);
  try {
    const answer = await promise;
    if (!answer.ok) throw new Error((await answer.text()).trim() || String(answer.status));
    return await answer[form]();
  } catch (error) {
    if (error.name !== "AbortError") emit("notice", error instanceof TypeError ? site.words.failed || "…" : error.message);
    return null;
  } finally {
    document.body.classList.toggle("busy", --asking > 0);
  }
}

/** The answer as JSON, or null when there is none. */
export function get(what, given = {}, signal) {
  const query = new URLSearchParams({ ...given, lang });
  return read(fetch(`/api/${what}?${query}`, { signal }), "json");
}

/** The same for questions that are too long for an address; `form` is "json" or "text". */
export function post(what, given, form = "json") {
  const headers = { "Content-Type": "application/json" };
  return read(fetch(`/api/${what}?lang=${lang}`, { method: "POST", headers, body: JSON.stringify(given) }), form);
}
