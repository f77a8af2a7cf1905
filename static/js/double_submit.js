// A form is sent once: its buttons rest after the first click, so that an impatient second one does nothing.
// The server refuses a second move in any case; this is a convenience.

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  // after the browser has read the form: a disabled button would not be sent with it
  setTimeout(() => setResting(form, true), 0);
});

// Coming back with the browser's back key must find a form that can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) setResting(form, false);
});

function setResting(form, resting) {
  for (const button of form.querySelectorAll("button[type=submit]")) {
    if (resting && !button.disabled) button.dataset.resting = "";
    if (resting || "resting" in button.dataset) button.disabled = resting;
    if (!resting) delete button.dataset.resting;
  }
}
