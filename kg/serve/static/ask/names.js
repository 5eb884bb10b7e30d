// Names of the graph for a field in which one is asked for: the browser's own list of suggestions.

let lists = 0;

export async function found(wanted) {
  const answer = await fetch(`/ask/words?q=${encodeURIComponent(wanted)}`);
  return answer.ok ? answer.json() : [];
}

export function offerNames(input) {
  const list = document.createElement("datalist");
  list.id = `names-${lists++}`;
  input.after(list);
  input.setAttribute("list", list.id);
  let last = "";
  input.addEventListener("input", async () => {
    const wanted = (last = input.value.trim());
    if (wanted.length < 2) return;
    const names = await found(wanted);
    if (wanted !== last) return; // a later answer has come first
    list.replaceChildren(...names.map((name) => new Option(name.type, name.name)));
  });
}
