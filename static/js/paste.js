// Paste a block from Excel or WPS: the server says what would change and what cannot be read; only what is
// confirmed is written, through the same way as typing. A single text is pasted by the browser as ever.

import { fieldOf, form } from "./cells.js";
import { save } from "./autosave.js";
import { putAll } from "./undo.js";

const dialog = document.querySelector("dialog.paste-preview");

form?.addEventListener("paste", async (event) => {
  const field = event.target;
  const block = event.clipboardData.getData("text/plain");
  if (fieldOf(field.name) !== field || !field.closest("table.fill") || !isBlock(field, block)) return;
  event.preventDefault();
  await save({ all: true });
  const answer = await ask(field.name, block);
  show(field, answer);
});

// Several cells: a tab, or in a field of one line a line break that is not the last sign.
function isBlock(field, block) {
  const inner = block.replace(/[\r\n]+$/, "");
  return inner.includes("\t") || (field.tagName === "INPUT" && /[\r\n]/.test(inner)) || isQuoted(inner);
}

// One cell with line breaks in it, as Excel copies it.
function isQuoted(inner) {
  return /^"[^]*[\r\n][^]*"$/.test(inner);
}

async function ask(at, block) {
  const headers = { "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken").value };
  const body = new URLSearchParams({ at, block });
  try {
    const response = await fetch(form.dataset.paste, { method: "POST", body, headers, redirect: "manual" });
    return await response.json();
  } catch {
    return { words: "网络不通或登录已失效，粘贴的内容没有写入，请稍后重新粘贴。" };
  }
}

function show(field, { words, html, cells }) {
  if (html) dialog.innerHTML = html;
  else dialog.replaceChildren(refusal(words));
  dialog.onclick = ({ target }) => {
    if (target.closest("[data-confirm]")) {
      putAll(cells, field);
      save({ all: true });
    }
    if (target.closest("[data-confirm], [data-cancel]")) dialog.close();
  };
  dialog.onclose = () => field.focus();
  dialog.showModal();
  dialog.querySelector("button")?.focus();
}

function refusal(words) {
  const told = document.createElement("div");
  const title = Object.assign(document.createElement("h2"), { id: "paste-title", textContent: "不能粘贴" });
  const why = Object.assign(document.createElement("p"), { textContent: words });
  const close = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-plain", textContent: "关闭" });
  close.dataset.cancel = "";
  told.append(title, why, close);
  return told;
}
