// The panel: what is said about the chosen node or link, each line with its sentences.
const panel = byId("panel");

function chip(status) {
  return status === "actual" ? null : make("span", { cls: `chip ${status}`, text: words[status] });
}

function jump(id, cls) {
  const node = own(data.nodes, id);
  if (!node) return make("span", { cls, text: nameOf(id) });
  return make("button", { cls: `jump ${cls || ""}`, type: "button", on: { click: () => choose(id, true) } },
    badge(node.type, 18, node.status), make("span", { text: node.label }));
}

/** A sentence with the names of those it speaks of in bold. */
function marked(text, ids) {
  const names = ids.flatMap((id) => (own(data.nodes, id) ? [data.nodes[id].label, ...(data.nodes[id].kind === "entity" ? data.nodes[id].aliases : [])] : []));
  return highlight(text, names);
}

function articleLine(id) {
  const article = own(data.documents, id);
  if (!article) return make("span", { text: id });
  const line = make("span", { cls: "article" });
  const title = article.title || words.untitled;
  line.append(article.url
    ? make("a", { text: title, href: article.url, target: "_blank", rel: "noopener noreferrer", title: words.open })
    : make("span", { text: title }));
  const more = [...article.by, readableDate(article.date)].filter(Boolean).join(" · ");
  if (more) line.append(make("span", { cls: "from", text: more }));
  return line;
}

function vouch(statement) {
  const parts = make("p", { cls: "vouch" });
  if (statement.by.length) {
    parts.append(make("span", { cls: "by" }, `${words.saysWho} `, ...statement.by.map((id) => jump(id, "inline"))));
  }
  const meter = make("span", { cls: "meter", "aria-hidden": "true" });
  const level = make("span", { cls: "level" });
  level.style.width = `${Math.round(100 * statement.confidence)}%`;
  meter.append(level);
  parts.append(make("span", { cls: "sure" }, meter, `${words.confidence} ${percent(statement.confidence)}`));
  parts.append(make("span", { cls: `status ${statement.status}`, text: words[statement.status] }));
  parts.append(make("span", { cls: "rule" }, `${words.rule} `, make("code", { text: statement.rules.join(", ") })));
  return parts;
}

/** All evidence of one statement. */
function evidence(statement) {
  const ids = statement.arguments.filter((a) => a.ref).map((a) => a.ref);
  const box = make("div", { cls: "evidence" });
  for (const proof of statement.evidence) {
    box.append(make("figure", {},
      make("blockquote", {}, make("span", { cls: "around", text: proof.before }), marked(proof.quote, ids),
        make("span", { cls: "around", text: proof.after })),
      make("figcaption", {}, articleLine(proof.document))));
  }
  box.append(vouch(statement));
  return box;
}

/** One line that opens to show its evidence. */
function foldable(heading, statements, open) {
  const count = statements.reduce((sum, id) => sum + data.statements[id].evidence.length, 0);
  const summary = make("summary", {}, ...heading, make("span", { cls: "count", text: String(count), title: `${count} ${words.evidence}` }));
  return make("details", { cls: "line", open }, summary, ...statements.map((id) => evidence(data.statements[id])));
}

function section(title, lines) {
  const shown = lines.filter(Boolean);
  return shown.length ? make("section", {}, make("h3", { text: title }), ...shown) : null;
}

function linkLine(id, from) {
  const edge = data.edges[id];
  const here = (end) => (end === from ? null : jump(end, "inline"));
  const arrow = make("span", { cls: "relation", text: edge.directed ? (edge.to === from ? `${edge.caption} ←` : `${edge.caption} →`) : `${edge.caption} ↔` });
  const other = edge.from === from ? edge.to : edge.from;
  return foldable(from === null ? [here(edge.from), arrow, here(edge.to), chip(edge.status)].filter(Boolean)
    : [arrow, jump(other, "inline"), chip(edge.status)].filter(Boolean), edge.statements, from === null);
}

function eventLine(id, role) {
  const statement = data.statements[id];
  const heading = [jump(id, "inline")];
  if (role) heading.push(make("span", { cls: "relation", text: role }));
  heading.push(chip(statement.status), make("span", { cls: "told", text: sentence(statement) }));
  return foldable(heading.filter(Boolean), [id], false);
}

/** A statement in one line: its label, or, for a fact, its property with what it says. */
function sentence(statement) {
  const written = (a) => (a.ref ? nameOf(a.ref) : readableValue(a));
  const object = statement.arguments.find((a) => a.role === "object");
  if (statement.kind === "fact" && object && !object.ref) return `${statement.name} : ${written(object)}`;
  if (statement.label) return statement.label;
  return [statement.name, ...statement.arguments.map(written)].join(" · ");
}

const told = (id) => foldable([make("span", { cls: "told", text: sentence(data.statements[id]) }), chip(data.statements[id].status)].filter(Boolean), [id], false);

function spoken(id) {
  const statement = data.statements[id];
  const speaker = statement.arguments.find((a) => a.role === "speaker" && a.ref);
  const text = statement.arguments.find((a) => a.role === "text");
  const heading = [make("q", { cls: "speech", text: text ? text.value : sentence(statement) })];
  if (speaker && speaker.ref !== state.chosen) heading.push(jump(speaker.ref, "inline"));
  return foldable(heading, [id], false);
}

const plays = (statement, role, id) => statement.arguments.some((a) => a.role === role && a.ref === id);

function head(id) {
  const node = data.nodes[id];
  const also = node.kind === "entity" && node.aliases.length ? make("p", { cls: "also", text: `${words.also} : ${node.aliases.join(" · ")}` }) : null;
  return make("div", { cls: "top" }, make("p", { cls: "kind" }, badge(node.type, 22, node.status), make("span", { text: data.classes[node.type].label }), chip(node.status)),
    make("h2", { text: node.kind === "event" ? sentence(data.statements[id]) : node.label }), also);
}

function entityPanel(id) {
  const node = data.nodes[id];
  const linked = new Set(linksOf[id].flatMap((link) => data.edges[link].statements));
  const rest = node.statements.filter((s) => !linked.has(s)).map((s) => [s, data.statements[s]]);
  const pick = (test) => rest.filter(([, s]) => test(s)).map(([s]) => s);
  const links = linksOf[id].filter((link) => !data.edges[link].role);
  const events = linksOf[id].filter((link) => data.edges[link].role);
  const others = pick((s) => s.by.includes(id) && !s.arguments.some((a) => a.ref === id));
  return [
    section(words.positions, pick((s) => s.kind === "position" && plays(s, "holder", id)).map(told)),
    section(words.relations, links.map((link) => linkLine(link, id))),
    section(words.events, events.map((link) => eventLine(data.edges[link].from, data.edges[link].caption))),
    section(words.figures, pick((s) => s.kind === "figure").map(told)),
    section(words.dates, pick((s) => s.kind === "fact" && plays(s, "subject", id)).map(told)),
    section(words.quotations, pick((s) => s.kind === "quotation" && plays(s, "speaker", id)).map(spoken)),
    section(words.mentionedIn, pick((s) => s.kind === "quotation" && !plays(s, "speaker", id) && !s.by.includes(id)).map(spoken)),
    section(words.attributed, others.map(told)),
  ];
}

function eventPanel(id) {
  const statement = data.statements[id];
  const rows = statement.arguments.map((a) => make("div", { cls: "role" }, make("dt", { text: a.name }),
    make("dd", {}, a.ref ? jump(a.ref, "inline") : make("span", { text: readableValue(a) }))));
  return [make("section", {}, make("h3", { text: words.participants }), make("dl", {}, ...rows)),
    make("section", {}, make("h3", { text: words.evidence }), evidence(statement))];
}

function articles(ids) {
  const known = ids.filter((id) => own(data.documents, id));
  return section(words.sources, known.map((id) => make("p", { cls: "source" }, articleLine(id))));
}

function closer() {
  return make("button", { cls: "close", type: "button", text: "×", "aria-label": words.close, title: words.back, on: { click: () => choose(null) } });
}

/** Everything at a glance, when nothing is chosen: who matters, what happened when. */
function overview() {
  const when = (id) => (data.statements[id].arguments.find((a) => a.role === "date") || {}).value || "";
  const ids = Object.keys(data.nodes);
  const most = ids.filter((id) => data.nodes[id].kind === "entity" && !onlyMentioned(id)).sort((a, b) => data.nodes[b].weight - data.nodes[a].weight);
  const events = ids.filter((id) => data.nodes[id].kind === "event").sort((a, b) => (when(b) > when(a) ? 1 : when(b) < when(a) ? -1 : 0));
  panel.replaceChildren(...[
    make("p", { cls: "hint", text: ids.length ? words.hint : words.empty }),
    section(words.most, most.slice(0, 8).map((id) => make("p", { cls: "rank" }, jump(id, ""), make("span", { cls: "count", text: String(data.nodes[id].weight) })))),
    section(words.recent, events.slice(0, 40).map((id) => make("div", { cls: "moment" },
      make("span", { cls: "when", text: readableDate(when(id)) || words.undated }),
      make("button", { cls: "jump what", type: "button", on: { click: () => choose(id, true) } }, badge(data.nodes[id].type, 18, data.nodes[id].status),
        make("span", { text: sentence(data.statements[id]) })), chip(data.nodes[id].status)))),
    make("p", { cls: "keys", text: words.keys }),
  ].filter(Boolean));
}

function showPanel(id) {
  document.body.classList.toggle("chosen", id !== null);
  panel.scrollTop = 0;
  if (id === null) return overview();
  const node = own(data.nodes, id);
  const parts = node
    ? [head(id), ...(node.kind === "event" ? eventPanel(id) : entityPanel(id)), articles(node.documents)]
    : [make("div", { cls: "top" }, make("p", { cls: "kind", text: words.relations }),
      make("h2", { text: `${nameOf(data.edges[id].from)} – ${nameOf(data.edges[id].to)}` })), linkLine(id, null)];
  panel.replaceChildren(closer(), ...parts.filter(Boolean));
}
