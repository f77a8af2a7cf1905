// Leaving the page: what was typed is saved first; where that cannot be, the browser asks.

import { form, somethingTyped } from "./cells.js";
import { save } from "./autosave.js";

let sending = false;

form?.addEventListener("submit", (event) => { sending = !event.defaultPrevented; });
window.addEventListener("pageshow", () => { sending = false; });

window.addEventListener("beforeunload", (event) => {
  if (form && !sending && somethingTyped()) event.preventDefault();
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!form || !link || !leads(link, event) || !somethingTyped()) return;
  event.preventDefault();
  await save({ all: true });
  window.location.assign(link.href);
});

function leads(link, event) {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.defaultPrevented;
  const staysHere = link.pathname === window.location.pathname && link.hash;
  return isPlain && !link.target && !link.hasAttribute("download") && !staysHere;
}
