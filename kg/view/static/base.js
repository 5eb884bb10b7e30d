// What the page tells, and which links touch which node.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const nameOf = (id) => (own(data.nodes, id) ? data.nodes[id].label : own(data.names, id) || id);

// Which links touch which node.
const linksOf = {};
for (const id of Object.keys(data.nodes)) linksOf[id] = [];
for (const [id, edge] of Object.entries(data.edges)) {
  linksOf[edge.from].push(id);
  if (edge.to !== edge.from) linksOf[edge.to].push(id);
}

/** An entity that nothing is said about: hidden until asked for, when others have links. */
const onlyMentioned = (id) => data.nodes[id].kind === "entity" && data.nodes[id].statements.length === 0;
const nodeIds = Object.keys(data.nodes);
const anyLinks = Object.keys(data.edges).length > 0;
const mentionedOnly = anyLinks ? nodeIds.filter(onlyMentioned) : [];
