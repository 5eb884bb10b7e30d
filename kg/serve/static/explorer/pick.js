// Names to choose from while one types, as the server finds them: the search, and the end of a path.
import { make, own } from "/view/tools.js";
import { badge } from "/view/icons.js";
import { site } from "./state.js";
import { get } from "./api.js";

const WAIT = 120; // milliseconds after a key

/** Make a combobox of an input and its list; `take` gets the hit that was chosen. */
export function picker(input, list, take) {
  let hits = [], at = -1, timer = 0, asking = null, last = null;

  const open = (yes) => { list.hidden = !yes; input.setAttribute("aria-expanded", String(yes)); };

  function option(hit, n) {
    const look = own(site.classes, hit.type);
    return make("li", { role: "option", id: `${list.id}-${n}`, "aria-selected": "false", "data-id": hit.id, on: { mousedown: (event) => { event.preventDefault(); chosen(hit); } } },
      look ? badge(hit.type, 20) : null, make("span", { cls: "name", text: hit.label }),
      hit.via ? make("span", { cls: "via", text: hit.via }) : null, make("span", { cls: "class", text: look ? look.label : hit.type }));
  }

  function show(found) {
    hits = found.hits;
    at = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...hits.map(option));
    if (!hits.length) list.append(make("li", { cls: "nothing", text: site.words.noMatch }));
    else if (found.total > hits.length) list.append(make("li", { cls: "nothing", text: `+ ${found.total - hits.length} ${site.words.more}` }));
    open(document.activeElement === input);
  }

  async function ask() {
    if (asking) asking.abort();
    asking = new AbortController();
    const wanted = input.value.trim();
    const found = await get(wanted ? "search" : "top", wanted ? { q: wanted } : { limit: 12 }, asking.signal);
    if (found && input.value.trim() === wanted) { last = wanted; show(found); }
    return found;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  }

  function chosen(hit) {
    open(false);
    input.value = "";
    last = null;
    input.blur();
    take(hit);
  }

  function move(step) {
    const options = [...list.querySelectorAll("[role=option]")];
    if (!options.length) return;
    at = (at + step + options.length) % options.length;
    options.forEach((o, n) => o.setAttribute("aria-selected", String(n === at)));
    options[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[at].id);
  }

  async function enter() {
    clearTimeout(timer);
    if (input.value.trim() !== last) await ask();
    const hit = hits[Math.max(0, at)];
    if (hit) chosen(hit);
  }

  input.addEventListener("input", later);
  input.addEventListener("focus", later);
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      enter();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      open(false);
      input.value = "";
      input.blur();
    }
  });
}
