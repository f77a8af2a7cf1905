// Undo of a cell. Esc: back to what stood there when the cell was entered. Ctrl+Z: the same, then further back;
// right after a paste or a fill it takes all of that back at once. In a text of several lines both keys keep the
// browser's own meaning, step by step: nobody loses a paragraph to one key.

import { fieldOf, form, put, text } from "./cells.js";

const before = new Map(); // address → what stood there, oldest first
let entered = null; // what stood in the focused cell when it was entered
let together = []; // the addresses that were last written at once
let from = ""; // the address of the cell in which the caret stood then

if (form) {
  form.addEventListener("focusin", ({ target }) => { if (isCell(target)) entered = text(target); });
  form.addEventListener("change", ({ target }) => {
    if (isCell(target) && entered !== null && text(target) !== entered) remember(target, entered);
    together = [];
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || !isCell(event.target)) return;
    if (event.key === "Escape" && isLine(event.target)) back(event, event.target, entered);
    if (event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey) undo(event);
  });
}

// Write several cells at once, as one step that can be undone in each of them and in the cell `at`.
export function putAll(cells, at) {
  together = [];
  from = at.name;
  for (const { address, typed } of cells) {
    const field = fieldOf(address);
    remember(field, text(field));
    put(field, typed);
    if (field === document.activeElement) entered = typed;
    together.push(address);
  }
}

function undo(event) {
  const field = event.target;
  if (text(field) !== entered) return isLine(field) ? back(event, field, entered) : null;
  const isPart = together.includes(field.name) || (together.length > 0 && field.name === from);
  if (!isLine(field) && !isPart) return null;
  const addresses = isPart ? together : [field.name];
  together = [];
  for (const address of addresses) {
    const earlier = before.get(address)?.pop();
    if (earlier !== undefined) back(event, fieldOf(address), earlier);
  }
  entered = text(field);
  return null;
}

function back(event, field, words) {
  if (words === null || text(field) === words) return;
  event.preventDefault();
  put(field, words);
}

function remember(field, words) {
  before.set(field.name, [...(before.get(field.name) ?? []), words]);
}

function isLine(field) {
  return field.tagName !== "TEXTAREA";
}

function isCell(field) {
  return fieldOf(field.name) === field;
}
