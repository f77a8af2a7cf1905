// Show what an autosave answered: what follows from all cells, what others wrote, and why a cell was refused.
// The text of a cell in which somebody types is never touched.

import { boxOf, fieldOf, form, put, setStored, storedText, text } from "./cells.js";

// `then`: what was asked for besides saving; that it wrote into the focused cell too is no surprise.
export function show(answer, then) {
  form.elements.namedItem("revision").value = answer.revision;
  for (const [id, html] of Object.entries(answer.parts)) renew(document.getElementById(id), html);
  for (const [address, cell] of Object.entries(answer.texts ?? {})) showOthers(address, cell, then);
  for (const box of form.querySelectorAll("[data-cell]")) {
    renew(box.querySelector("[data-offer]"), answer.offers[box.dataset.cell] ?? "");
    renew(box.querySelector("[data-told]"), answer.told[box.dataset.cell] ?? "");
  }
  for (const place of form.querySelectorAll("[data-said]")) renew(place, answer.said[place.dataset.said] ?? "");
  showLacking(new Set(answer.lacking));
  for (const address of answer.asking) {
    form.querySelector(`[data-reason="${CSS.escape(address)}"]`)?.setAttribute("open", "");
  }
}

// Why a cell was not stored; nothing where it was.
export function showTrouble(address, html = "") {
  const field = fieldOf(address);
  const place = boxOf(address).querySelector("[data-trouble]");
  if (place.innerHTML === "" && html === "") return;
  place.innerHTML = html;
  field.classList.toggle("is-invalid", html !== "");
  field.toggleAttribute("aria-invalid", html !== "");
  if (html) field.setAttribute("aria-describedby", `error_${address}`);
  else field.removeAttribute("aria-describedby");
}

// The mark of a cell whose text could not be sent yet.
export function markUnsent(address, isUnsent) {
  const box = boxOf(address);
  box.querySelector(".unsent-mark")?.remove();
  if (isUnsent) box.append(Object.assign(document.createElement("span"), { className: "unsent-mark", textContent: "未保存" }));
}

function renew(place, html) {
  const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  if (place.innerHTML.trim() === html.trim()) return;
  place.innerHTML = html;
  if (focused) place.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
}

function showOthers(address, cell, then) {
  const field = fieldOf(address);
  if (!field) {
    const shown = document.getElementById(`id_${address}`);
    if (shown) shown.innerText = cell.text;
    return;
  }
  if (cell.text === storedText(address) || text(field) !== storedText(address)) return;
  if (field === document.activeElement && !then) return;
  setStored(address, cell.text);
  put(field, cell.text);
  forgetOthers(address);
  if (!cell.by) return;
  const words = `${cell.by}已于${cell.at}修改`;
  const mark = Object.assign(document.createElement("p"), { className: "by-others", textContent: words });
  boxOf(address).append(mark);
}

// Take away who changed the cell: this page's own text was judged since.
export function forgetOthers(address) {
  boxOf(address).querySelector(".by-others")?.remove();
}

function showLacking(lacking) {
  for (const place of form.querySelectorAll("[data-lacks]")) {
    const addresses = place.dataset.lacks.split(" ");
    place.classList.toggle("lacking", addresses.some((address) => lacking.has(address)));
    for (const address of addresses) {
      const field = fieldOf(address);
      if (field) field.placeholder = lacking.has(address) ? "待填" : "";
    }
  }
  for (const reason of form.querySelectorAll("[data-reason]")) {
    reason.classList.toggle("lacking-reason", lacking.has(reason.dataset.reason));
  }
}
