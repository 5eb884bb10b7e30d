// Named layouts: what is on the screen and where, kept in this browser or in a file.
import { byId, make } from "/view/tools.js";
import { graph, screen, site, add, clear, choose, emit, realNodes, FULL } from "./state.js";
import { post } from "./api.js";
import { draw, network, positions, repaint } from "./canvas.js";
import { dialog, closeDialog, download } from "./dialogs.js";

const KEY = "kg.layouts";
const FORM = "kg-layout-1";

function kept() {
  try {
    const all = JSON.parse(localStorage.getItem(`${KEY} ${site.base}`) || "{}");
    return all && typeof all === "object" ? new Map(Object.entries(all)) : new Map();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return new Map();
  }
}

const keep = (all) => localStorage.setItem(`${KEY} ${site.base}`, JSON.stringify(Object.fromEntries(all)));

/** The screen as a plain value. */
export function current() {
  const at = positions();
  return { form: FORM, nodes: realNodes().filter((id) => at[id]).map((id) => [id, Math.round(at[id].x), Math.round(at[id].y)]),
    pinned: [...screen.pinned], expanded: [...screen.expanded], chosen: screen.chosen,
    view: { ...network.getViewPosition(), scale: network.getScale() } };
}

const isLayout = (value) => Boolean(value) && value.form === FORM && Array.isArray(value.nodes) && value.nodes.length <= FULL
  && value.nodes.every((row) => Array.isArray(row) && typeof row[0] === "string" && Number.isFinite(row[1]) && Number.isFinite(row[2]));

/** Put a kept screen back: what the graph still has of it, where it stood. */
export async function restore(layout) {
  if (!isLayout(layout)) return emit("notice", site.words.badFile);
  const found = await post("between", { there: [], new: layout.nodes.map(([id]) => id) });
  if (!found) return null;
  clear();
  const wanted = new Set(layout.nodes.map(([id]) => id));
  const nodes = Object.fromEntries(Object.entries(found.nodes).filter(([id]) => wanted.has(id)));
  const fresh = add({ ...found, nodes }, "layout");
  for (const id of layout.pinned || []) if (graph.nodes.has(id)) screen.pinned.add(id);
  for (const id of layout.expanded || []) if (graph.nodes.has(id)) screen.expanded.add(id);
  draw(new Map(layout.nodes.map(([id, x, y]) => [id, [x, y]])));
  emit("changed", { fresh });
  const view = layout.view || {};
  if (Number.isFinite(view.x) && Number.isFinite(view.y) && Number.isFinite(view.scale)) {
    network.moveTo({ position: { x: view.x, y: view.y }, scale: view.scale, animation: false });
  }
  choose(typeof layout.chosen === "string" && graph.nodes.has(layout.chosen) ? layout.chosen : null, false);
  repaint();
  return fresh;
}

function rows(all) {
  const { words } = site;
  if (!all.size) return [make("p", { cls: "hint", text: words.noLayouts })];
  return [...all.keys()].sort().map((name) => make("p", { cls: "rank" }, make("span", { cls: "name", text: name }),
    make("button", { cls: "act", type: "button", text: words.restore, "aria-label": `${words.restore} ${name}`, on: { click: () => { closeDialog(); restore(all.get(name)); } } }),
    make("button", { cls: "act", type: "button", text: words.erase, "aria-label": `${words.erase} ${name}`, on: { click: () => { all.delete(name); keep(all); openLayouts(); } } })));
}

export function openLayouts() {
  const { words } = site;
  const all = kept();
  const name = make("input", { type: "text", id: "layout-name", required: true, maxlength: "80", "aria-label": words.saveAs, placeholder: words.saveAs });
  const form = make("form", { cls: "row", on: { submit: (event) => {
    event.preventDefault();
    all.set(name.value.trim() || "1", current());
    keep(all);
    emit("said", words.saved);
    openLayouts();
  } } }, name, make("button", { cls: "act main", type: "submit", text: words.save }));
  const file = make("input", { type: "file", accept: ".json,application/json", cls: "unseen", id: "layout-file", on: { change: async () => {
    const value = await file.files[0].text().then(JSON.parse).catch(() => null);
    closeDialog();
    restore(value);
  } } });
  dialog(words.layouts, form, ...rows(all), make("p", { cls: "row" },
    make("button", { cls: "act", type: "button", text: words.toFile, on: { click: () => download("graph-layout.json", JSON.stringify(current()), "application/json") } }),
    make("label", { cls: "act", for: "layout-file", text: words.fromFile }), file));
}

byId("show-layouts").addEventListener("click", openLayouts);
