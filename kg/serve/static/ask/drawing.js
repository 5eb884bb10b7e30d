/* global vis */
// What the answer names, as a graph: triples as they are; of a table, each row around its first name.

const MOST = 300; // nodes: beyond, neither the physics nor a reader keeps up
const PALETTE = ["#2f6fb5", "#b5542f", "#2f8f6b", "#8a5bb0", "#a6832a", "#b03a63", "#4a7c8c"];

export function draw(box, data) {
  const { nodes, edges, cut } = graphOf(data);
  if (nodes.length < 2) {
    box.textContent = box.dataset.none;
    return;
  }
  const paper = document.createElement("div");
  paper.className = "drawing";
  const legend = document.createElement("p");
  legend.className = "legend";
  for (const [name, color] of legendOf(data, nodes)) {
    const dot = document.createElement("i");
    dot.style.background = color;
    const item = document.createElement("span");
    item.append(dot, name);
    legend.append(item);
  }
  box.replaceChildren(legend, paper);
  if (cut) box.append(Object.assign(document.createElement("p"), { className: "hint", textContent: box.dataset.cut }));
  const ink = getComputedStyle(box).color;
  const network = new vis.Network(paper, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }, {
    nodes: { shape: "dot", size: 14, font: { color: ink, size: 18, face: "system-ui, sans-serif" } },
    edges: { color: { color: "#8a95a5", highlight: "#5a7ca8" }, font: { color: ink, size: 14, strokeWidth: 0 }, arrows: { to: { scaleFactor: 0.6 } } },
    physics: { stabilization: { iterations: 250, fit: true }, solver: "forceAtlas2Based" },
    interaction: { hover: true },
  });
  network.once("stabilizationIterationsDone", () => network.setOptions({ physics: false }));
  network.on("doubleClick", ({ nodes: [id] }) => {
    const link = nodes.find((node) => node.id === id)?.link;
    if (link) location.assign(link);
  });
}

function graphOf({ columns, rows }) {
  const nodes = new Map(), edges = new Map();
  let cut = false;
  const triples = columns.join() === "subject,predicate,object";
  function node(cell, group) {
    const id = cell.id || `"${cell.text}`;
    if (!nodes.has(id) && nodes.size >= MOST) cut = true;
    else if (!nodes.has(id)) nodes.set(id, { id, label: short(cell.text), title: cell.text, link: cell.link, group, color: PALETTE[group % PALETTE.length] });
    return nodes.has(id) ? id : null;
  }
  function edge(from, to, label) {
    if (from !== null && to !== null && from !== to) edges.set(`${from} ${label} ${to}`, { from, to, label });
  }
  for (const row of rows) {
    if (triples) {
      edge(node(row[0], 0), node(row[2], row[2].id ? 0 : 1), row[1].text);
      continue;
    }
    const named = row.map((cell, n) => [cell, n]).filter(([cell]) => cell.id);
    if (!named.length) continue;
    const center = node(...named[0]);
    for (const [cell, n] of named.slice(1)) edge(center, node(cell, n), ""); // the colours say which column it is
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], cut };
}

function legendOf({ columns }, nodes) {
  const groups = [...new Set(nodes.map((node) => node.group))].sort((a, b) => a - b);
  return groups.length > 1 ? groups.map((n) => [columns[n], PALETTE[n % PALETTE.length]]) : [];
}

const short = (text) => (text.length > 28 ? `${text.slice(0, 27)}…` : text);
