// Texts that could not be sent yet, in the browser's own store: by person, filing and cell, so that they are
// never sent under another name. Where the browser keeps nothing, the page itself still holds them.

const place = document.querySelector("[data-unsent]");
const mine = `ziping:${place?.dataset.user}:`;
const here = `${mine}${place?.dataset.filing}:`;

// `cell`: address, what was seen there, what was typed; `at`: when.
export function keep({ address, seen, typed }) {
  try {
    localStorage.setItem(here + address, JSON.stringify({ seen, typed, at: new Date().toISOString() }));
  } catch {
    // full or switched off: leaving the page asks
  }
}

export function drop(address) {
  localStorage.removeItem(here + address);
}

// What is kept of this filing for this person.
export function kept() {
  return keys(here).map((key) => ({ address: key.slice(here.length), ...JSON.parse(localStorage.getItem(key)) }));
}

export function user() {
  return place.dataset.user;
}

function keys(start) {
  return Object.keys(localStorage).filter((key) => key.startsWith(start));
}
