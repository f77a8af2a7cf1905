// 引用表中数字: a press writes the name of a cell where the caret stood last; the server prints its figure there.

import { form, put } from "./cells.js";

let last = null;

form?.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea[name^='report/']")) last = target;
});
form?.addEventListener("click", ({ target }) => {
  const words = target.closest("[data-place]")?.dataset.place;
  const field = words && (last ?? form.querySelector("textarea[name^='report/']"));
  if (field) write(words, field);
});

// Write where the caret stands, instead of what is selected.
export function write(words, field) {
  const caret = field.selectionStart + words.length;
  put(field, field.value.slice(0, field.selectionStart) + words + field.value.slice(field.selectionEnd));
  field.focus();
  field.setSelectionRange(caret, caret);
}
