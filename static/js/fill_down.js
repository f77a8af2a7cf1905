// Fill down: Ctrl+D takes the text of the cell above; the button writes the text of the cell last used into the
// empty cells below it.

import { FIELDS, fieldOf, form, text } from "./cells.js";
import { save } from "./autosave.js";
import { putAll } from "./undo.js";

const button = form?.querySelector("[data-fill-down]");
let last = null;

if (button) {
  button.hidden = false;
  form.addEventListener("focusin", ({ target }) => {
    if (fieldOf(target.name) === target && target.closest("table.fill")) last = target;
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "d" || !(event.ctrlKey || event.metaKey) || event.target !== last) return;
    event.preventDefault();
    const above = column(last).reverse().find((field) => isBefore(field, last));
    if (above) putAll([{ address: last.name, typed: text(above) }], last);
  });
  button.addEventListener("click", () => {
    if (!last) return;
    const empty = column(last).filter((field) => isBefore(last, field) && text(field) === "");
    putAll(empty.map((field) => ({ address: field.name, typed: text(last) })), last);
    last.focus();
    save({ all: true });
  });
}

// The fields of the same kind in the same table, from the top; of what a rule asks, those of the same row.
function column(field) {
  const asked = field.closest(".asked");
  if (asked) return [...asked.querySelectorAll(`[data-asked="${field.dataset.asked}"]`)];
  const kind = field.name.split("/").at(-1);
  const all = [...field.closest("table").querySelectorAll(FIELDS)];
  return all.filter((one) => one.name.split("/").at(-1) === kind && one.name.split("/")[0] === field.name.split("/")[0]);
}

function isBefore(one, other) {
  return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}
