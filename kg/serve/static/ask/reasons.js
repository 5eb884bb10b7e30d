// "Why?" beside each row: the sentences open below it.

export function explain(answer) {
  answer.addEventListener("click", async (event) => {
    const link = event.target.closest("a.why");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const row = link.closest("tr");
    const open = link.getAttribute("aria-expanded") === "true";
    link.setAttribute("aria-expanded", String(!open));
    if (open) {
      row.nextElementSibling.remove();
      return;
    }
    const cell = document.createElement("td");
    cell.colSpan = row.cells.length;
    const under = document.createElement("tr");
    under.className = "reasons";
    under.append(cell);
    row.after(under);
    cell.setAttribute("aria-busy", "true");
    await fill(cell, `${link.getAttribute("href")}&part`);
    cell.removeAttribute("aria-busy");
  });
}

// What the server sends is its own page, in which all text of articles is escaped.
async function fill(cell, address) {
  const answer = await fetch(address);
  const text = await answer.text();
  if (!answer.ok) {
    cell.textContent = text;
    return;
  }
  const read = new DOMParser().parseFromString(text, "text/html");
  cell.replaceChildren(...read.body.childNodes);
}
