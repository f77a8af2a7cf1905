// Alt+↑ and Alt+↓ press the buttons of the row in which one types.
document.addEventListener("keydown", (event) => {
  const act = { ArrowUp: "up:", ArrowDown: "down:" }[event.key];
  const row = event.target.closest("[data-tree-row]");
  if (!act || !event.altKey || !row) return;
  event.preventDefault();
  row.querySelector(`button[value^="${act}"]`).click();
});
