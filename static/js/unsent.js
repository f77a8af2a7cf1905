// Texts that could not be sent yet, in the browser's own store: by person, filing and cell, so that they are
// never sent under another name. Where the browser keeps nothing, the page itself still holds them.

const place = document.querySelector("[data-unsent]");
const here = `ziping:${place?.dataset.user}:${place?.dataset.filing}:`;

// A cell: its address and label, what was seen there, what was typed; `at`: when.
export function keep({ address, label, seen, typed }) {
  try {
    store()?.setItem(here + address, JSON.stringify({ label, seen, typed, at: new Date().toISOString() }));
  } catch {
    // it is full: the page itself still holds the text, and leaving it asks
  }
}

export function drop(address) {
  store()?.removeItem(here + address);
}

// What is kept of this filing for this person.
export function kept() {
  const keys = Object.keys(store() ?? {}).filter((key) => key.startsWith(here));
  return keys.map((key) => ({ address: key.slice(here.length), ...JSON.parse(store().getItem(key)) }));
}

export function user() {
  return place.dataset.user;
}

// Nothing where the browser is told to keep nothing.
function store() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
