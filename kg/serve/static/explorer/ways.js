// The ways between two things: asked for in the dialog, told in the panel, bright in the drawing.
import { make } from "/view/tools.js";
import { graph, site, choose, emit } from "./state.js";
import { findWays } from "./acts.js";
import { dialog, closeDialog } from "./dialogs.js";
import { picker } from "./pick.js";
import { jump } from "./lines.js";
import { showParts } from "./panel.js";

/** Ask to which other thing, then show how one leads to it. */
export function askWay(from) {
  const { words } = site;
  const input = make("input", { type: "search", id: "way-to", role: "combobox", "aria-expanded": "false", "aria-controls": "way-found",
    "aria-autocomplete": "list", autocomplete: "off", "aria-label": words.pathTarget, placeholder: words.pathTarget });
  const list = make("ul", { id: "way-found", cls: "found", role: "listbox", hidden: true });
  dialog(`${words.pathFrom} ${graph.nodes.get(from).label}`, make("div", { cls: "find wide" }, input, list));
  picker(input, list, async (hit) => {
    closeDialog();
    const found = await findWays(from, hit.id);
    if (found) tell(graph.nodes.get(from).label, hit.label, found);
  });
}

function tell(from, to, found) {
  const { words } = site;
  const card = { names: {}, documents: {} };
  showParts(make("div", { cls: "top" }, make("p", { cls: "kind", text: words.pathFound }), make("h2", { text: `${from} – ${to}` })),
    found.length ? null : make("p", { cls: "hint", text: words.pathNone }),
    ...found.map((way) => make("section", {}, make("ol", { cls: "way" }, ...steps(card, way)))));
  emit("said", found.length ? `${words.pathFound} : ${found.length}` : words.pathNone);
}

/** Things and what joins them, in turn; a joint is a button that shows its sentences. */
function steps(card, way) {
  return way.map((id, n) => {
    if (n % 2 === 0) return make("li", { cls: "stop" }, jump(card, id));
    if (graph.nodes.has(id)) return make("li", { cls: "joint" }, jump(card, id));
    const [edgeId, edge] = [...graph.edges].find(([, e]) => e.statements.includes(id)) || [];
    if (!edge) return make("li", { cls: "joint", text: "—" });
    const arrow = !edge.directed ? "↔" : edge.from === way[n - 1] ? "↓" : "↑";
    return make("li", { cls: "joint" }, make("button", { cls: "jump inline", type: "button", text: `${arrow} ${edge.caption}`, on: { click: () => choose(edgeId, false) } }));
  });
}
