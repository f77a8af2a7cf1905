// Ask before leaving a page with something typed that is not saved. A convenience: the server keeps no draft.

for (const form of document.querySelectorAll("form.cells, form[data-unsaved]")) {
  let changed = form.querySelector("[data-error-summary]") !== null;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
