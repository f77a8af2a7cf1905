// Excel habits in a table of cells: up, down and Enter go to the field above or below in the same column.
// Enter with Shift goes up; in a text of several lines the keys keep their meaning.

for (const table of document.querySelectorAll("table.fill")) {
  table.addEventListener("keydown", (event) => {
    const steps = { ArrowUp: -1, ArrowDown: 1, Enter: event.shiftKey ? -1 : 1 };
    const step = steps[event.key];
    const field = event.target;
    if (!step || event.isComposing || field.tagName !== "INPUT" || field.type === "checkbox") return;
    if (event.key !== "Enter" && field.list && field.list.options.length) return;
    event.preventDefault();
    fieldBeside(field, step)?.focus();
  });
}

function fieldBeside(field, step) {
  const column = field.closest("td").cellIndex;
  const rows = [...field.closest("table").rows];
  for (let at = rows.indexOf(field.closest("tr")) + step; rows[at]; at += step) {
    const found = rows[at].cells[column]?.querySelector("input:not([type=hidden]), textarea");
    if (found) return found;
  }
  return null;
}
