/* global ace */
// The editor over the plain field, which keeps the text and is what the form sends.
import { completer } from "./completion.js";
import { define } from "./language.js";

const PAUSE = 120; // ms after a key before something is offered

export function edit(area) {
  const form = area.form;
  const touch = matchMedia("(pointer: coarse)").matches; // a phone's keyboard works best in its own field
  if (typeof ace === "undefined" || touch) {
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    return;
  }
  const box = document.createElement("div");
  box.className = "editor";
  area.after(box);
  area.hidden = true;
  const editor = opened(box, area);
  editor.session.on("change", () => { area.value = editor.getValue(); });
  editor.commands.addCommand({ name: "ask", bindKey: { win: "Ctrl-Enter", mac: "Command-Enter" }, exec: () => form.requestSubmit() });
  mark(editor, form.querySelector(".error"));
  box.closest("details").addEventListener("toggle", () => editor.resize());
  window.kgEditor = editor; // for tests and the curious
}

function opened(box, area) {
  ace.config.set("basePath", "/lib/ace");
  ace.config.set("useStrictCSP", true); // its styles come as a file
  define();
  ace.require("ace/ext/language_tools").setCompleters([completer]);
  const editor = ace.edit(box, {
    mode: "ace/mode/kg_sparql", value: area.value, minLines: 6, maxLines: 30, fontSize: 14, tabSize: 2, showPrintMargin: false,
    highlightActiveLine: false, useWorker: false, enableBasicAutocompletion: true, enableKeyboardAccessibility: true, showFoldWidgets: false,
  });
  offer(editor);
  editor.textInput.getElement().setAttribute("aria-label", area.getAttribute("aria-label"));
  editor.navigateFileEnd();
  return editor;
}

// Ace's own live completion only narrows the list with which it opened; names come with more letters.
function offer(editor) {
  const list = ace.require("ace/autocomplete").Autocomplete.for(editor);
  const util = ace.require("ace/autocomplete/util");
  let waiting;
  editor.commands.on("afterExec", ({ command }) => {
    clearTimeout(waiting);
    if (command.name !== "insertstring" && command.name !== "backspace") return;
    waiting = setTimeout(() => {
      if (!util.getCompletionPrefix(editor)) return;
      Object.assign(list, { autoInsert: false, autoSelect: true, autoShown: true });
      list.showPopup(editor);
    }, PAUSE);
  });
}

// Where the server says that a query is wrong: "line 2, column 5: …".
function mark(editor, error) {
  const place = error && /line (\d+), column (\d+)/.exec(error.textContent);
  if (!place) return;
  const row = Number(place[1]) - 1, column = Number(place[2]) - 1;
  editor.session.setAnnotations([{ row, column, text: error.textContent, type: "error" }]);
  editor.gotoLine(row + 1, column);
  editor.focus();
}
