// The mark of last year's text goes as soon as the text is another than when the page was drawn. A convenience:
// the server marks a cell until something else is saved in it.

document.addEventListener("input", ({ target }) => {
  const mark = document.querySelector(`[data-last-year="${CSS.escape(target.name ?? "")}"]`);
  if (mark) mark.hidden = target.value !== target.defaultValue;
});
