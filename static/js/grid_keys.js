// Excel habits in a table of cells: arrows, Enter and Tab go to the field beside, left and right only where the
// caret has nothing left to cross. Alt with = takes what is computed, as Excel's own sum does.
// What the rule of a row asks stands under it: up and down go through it. A choice keeps its own up and down.
// In a text of several lines and in a field with suggestions up, down and Enter keep their meaning.

import { FIELDS } from "./cells.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Tab: [0, 1] };

for (const table of document.querySelectorAll("form table.fill")) {
  table.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.isComposing || !isField(field)) return;
    if (event.key === "=" && event.altKey) return takeComputed(event, field);
    const step = stepOf(event, field);
    const next = step && (step[0] ? fieldBelow(field, step[0]) : fieldAfter(field, step[1]));
    if (!step || (!next && event.key === "Tab")) return;
    event.preventDefault();
    if (next) enter(next);
  });
}

// Where a key leads: [rows, fields], or nothing where it means something inside the field.
function stepOf(event, field) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "Tab") return event.shiftKey ? null : STEPS.Tab;
  if (event.key === "Enter" && event.shiftKey && isLine(field)) return [-1, 0];
  if (event.shiftKey) return null;
  const step = STEPS[event.key];
  if (!step) return null;
  if (step[1]) return isAtEnd(field, step[1]) ? step : null;
  const keepsArrows = field.list && field.list.options.length && event.key !== "Enter";
  const isFree = isLine(field) ? !keepsArrows : field.tagName === "SELECT" && event.key === "Enter";
  return isFree ? step : null;
}

function isField(field) {
  return field.matches(FIELDS);
}

function isLine(field) {
  return field.tagName === "INPUT";
}

function isAtEnd(field, side) {
  if (field.type === "checkbox" || field.tagName === "SELECT") return true;
  const { selectionStart: start, selectionEnd: end, value } = field;
  const isWhole = start === 0 && end === value.length;
  return isWhole || (start === end && start === (side < 0 ? 0 : value.length));
}

function enter(field) {
  field.focus();
  if (field.type !== "checkbox" && isLine(field)) field.select();
}

function fieldBelow(field, step) {
  const asked = [...(field.closest(".asked")?.querySelectorAll(FIELDS) ?? [])];
  const beside = asked[asked.indexOf(field) + step];
  if (asked.length && beside) return beside;
  const column = columnOf(field.closest("td"));
  const rows = [...field.closest("table").rows];
  for (let at = rows.indexOf(field.closest("tr")) + step; rows[at]; at += step) {
    const cell = [...rows[at].cells].find((one) => columnOf(one) === column);
    const found = cell?.querySelector(FIELDS);
    if (found) return found;
  }
  return null;
}

// Which column of the table a cell stands in, whatever is spanned before it.
function columnOf(cell) {
  const before = [...cell.parentElement.cells].slice(0, cell.cellIndex);
  return before.reduce((sum, one) => sum + one.colSpan, 0);
}

function fieldAfter(field, step) {
  const all = [...field.closest("table").querySelectorAll(FIELDS)];
  const open = all.filter((one) => one === field || one.checkVisibility());
  return open[open.indexOf(field) + step] ?? null;
}

function takeComputed(event, field) {
  event.preventDefault();
  field.closest("[data-cell]").querySelector("button[value^='take:']")?.click();
}
