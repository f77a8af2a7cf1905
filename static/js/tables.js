// A simple table in the text of the report: what Excel or WPS put on the clipboard becomes a line for each row,
// its cells between bars, below a line 【表】 where none is there yet (core.filing.tables reads it).

import { form } from "./cells.js";
import { write } from "./placing.js";

const OPENS = "【表】";
const CELL = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/gy;

form?.addEventListener("paste", (event) => {
  const field = event.target;
  const block = event.clipboardData.getData("text/plain");
  if (!field.matches("textarea[name^='report/']") || !block.includes("\t")) return;
  event.preventDefault();
  const lines = rows(block).map((cells) => cells.join(" | "));
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  if (!isInTable(before)) lines.unshift(OPENS);
  write(`${/(^|\n)$/.test(before) ? "" : "\n"}${lines.join("\n")}${after.startsWith("\n") ? "" : "\n"}`, field);
});

function rows(block) {
  const found = [[]];
  for (const [, quoted, plain, end] of block.replace(/\r\n?/g, "\n").replace(/\n$/, "").matchAll(CELL)) {
    found.at(-1).push(cell(quoted, plain));
    if (!end) break;
    if (end === "\n") found.push([]);
  }
  return found.filter((cells) => cells.some(Boolean));
}

// Quotation marks are Excel's where it needs them; a bar in a cell would part it, a line break would end its row.
function cell(quoted, plain) {
  const isExcels = quoted !== undefined && /[\t\n"]/.test(quoted);
  const words = isExcels ? quoted.replace(/""/g, '"') : (plain ?? `"${quoted}"`);
  return words.replace(/[|｜]/g, "／").replace(/\s+/g, " ").trim();
}

function isInTable(before) {
  for (const line of before.replace(/\n$/, "").split("\n").reverse()) {
    if (line.trim().startsWith(OPENS)) return true;
    if (!/[|｜\t]/.test(line)) return false;
  }
  return false;
}
