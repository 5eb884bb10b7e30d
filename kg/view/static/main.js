// Choosing, the address, keys, and the start.
function choose(id, move) {
  state.chosen = id;
  state.near = nearTo(id);
  if (id !== null && state.hidden.has(id)) {
    const edge = own(data.edges, id);
    (edge ? [edge.from, edge.to] : [id]).forEach((end) => state.shown.add(end));
    applyFilters();
  } else {
    repaint();
  }
  showPanel(id);
  setFilters(false);
  history.replaceState(null, "", id === null ? location.pathname + location.search : `#${encodeURIComponent(id)}`);
  if (id !== null && move) goTo(id);
}

/** What lies under a point of the screen: a node, a label, or a line. */
function under(point) {
  const node = network.getNodeAt(point);
  if (node !== undefined) return node;
  const box = state.boxes.find((b) => b.left <= point.x && point.x <= b.right && b.top <= point.y && point.y <= b.bottom);
  return box ? box.owner : network.getEdgeAt(point) ?? null;
}

network.on("click", (event) => {
  network.unselectAll();
  choose(under(event.pointer.DOM));
});

stage.addEventListener("mousemove", (event) => {
  if (event.buttons) return;
  const frame = stage.getBoundingClientRect();
  const id = under({ x: event.clientX - frame.left, y: event.clientY - frame.top });
  stage.classList.toggle("over", id !== null);
  if (id !== state.hover) {
    state.hover = id;
    network.redraw();
  }
});
stage.addEventListener("mouseleave", () => { state.hover = null; network.redraw(); });

function setFilters(open) {
  document.body.classList.toggle("filtering", open);
  byId("show-filters").setAttribute("aria-expanded", String(open));
}

const KEYS = {
  "+": () => zoomBy(1.3), "=": () => zoomBy(1.3), "-": () => zoomBy(1 / 1.3), 0: () => fitAll(),
  ArrowLeft: () => panBy(-60, 0), ArrowRight: () => panBy(60, 0), ArrowUp: () => panBy(0, -60), ArrowDown: () => panBy(0, 60),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target === search) return;
  if (event.key === "/") {
    event.preventDefault();
    search.focus();
  } else if (event.key === "Escape") {
    if (document.body.classList.contains("filtering")) setFilters(false); else choose(null);
  } else if (event.target === stage && own(KEYS, event.key)) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

function fromAddress() {
  let id = null;
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
  }
  return id && (own(data.nodes, id) || own(data.edges, id)) ? id : null;
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readTheme(); repaint(); });
addEventListener("hashchange", () => { const id = fromAddress(); if (id !== null && id !== state.chosen) choose(id, true); });

function label(id, text) {
  byId(id).setAttribute("aria-label", text);
  byId(id).title = text;
}

function start() {
  const events = nodeIds.filter((id) => data.nodes[id].kind === "event").length;
  const facts = Object.values(data.edges).filter((edge) => !edge.role).length;
  const counts = [[nodeIds.length - events, "entity", "entities"], [facts, "relation", "relations"], [events, "event", "events"],
    [Object.keys(data.documents).length, "article", "articles"]];
  const plural = new Intl.PluralRules(data.language);
  byId("title").textContent = data.focus && own(data.nodes, data.focus) ? data.nodes[data.focus].label : words.title;
  byId("counts").replaceChildren(...counts.map(([n, one, many]) => make("span", {}, make("b", { text: new Intl.NumberFormat(data.language).format(n) }), ` ${words[plural.select(n) === "one" ? one : many].toLowerCase()}`)));
  if (data.total > nodeIds.length) {
    byId("cut").textContent = `${words.cut} ${nodeIds.length} ${words.of} ${data.total}`;
    byId("cut").hidden = false;
  }
  stage.setAttribute("aria-label", words.graph);
  panel.setAttribute("aria-label", words.sources);
  [["zoom-in", words.zoomIn], ["zoom-out", words.zoomOut], ["fit", words.fit]].forEach(([id, text]) => label(id, text));
  byId("zoom-in").addEventListener("click", () => zoomBy(1.3));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.3));
  byId("fit").addEventListener("click", () => fitAll());
  byId("show-filters").textContent = words.filters;
  byId("show-filters").addEventListener("click", () => setFilters(!document.body.classList.contains("filtering")));
  buildFilters();
  applyFilters();
  showPanel(null);
  fitAll(false);
  const first = fromAddress() || (data.focus && own(data.nodes, data.focus) ? data.focus : null);
  if (first) choose(first, false);
  document.documentElement.dataset.ready = "yes";
}
start();

// For those who embed the page, and for its tests: where things stand on the screen.
window.kgPage = Object.freeze({
  choose: (id) => choose(id === null || own(data.nodes, id) || own(data.edges, id) ? id : null, true),
  where: (id) => { const [x, y] = toScreen(network.getPositions([id])[id]); const frame = stage.getBoundingClientRect(); return { x: x + frame.left, y: y + frame.top }; },
  hidden: () => [...state.hidden],
  labels: () => state.boxes.map((box) => ({ ...box })),
});
