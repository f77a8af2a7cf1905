// A jump to a cell puts the caret into it, also where the cell is folded away.

window.addEventListener("hashchange", enterTarget);
enterTarget();

function enterTarget() {
  const target = document.getElementById(window.location.hash.slice(1));
  if (!target?.closest("[data-cell]")) return;
  target.closest("details")?.setAttribute("open", "");
  target.focus();
}

// The same jump twice changes no address.
document.addEventListener("click", ({ target }) => {
  const link = target.closest("a[href*='#']");
  if (link?.pathname === window.location.pathname && link.hash === window.location.hash) enterTarget();
});
