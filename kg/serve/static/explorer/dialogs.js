// The one dialog of the page: what is asked for in between.
import { byId, make } from "/view/tools.js";
import { site } from "./state.js";

const box = byId("dialog");

/** Open the dialog with a title and parts; the first field gets the focus. */
export function dialog(title, ...parts) {
  const close = make("button", { cls: "close", type: "button", text: "×", "aria-label": site.words.close, on: { click: () => box.close() } });
  box.replaceChildren(make("h2", { id: "dialog-title", text: title }), close, ...parts.filter(Boolean));
  box.setAttribute("aria-labelledby", "dialog-title");
  if (!box.open) box.showModal();
  const first = box.querySelector("input, .main");
  if (first) first.focus();
  return box;
}

export const closeDialog = () => box.close();

box.addEventListener("click", (event) => { if (event.target === box) box.close(); });

/** Offer bytes or text as a file. */
export function download(name, content, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
