// The mark of last year's text goes as soon as the text is another than when the page was drawn. A convenience:
// the server marks a cell until something else is saved in it.

for (const mark of document.querySelectorAll("[data-last-year]")) {
  const field = document.getElementsByName(mark.dataset.lastYear)[0];
  field?.addEventListener("input", () => { mark.hidden = field.value !== field.defaultValue; });
}
