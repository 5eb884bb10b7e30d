// Corrections where a thing or a statement is read, for who has the token.
import { found, offerNames } from "/static/ask/names.js";
import { send, token } from "./token.js";

const box = document.querySelector(".correcting");
const state = document.getElementById("state");

if (token()) {
  for (const part of document.querySelectorAll(".writing")) part.hidden = false;
  for (const input of document.querySelectorAll(".correcting input[name=other]")) offerNames(input);
}
document.addEventListener("click", ({ target }) => {
  const statement = target.closest("[data-statement]");
  if (target.dataset.kind && statement) keep({ kind: target.dataset.kind, statement: statement.dataset.statement });
});
document.addEventListener("submit", async (event) => {
  const { kind } = event.target.dataset;
  if (!kind) return;
  event.preventDefault();
  const fields = new FormData(event.target);
  const correction = { kind, one: box.dataset.one };
  if (fields.has("value")) correction.value = fields.get("value");
  if (kind === "split") correction.articles = fields.getAll("articles");
  if (fields.has("other")) {
    const name = fields.get("other").trim();
    const names = await found(name);
    const other = names.find((one) => one.name === name && one.id !== box.dataset.one) || names.find((one) => one.id !== box.dataset.one);
    if (!other) {
      state.textContent = box.dataset.unknown;
      return;
    }
    correction.other = other.id;
  }
  await keep(correction);
});

async function keep(correction) {
  state.textContent = box ? box.dataset.working : "…";
  for (const button of document.querySelectorAll(".writing button")) button.disabled = true;
  try {
    await send(correction);
    const here = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    const name = correction.value || document.querySelector("h1").textContent;
    if (here.ok) location.reload();
    else location.assign(`/names?q=${encodeURIComponent(name)}`); // it has another address now
  } catch (error) {
    state.textContent = error.message;
    for (const button of document.querySelectorAll(".writing button")) button.disabled = false;
  }
}
document.documentElement.dataset.ready = "";
