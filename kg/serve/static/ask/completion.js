// What may be written next: words of the vocabulary as this graph uses them, names, variables, keywords.
import { FUNCTIONS, KEYWORDS } from "./language.js";
import { found } from "./names.js";

let vocabulary;

// A list stays open as long as what is typed fits: no entry may hold a plain space, so that a space closes it.
const joined = (...parts) => parts.filter(Boolean).join(" · ").replaceAll(" ", "\u00a0");

// Labels stand beside the words, so that "dirige" finds kg:leads and "company" kg:Company.
async function known() {
  const answer = await fetch("/ask/words");
  if (!answer.ok) return [];
  const { words } = await answer.json();
  return words.map(({ word, kind, label, comment, count }) => ({
    value: word,
    caption: joined(word, word.endsWith(`:${label}`) ? "" : label),
    meta: String(count),
    docText: comment,
    kind,
  }));
}

const plain = [...KEYWORDS.split(" "), ...FUNCTIONS.split(" ")].map((word) => ({ value: word, caption: word, meta: "", score: 1 }));

function variables(session, typed) {
  const names = new Set(session.getValue().match(/[?$]\w+/g));
  return [...names].filter((name) => name !== typed).map((name) => ({ value: name, caption: name, meta: "", score: 50 }));
}

export const completer = {
  id: "kg",
  identifierRegexps: [/[\w:?$·À-ɏ-]/],
  triggerCharacters: [":", "?"],

  async getCompletions(editor, session, { row, column }, prefix, callback) {
    const before = session.getLine(row).slice(0, column - prefix.length);
    if (/#|<[^>]*$|"[^"]*$/.test(before)) return callback(null, []);
    vocabulary ||= known();
    const wantsClass = /\ba\s+$/.test(before);
    const wantsVariable = prefix.startsWith("?");
    const words = (await vocabulary).filter((item) => !wantsClass || item.kind === "class").map((item) => ({ ...item, score: item.kind === "property" ? 1000 : 900 }));
    const names = !wantsClass && prefix.length > 1 && !/[?$:]/.test(prefix) ? await found(prefix) : [];
    const offered = [
      ...(wantsVariable ? [] : words),
      ...names.map(({ name, word, type }) => ({ value: word, caption: joined(name, word), meta: type, score: 500 })),
      ...(wantsVariable || !prefix ? variables(session, prefix) : []),
      ...(wantsClass || wantsVariable ? [] : plain),
    ];
    const folded = fold(prefix);
    callback(null, offered.filter((item) => fold(item.caption).includes(folded)));
  },
};

const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
