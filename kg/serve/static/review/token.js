// The token of the server: it comes behind # in the printed address, and stays in this tab.

const KEY = "kg-token";

export const token = () => sessionStorage.getItem(KEY);
export const keep = (value) => sessionStorage.setItem(KEY, value.trim());
export const forget = () => sessionStorage.removeItem(KEY);

export function takeFromAddress() {
  const found = /^#token=(.+)$/.exec(location.hash);
  if (!found) return;
  keep(decodeURIComponent(found[1]));
  history.replaceState(null, "", location.pathname + location.search);
}

/** Send a correction; the line that the server answers, or an Error with its reason. */
export async function send(correction) {
  const answer = await fetch("/corrections", {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token() || ""}` },
    body: JSON.stringify(correction),
  });
  const text = (await answer.text()).trim();
  if (answer.status === 401) forget();
  if (!answer.ok) throw new Error(text);
  return text;
}
