// Say it when a request for a part of the page got no answer that can be shown: what was typed is still there.

const notice = document.querySelector("[data-request-failed]");

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => { notice.hidden = false; });
}
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.shouldSwap) notice.hidden = true;
});
