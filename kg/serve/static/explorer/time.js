// The timeline: dated events of the whole graph, the latest first, below a bar for each month.
import { byId, make, readableDate } from "/view/tools.js";
import { badge } from "/view/icons.js";
import { site, emit } from "./state.js";
import { get } from "./api.js";
import { bring } from "./acts.js";
import { jump } from "./lines.js";

const view = byId("view-time");
let loaded = false;

function eventRow(found, id) {
  const node = found.nodes[id];
  const parts = [...new Set(Object.values(found.edges).filter((e) => e.from === id).map((e) => e.to))];
  const card = { names: found.nodes, documents: found.documents };
  return make("li", { cls: `happened ${node.status}`, "data-id": id },
    make("span", { cls: "dot", "aria-hidden": "true" }, badge(node.type, 24, node.status)),
    make("div", {}, make("p", { cls: "when", text: readableDate(node.date) }),
      make("button", { cls: "jump what", type: "button", "data-id": id, on: { click: () => bring(id) } }, make("span", { text: node.told || node.label })),      make("p", { cls: "parts" }, ...parts.slice(0, 6).map((p) => jump(card, p)))));
}

/** A bar for each month between the first and the last; a click goes to its events. */
function bars(found, ids) {
  const months = new Map();
  for (const id of ids) {
    const month = found.nodes[id].date.slice(0, 7);
    if (month.length === 7) months.set(month, (months.get(month) || 0) + 1);
  }
  const top = Math.max(1, ...months.values());
  return make("div", { cls: "months" }, ...[...months].sort().slice(-36).map(([month, n]) => {
    const bar = make("span", { cls: "bar-mark" });
    bar.style.height = `${8 + (44 * n) / top}px`;
    return make("button", { cls: "month", type: "button", title: `${readableDate(month)} : ${n}`, "aria-label": `${readableDate(month)} : ${n}`, on: { click: () => {
      const first = ids.find((id) => found.nodes[id].date.startsWith(month));
      const line = [...view.querySelectorAll("[data-id]")].find((e) => e.dataset.id === first);
      if (line) line.scrollIntoView({ block: "start", behavior: "smooth" });
    } } }, bar, make("span", { cls: "label", text: month.endsWith("-01") ? month.slice(0, 4) : month.slice(5) }));
  }));
}

export async function openTime() {
  if (loaded) return;
  const found = await get("events");
  if (!found) return;
  loaded = true;
  const ids = Object.keys(found.nodes).filter((id) => found.nodes[id].kind === "event" && found.nodes[id].date)
    .sort((a, b) => (found.nodes[a].date < found.nodes[b].date ? 1 : found.nodes[a].date > found.nodes[b].date ? -1 : 0));
  if (!ids.length) return void view.replaceChildren(make("p", { cls: "hint", text: site.words.noEvents }));
  const years = new Map();
  for (const id of ids) {
    const year = found.nodes[id].date.slice(0, 4);
    if (!years.has(year)) years.set(year, []);
    years.get(year).push(id);
  }
  view.setAttribute("aria-label", site.words.timeHelp);
  view.replaceChildren(make("div", { cls: "column" }, bars(found, ids),
    ...[...years].map(([year, all]) => make("section", {}, make("h2", { cls: "year", text: year }), make("ol", { cls: "events" }, ...all.map((id) => eventRow(found, id)))))));
  emit("said", site.words.timeHelp);
}
