// Going through what is least certain. Each answer is kept at once; the graph is made again in a pause.
import { keep, send, takeFromAddress, token } from "./token.js";

const PAUSE = 1500; // ms without an answer before the graph is made again
const form = document.getElementById("token");
const state = document.getElementById("state");
let pause, open = 0;

takeFromAddress();
if (form) {
  form.hidden = Boolean(token());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    keep(form.elements.token.value);
    form.hidden = true;
  });
}

document.addEventListener("click", async ({ target }) => {
  const { answer, undo } = target.dataset || {};
  if (answer) await settle(target.closest(".question"), { kind: "answer", key: target.closest(".question").dataset.key, answer });
  if (undo) await settle(target.closest("li"), { kind: "undo", number: Number(undo) });
});

async function settle(box, correction) {
  clearTimeout(pause);
  open += 1;
  for (const button of box.querySelectorAll("button")) button.disabled = true;
  try {
    await send({ ...correction, later: true });
    box.classList.add("settled");
    state.textContent = state.dataset.waiting;
  } catch (error) {
    complain(error);
    for (const button of box.querySelectorAll("button")) button.disabled = false;
  }
  open -= 1;
  if (!open && box.classList.contains("settled")) pause = setTimeout(remake, PAUSE);
}

async function remake() {
  state.textContent = state.dataset.working;
  document.body.setAttribute("aria-busy", "true");
  try {
    await send({ kind: "rebuild" });
    await renew();
    state.textContent = state.dataset.done;
  } catch (error) {
    complain(error);
  }
  document.body.removeAttribute("aria-busy");
}

// The page as it is now; all text in it was escaped by the server.
async function renew() {
  const answer = await fetch(location.pathname);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["questions", "corrections"]) document.getElementById(id).replaceWith(fresh.getElementById(id));
}

function complain(error) {
  state.textContent = error.message;
  if (form && !token()) form.hidden = false;
}
document.documentElement.dataset.ready = "";
