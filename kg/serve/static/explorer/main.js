// The start: words, tabs, keys, the address, and what the mouse does in the drawing.
import { byId, make, own } from "/view/tools.js";
import { setLooks } from "/view/icons.js";
import { graph, screen, site, on, emit, choose, clear, realNodes, neighboursOf } from "./state.js";
import { get } from "./api.js";
import * as canvas from "./canvas.js";
import { arrange, fitAll, goTo, panBy, zoomBy } from "./place.js";
import { bring, expand, fold, overview, takeAway, togglePin } from "./acts.js";
import { picker } from "./pick.js";
import { openTime } from "./time.js";
import { openMap } from "./map.js";
import "./panel.js";
import "./filters.js";
import "./layouts.js";
import "./exports.js";

const stage = byId("graph");
const search = byId("search");
const TABS = { graph: null, map: openMap, time: openTime };

function show(name) {
  for (const tab of Object.keys(TABS)) {
    const chosen = tab === name;
    byId(`view-${tab}`).hidden = !chosen;
    byId(`tab-${tab}`).setAttribute("aria-selected", String(chosen));
    byId(`tab-${tab}`).tabIndex = chosen ? 0 : -1;
  }
  document.body.dataset.view = name;
  if (TABS[name]) TABS[name]();
}

function tabs() {
  const names = Object.keys(TABS);
  names.forEach((name, n) => {
    byId(`tab-${name}`).addEventListener("click", () => show(name));
    byId(`tab-${name}`).addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (!step) return;
      const next = names[(n + step + names.length) % names.length];
      show(next);
      byId(`tab-${next}`).focus();
    });
  });
}

function setFilters(open) {
  document.body.classList.toggle("filtering", open);
  byId("show-filters").setAttribute("aria-expanded", String(open));
}

let waiting = 0;

function mouse() {
  canvas.network.on("click", (event) => {
    const id = canvas.under(event.pointer.DOM);
    canvas.network.unselectAll();
    clearTimeout(waiting);
    if (id !== null && graph.nodes.has(id) && graph.nodes.get(id).kind === "more") return void expand(id);
    screen.lit.clear();
    choose(id, false);
  });
  canvas.network.on("doubleClick", (event) => {
    const id = canvas.under(event.pointer.DOM);
    if (id !== null && graph.nodes.has(id)) act(id, screen.expanded.has(id) ? "collapse" : "expand");
  });
  stage.addEventListener("mousemove", (event) => {
    if (event.buttons) return;
    const frame = stage.getBoundingClientRect();
    const id = canvas.under({ x: event.clientX - frame.left, y: event.clientY - frame.top });
    stage.classList.toggle("over", id !== null);
    if (id !== screen.hover) { screen.hover = id; canvas.network.redraw(); }
  });
  stage.addEventListener("mouseleave", () => { screen.hover = null; canvas.network.redraw(); });
}

async function act(id, name) {
  if (name === "expand") await expand(id);
  else if (name === "collapse") fold(id);
  else if (name === "pin") togglePin(id);
  else if (name === "remove") takeAway(id);
  if (graph.nodes.has(id)) choose(id, false);
}

/** The nearest node in a direction: that is how the arrow keys walk. */
function step(dx, dy) {
  const at = canvas.positions();
  const from = screen.chosen !== null && at[screen.chosen] ? screen.chosen : null;
  const here = from ? at[from] : canvas.network.getViewPosition();
  let best = null, least = Infinity;
  for (const id of realNodes()) {
    if (id === from || screen.hidden.has(id) || !at[id]) continue;
    const [x, y] = [at[id].x - here.x, at[id].y - here.y];
    const along = x * dx + y * dy;
    if (from && along <= 1) continue;
    const cost = (from ? along : 0) + 2.5 * Math.abs(x * dy - y * dx) + (from ? 0 : Math.hypot(x, y));
    if (cost < least) [best, least] = [id, cost];
  }
  if (best) { screen.lit.clear(); choose(best); }
}

const KEYS = {
  ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0), ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1),
  Enter: () => byId("panel").focus(), e: () => screen.chosen && act(screen.chosen, "expand"), r: () => screen.chosen && act(screen.chosen, "collapse"),
  p: () => graph.nodes.has(screen.chosen) && togglePin(screen.chosen), Delete: () => graph.nodes.has(screen.chosen) && takeAway(screen.chosen),
  "+": () => zoomBy(1.3), "=": () => zoomBy(1.3), "-": () => zoomBy(1 / 1.3), 0: () => fitAll(),
};
const PAN = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };

document.addEventListener("keydown", (event) => {
  const writing = event.target.matches("input, textarea, select") || byId("dialog").open;
  if (event.ctrlKey || event.metaKey || event.altKey || writing) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); }
  else if (event.key === "Escape") {
    if (document.body.classList.contains("filtering")) setFilters(false); else { screen.lit.clear(); choose(null); stage.focus(); }
  } else if (event.target === stage) {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.shiftKey && own(PAN, key)) panBy(...PAN[key]);
    else if (own(KEYS, key)) KEYS[key]();
    else return;
    event.preventDefault();
  }
});

function counts() {
  const { words } = site;
  const nodes = [...graph.nodes].filter(([id, n]) => n.kind !== "more" && !screen.hidden.has(id)).map(([, n]) => n);
  const facts = [...graph.edges].filter(([id, e]) => !e.role && !screen.hidden.has(id)).length;
  const events = nodes.filter((n) => n.kind === "event").length;
  const plural = new Intl.PluralRules(document.documentElement.lang);
  byId("counts").replaceChildren(...[[nodes.length - events, "entity"], [facts, "link"], [events, "event"]].map(([n, word]) => make("span", {},
    make("b", { text: new Intl.NumberFormat(document.documentElement.lang).format(n) }), ` ${words[plural.select(n) === "one" ? word : `many_${word}`]}`)));
  if (!nodes.length && graph.nodes.size === 0) notice(words.empty, true);
}

let fading = 0;
function notice(text, stay = false) {
  const line = byId("notice");
  line.textContent = text;
  line.hidden = !text;
  clearTimeout(fading);
  if (!stay) fading = setTimeout(() => { line.hidden = true; }, 6000);
}

function fromAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return null;
  }
}

on("filtered", counts);
on("changed", () => { if (graph.nodes.size) byId("notice").hidden = true; });
on("notice", (text) => notice(text));
on("said", (text) => { byId("said").textContent = text; });
on("view", show);
on("chosen", ({ id, move }) => {
  if (id !== null) setFilters(false);
  history.replaceState(null, "", id === null || !graph.nodes.has(id) ? location.pathname + location.search : `#${encodeURIComponent(id)}`);
  if (id !== null && move) setTimeout(() => goTo(id), 60); // the card changes the room first
});
addEventListener("hashchange", () => { const id = fromAddress(); if (id && id !== screen.chosen) bring(id); });

async function start() {
  const found = await get("start");
  if (!found) return;
  Object.assign(site, found);
  setLooks(site.classes);
  canvas.start();
  mouse();
  tabs();
  picker(search, byId("found"), (hit) => bring(hit.id));
  const click = (id, doing) => byId(id).addEventListener("click", doing);
  click("zoom-in", () => zoomBy(1.3));
  click("zoom-out", () => zoomBy(1 / 1.3));
  click("fit", () => fitAll());
  click("arrange", () => arrange());
  click("clear", () => { clear(); canvas.draw(); choose(null); });
  click("show-filters", () => setFilters(!document.body.classList.contains("filtering")));
  await overview();
  const first = fromAddress();
  if (first) await bring(first);
  document.documentElement.dataset.ready = "yes";
}

// For those who embed the page, and for its tests: where things stand, and what is there.
window.kgExplorer = Object.freeze({
  where: (id) => { const at = canvas.whereOf(id); const frame = stage.getBoundingClientRect(); return at && { x: at[0] + frame.left, y: at[1] + frame.top }; },
  nodes: () => [...graph.nodes.keys()], edges: () => [...graph.edges.keys()], hidden: () => [...screen.hidden], lit: () => [...screen.lit],
  pinned: () => [...screen.pinned], chosen: () => screen.chosen, beside: (id) => neighboursOf(id), at: () => canvas.positions(),
});
emit("view", "graph");
start();
