// One line of the card, which opens to its sentences with the words marked and the way to the article.
import { make, own, highlight, readableDate, readableValue, percent } from "/view/tools.js";
import { badge } from "/view/icons.js";
import { graph, site } from "./state.js";
import { bring } from "./acts.js";

const known = (card, id) => own(card.names, id) || graph.nodes.get(id);
export const nameOf = (card, id) => (known(card, id) || { label: id }).label;

/** Where the page of a thing is on this server. */
export const pageOf = (id) => `/id/${id.split("/").map(encodeURIComponent).join("/")}`;

export function chip(status) {
  return status === "actual" ? null : make("span", { cls: `chip ${status}`, text: site.words[status] });
}

/** A button with the name of a thing, which brings it. */
export function jump(card, id, cls = "inline") {
  const node = known(card, id);
  const sign = node && own(site.classes, node.type) ? badge(node.type, 18, node.status) : null;
  return make("button", { cls: `jump ${cls}`, type: "button", "data-id": id, on: { click: () => bring(id) } },
    sign, make("span", { text: nameOf(card, id) }));
}

export function articleLine(card, id, proof) {
  const { words } = site;
  const article = own(card.documents, id) || own(graph.documents, id) || { by: [] };
  const line = make("span", { cls: "article" });
  const place = proof ? `?start=${proof.start}&end=${proof.end}#here` : "";
  line.append(make("a", { text: article.title || words.untitled, href: id.startsWith("note/") ? pageOf(id) : `/text/${encodeURIComponent(id)}${place}`,
    target: "_blank", rel: "noopener", title: words.inText }));
  const more = [...article.by, readableDate(article.date)].filter(Boolean).join(" · ");
  const from = make("span", { cls: "from", text: more });
  if (article.url) {
    from.append(more ? " · " : "", make("a", { text: words.original, href: article.url, target: "_blank", rel: "noopener noreferrer" }));
  }
  if (more || article.url) line.append(from);
  return line;
}

function vouch(card, statement) {
  const { words } = site;
  const parts = make("p", { cls: "vouch" });
  if (statement.by.length) parts.append(make("span", { cls: "by" }, `${words.saysWho} `, ...statement.by.map((id) => jump(card, id))));
  const meter = make("span", { cls: "meter", "aria-hidden": "true" });
  const level = make("span", { cls: "level" });
  level.style.width = `${Math.round(100 * statement.confidence)}%`;
  meter.append(level);
  parts.append(make("span", { cls: "sure" }, meter, `${words.confidence} ${percent(statement.confidence)}`),
    make("span", { cls: `status ${statement.status}`, text: words[statement.status] }),
    make("span", { cls: "rule" }, `${words.rule} `, make("code", { text: statement.rules.join(", ") })));
  return parts;
}

/** The words that a statement rests on: names in any form, and values as they stand in the text. */
function marks(card, statement) {
  return statement.arguments.flatMap((a) => {
    if (!a.ref) return a.value ? [a.value, readableValue(a)] : [];
    const thing = known(card, a.ref);
    return thing ? [thing.label, ...(thing.aliases || [])] : [];
  });
}

/** All evidence of one statement. */
export function evidence(card, statement) {
  const box = make("div", { cls: "evidence" });
  const names = marks(card, statement);
  for (const proof of statement.evidence) {
    box.append(make("figure", {},
      make("blockquote", {}, make("span", { cls: "around", text: proof.before }), highlight(proof.quote, names),
        make("span", { cls: "around", text: proof.after })),
      make("figcaption", {}, articleLine(card, proof.document, proof))));
  }
  box.append(vouch(card, statement));
  return box;
}

/** A line that opens to show its evidence; what is inside is made when it is opened. */
export function foldable(card, heading, statements, open = false) {
  const count = statements.reduce((sum, s) => sum + s.evidence.length, 0);
  const summary = make("summary", {}, ...heading.filter(Boolean), make("span", { cls: "count", text: String(count), title: `${count} ${site.words.evidence}` }));
  const line = make("details", { cls: "line", open }, summary);
  const fill = () => { if (line.open && line.children.length === 1) line.append(...statements.map((s) => evidence(card, s))); };
  line.addEventListener("toggle", fill);
  fill();
  return line;
}

/** A statement in one line: its label, or, for a fact, its property with what it says. */
export function sentence(card, statement) {
  const written = (a) => (a.ref ? nameOf(card, a.ref) : readableValue(a));
  const object = statement.arguments.find((a) => a.role === "object");
  if (statement.kind === "fact" && object && !object.ref) return `${statement.name} : ${written(object)}`;
  if (statement.label) return statement.label;
  return [statement.name, ...statement.arguments.map(written)].join(" · ");
}

export function section(title, lines, ...before) {
  const shown = lines.filter(Boolean);
  return shown.length ? make("section", {}, make("h3", { text: title }), ...before.filter(Boolean), ...shown) : null;
}
