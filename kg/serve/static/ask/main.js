// The page on which to ask: everything here adds to a page that also works without it.
import { edit } from "./editor.js";
import { offerNames } from "./names.js";
import { explain } from "./reasons.js";
import { show } from "./views.js";

document.documentElement.classList.add("scripts");

const area = document.getElementById("query");
if (area) edit(area);
for (const input of document.querySelectorAll(".parameters input:not([type=hidden])")) offerNames(input);
const answer = document.querySelector(".answer");
if (answer && answer.querySelector("table")) {
  show(answer);
  explain(answer);
}
const copy = document.querySelector(".copy");
if (copy) {
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    copy.textContent = copy.dataset.done;
  });
}
document.documentElement.dataset.ready = "";
