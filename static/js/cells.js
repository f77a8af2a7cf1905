// The cells of the page: their fields by address, what stands in them, what is stored of them.
// A cell is `[data-cell=<address>]` with a field of that name and a hidden field `seen:<address>`.

export const form = document.querySelector("form[data-autosave]");
export const FIELDS = "input:not([type=hidden]), select, textarea";
const stored = new Map();
const touched = new Set();

for (const field of form ? fields() : []) {
  const unsaved = field.closest("[data-cell]").hasAttribute("data-unsaved");
  stored.set(field.name, unsaved ? seen(field.name) : text(field));
}
form?.addEventListener("input", (event) => {
  if (stored.has(event.target.name)) touched.add(event.target.name);
});

export function fields() {
  return [...form.querySelectorAll("[data-cell] [name]")].filter(
    (field) => field.name === field.closest("[data-cell]").dataset.cell,
  );
}

export function fieldOf(address) {
  return stored.has(address) ? form.elements.namedItem(address) : null;
}

export function boxOf(address) {
  return document.querySelector(`[data-cell="${CSS.escape(address)}"]`);
}

export function labelOf(field) {
  return field.getAttribute("aria-label");
}

// What stands in a field, as the server reads it.
export function text(field) {
  if (field.type === "checkbox") return field.checked ? field.value : "";
  return plain(field.value);
}

// Write into a field as a person would: everything that listens to typing hears of it.
export function put(field, words) {
  if (field.type === "checkbox") field.checked = words === field.value;
  else field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// What the server had in the cell when the page last heard of it.
export function seen(address) {
  return plain(form.elements.namedItem(`seen:${address}`).value);
}

export function setSeen(address, words) {
  form.elements.namedItem(`seen:${address}`).value = words;
}

// What the server has now, because it was just stored there or told so.
export function setStored(address, words) {
  stored.set(address, words);
  setSeen(address, words);
}

export function storedText(address) {
  return stored.get(address);
}

// Every cell in which something else stands than what is stored.
export function unsaved() {
  return fields()
    .filter((field) => text(field) !== stored.get(field.name))
    .map((field) => ({ address: field.name, seen: seen(field.name), typed: text(field) }));
}

// Whether somebody typed something that is not stored; a text that the page proposes is none.
export function somethingTyped() {
  const refused = form.querySelector("[data-error-summary]") !== null;
  return unsaved().some((cell) => refused || touched.has(cell.address));
}

function plain(words) {
  return words.replace(/\r\n?/g, "\n");
}
