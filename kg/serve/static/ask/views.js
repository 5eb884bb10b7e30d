// The answer as a table, a chart or a drawing: one tab each, kept in the address.
import { chart } from "./chart.js";
import { draw } from "./drawing.js";

const VIEWS = ["table", "chart", "graph"];
const makers = { chart, graph: draw };

export function show(answer) {
  const data = read(answer.querySelector("table"));
  const tabs = VIEWS.map((name) => answer.querySelector(`#tab-${name}`));
  const made = new Set();

  function choose(name, focus) {
    for (const [n, tab] of tabs.entries()) {
      const chosen = VIEWS[n] === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      answer.querySelector(`#as-${VIEWS[n]}`).hidden = !chosen;
      if (chosen && focus) tab.focus();
    }
    if (makers[name] && !made.has(name)) {
      made.add(name);
      makers[name](answer.querySelector(`#as-${name}`), data);
    }
    const address = name === "table" ? location.pathname + location.search : `#${name}`;
    history.replaceState(null, "", address);
  }

  for (const [n, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(VIEWS[n], false));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) choose(VIEWS[(n + step + VIEWS.length) % VIEWS.length], true);
    });
  }
  const wanted = location.hash.slice(1);
  if (VIEWS.includes(wanted) && wanted !== "table") choose(wanted, false);
}

// The table as data: it is the one place where the answer stands.
function read(table) {
  const columns = [...table.tHead.rows[0].cells].slice(0, -1).map((cell) => cell.textContent);
  const rows = [...table.tBodies[0].rows].map((row) =>
    [...row.cells].slice(0, -1).map((cell) => ({
      text: cell.textContent,
      id: cell.dataset.id || "",
      link: cell.querySelector("a")?.getAttribute("href") || "",
      number: cell.classList.contains("number") ? Number(cell.textContent) : null,
    })),
  );
  return { columns, rows };
}
