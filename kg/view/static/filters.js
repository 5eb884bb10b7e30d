// Legend and filters in one: classes, relations and statuses, each with its sign and its number.
const filters = byId("filters");
const off = { type: new Set(), relation: new Set(), status: new Set() };
let showMentioned = false;

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts.entries()].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function isHiddenNode(id) {
  const node = data.nodes[id];
  if (state.shown.has(id)) return false;
  if (off.type.has(node.type) || off.status.has(node.status)) return true;
  return anyLinks && !showMentioned && onlyMentioned(id);
}

function applyFilters() {
  state.hidden = new Set(nodeIds.filter(isHiddenNode));
  for (const [id, edge] of Object.entries(data.edges)) {
    const out = state.hidden.has(edge.from) || state.hidden.has(edge.to) || off.status.has(edge.status);
    if (out || (!edge.role && off.relation.has(edge.relation))) state.hidden.add(id);
  }
  hideLonelyEvents();
  repaint();
}

/** An event whose participants are all hidden says nothing. */
function hideLonelyEvents() {
  for (const id of nodeIds) {
    const links = linksOf[id];
    if (data.nodes[id].kind === "event" && links.length && links.every((link) => state.hidden.has(link)) && !state.shown.has(id)) state.hidden.add(id);
  }
}

function row(group, key, sign, label, count, boxes) {
  const box = make("input", { type: "checkbox", "data-group": group, "data-key": key, on: { change: () => {
    if (box.checked) off[group].delete(key); else off[group].add(key);
    state.shown.clear();
    applyFilters();
  } } });
  box.checked = true;
  boxes.push([box, key]);
  const solo = make("button", { cls: "solo", type: "button", text: words.only, "aria-label": `${label} ${words.only}`, on: { click: () => setAll(group, boxes, (k) => k === key) } });
  return make("li", {}, make("label", {}, box, sign, make("span", { cls: "name", text: label })), solo, make("span", { cls: "count", text: String(count) }));
}

function setAll(group, boxes, keep) {
  for (const [box, key] of boxes) {
    box.checked = keep(key);
    if (box.checked) off[group].delete(key); else off[group].add(key);
  }
  state.shown.clear();
  applyFilters();
}

function groupOf(title, group, rows) {
  if (!rows.length) return null;
  const boxes = [];
  const list = make("ul", {}, ...rows.map(([key, sign, label, count]) => row(group, key, sign, label, count, boxes)));
  const tools = rows.length > 1 ? make("span", { cls: "all" },
    make("button", { type: "button", text: words.all, "aria-label": `${title} : ${words.all}`, on: { click: () => setAll(group, boxes, () => true) } }),
    make("button", { type: "button", text: words.none, "aria-label": `${title} : ${words.none}`, on: { click: () => setAll(group, boxes, () => false) } })) : null;
  return make("section", { cls: group }, make("h2", {}, make("span", { text: title }), tools), list);
}

function buildFilters() {
  const types = (kind) => tally(nodeIds.filter((id) => data.nodes[id].kind === kind).map((id) => data.nodes[id].type))
    .map(([type, count]) => [type, badge(type, 20), data.classes[type].label, count]);
  const facts = Object.values(data.edges).filter((edge) => !edge.role);
  const relations = tally(facts.map((edge) => edge.relation)).map(([key, count]) => [key, null, data.relations[key], count]);
  const said = [...facts.map((edge) => edge.status), ...nodeIds.filter((id) => data.nodes[id].kind === "event").map((id) => data.nodes[id].status)];
  const order = ["actual", "planned", "possible", "denied"];
  const statuses = tally(said).sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]))
    .map(([key, count]) => [key, make("span", { cls: `stroke ${key}` }), words[key], count]);
  const parts = [groupOf(words.entities, "type", types("entity")), groupOf(words.events, "type", types("event")),
    groupOf(words.relations, "relation", relations), groupOf(words.status, "status", statuses)];
  if (mentionedOnly.length) {
    const box = make("input", { type: "checkbox", id: "mentioned", on: { change: () => { showMentioned = box.checked; applyFilters(); fitAll(); } } });
    parts.push(make("section", {}, make("ul", {}, make("li", {}, make("label", {}, box, make("span", { cls: "name", text: words.unlinked })),
      make("span", { cls: "count", text: String(mentionedOnly.length) })))));
  }
  filters.setAttribute("aria-label", words.filters);
  filters.replaceChildren(...parts.filter(Boolean));
}
