// A jump to a cell puts the caret into it, also where the cell is folded away; one to words of a text selects them.

import { fieldOf, storedText } from "./cells.js";

window.addEventListener("hashchange", enterTarget);
// A browser takes the focus off everything else as it goes to what is told of words, at the first frame.
window.addEventListener("load", () => requestAnimationFrame(() => setTimeout(enterTarget)));
enterTarget();

function enterTarget() {
  const target = document.getElementById(window.location.hash.slice(1));
  if (target?.dataset.words) return selectWords(target);
  if (!target?.closest("[data-cell]")) return;
  target.closest("details")?.setAttribute("open", "");
  target.focus();
}

// `told`: what is told of words: of which cell, and from where to where they stand in what was saved of it.
function selectWords(told) {
  const field = fieldOf(told.dataset.words);
  if (!field) return;
  const signs = [...storedText(field.name)]; // one for one with those of the server, which counts no halves
  const [from, to] = [Number(told.dataset.from), Number(told.dataset.to)];
  const before = signs.slice(0, from).join("");
  const words = signs.slice(from, to).join("");
  const start = nearest(field.value, words, before.length);
  if (start >= 0) field.setSelectionRange(start, start + words.length);
  field.blur();
  field.focus(); // which brings the selection into sight
}

// Where `words` stand in `text`, nearest to `place`, for somebody may have typed since; -1: nowhere.
function nearest(text, words, place) {
  const after = text.indexOf(words, place);
  const before = text.lastIndexOf(words, place);
  return after < 0 || (before >= 0 && place - before < after - place) ? before : after;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='#']");
  if (!link) return;
  const told = link.closest("[data-words]");
  if (told && fieldOf(told.dataset.words)) {
    event.preventDefault();
    selectWords(told);
  } else if (link.pathname === window.location.pathname && link.hash === window.location.hash) {
    event.preventDefault();
    enterTarget(); // the same jump twice changes no address
  }
});
