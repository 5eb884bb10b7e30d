// Search by name or alias, without accents or capitals. An empty search lists all, heaviest first:
// with the arrow keys it is also the way into the graph for those who use no mouse.
const search = byId("search");
const found = byId("found");
const index = nodeIds.map((id) => {
  const node = data.nodes[id];
  return { id, names: [node.label, ...node.aliases].map((name) => [fold(name), name]), weight: node.weight };
});
let current = -1;

function score(entry, wanted) {
  let best = null;
  for (const [folded, name] of entry.names) {
    const at = folded.indexOf(wanted);
    if (at < 0) continue;
    const start = at === 0 ? 0 : /[\s'’-]/.test(folded[at - 1]) ? 1 : 2;
    const value = start * 1000 + folded.length;
    if (!best || value < best.value) best = { value, name };
  }
  return best;
}

function matches(text) {
  const wanted = fold(text.trim());
  const hits = index.map((entry) => ({ entry, best: score(entry, wanted) })).filter(({ best }) => best);
  const rank = wanted ? (a, b) => a.best.value - b.best.value || b.entry.weight - a.entry.weight : (a, b) => b.entry.weight - a.entry.weight;
  return hits.sort(rank).slice(0, 60);
}

function listMatches() {
  const hits = matches(search.value);
  current = -1;
  search.removeAttribute("aria-activedescendant");
  found.replaceChildren(...hits.map(({ entry, best }, n) => {
    const node = data.nodes[entry.id];
    const via = best.name !== node.label && search.value.trim() && node.kind === "entity" ? make("span", { cls: "via", text: best.name }) : null;
    return make("li", { role: "option", id: `found-${n}`, "aria-selected": "false", "data-id": entry.id, on: { mousedown: (event) => { event.preventDefault(); take(entry.id); } } },
      badge(node.type, 20), make("span", { cls: "name", text: node.label }), via, make("span", { cls: "class", text: data.classes[node.type].label }));
  }));
  if (!hits.length) found.append(make("li", { cls: "nothing", text: words.noMatch }));
  openList(true);
}

function openList(open) {
  found.hidden = !open;
  search.setAttribute("aria-expanded", String(open));
}

function take(id) {
  openList(false);
  search.value = data.nodes[id].label;
  search.blur();
  choose(id, true);
}

function moveTo(step) {
  const options = [...found.querySelectorAll("[role=option]")];
  if (!options.length) return;
  current = (current + step + options.length) % options.length;
  options.forEach((option, n) => option.setAttribute("aria-selected", String(n === current)));
  options[current].scrollIntoView({ block: "nearest" });
  search.setAttribute("aria-activedescendant", options[current].id);
}

search.placeholder = words.search;
search.setAttribute("aria-label", words.searchHelp);
found.setAttribute("aria-label", words.searchHelp);
search.addEventListener("input", listMatches);
search.addEventListener("focus", () => { search.select(); listMatches(); });
search.addEventListener("blur", () => openList(false));
search.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (found.hidden) listMatches();
    moveTo(event.key === "ArrowDown" ? 1 : current < 0 ? 0 : -1);
  } else if (event.key === "Enter") {
    const options = [...found.querySelectorAll("[role=option]")];
    const option = options[Math.max(0, current)];
    if (option) take(option.dataset.id);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    search.value = "";
    search.blur();
  }
});
