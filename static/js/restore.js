// What was typed earlier and never sent (the network was gone, the session over) is offered, never put in silently.
// On a page that takes nothing more the words can at least be copied.

import { fieldOf, put, setSeen, setStored, storedText, text } from "./cells.js";
import { drop, kept } from "./unsent.js";

const place = document.querySelector("[data-unsent]");
const entries = kept().filter((entry) => !isStored(entry));
if (entries.length) place.replaceChildren(offer());

function isStored({ address, typed }) {
  const isThere = storedText(address) === typed;
  if (isThere) drop(address);
  return isThere;
}

function offer() {
  const notice = make("section", { className: "notice" });
  notice.setAttribute("role", "region");
  notice.setAttribute("aria-label", "未保存的内容");
  const list = make("ul", { className: "unsent-list" });
  list.append(...entries.filter(isHere).map(one));
  notice.append(make("strong", { textContent: `上次有${entries.length}处填写内容未保存，请核对后选择是否采用。` }), list, ...elsewhere());
  return notice;
}

function isHere(entry) {
  return fieldOf(entry.address) !== null || document.getElementById(`id_${entry.address}`) !== null;
}

function one(entry) {
  const { address, label, typed, at } = entry;
  const field = fieldOf(address);
  const item = make("li");
  const when = new Date(at).toLocaleString("zh-CN", { dateStyle: "short", timeStyle: "short" });
  item.append(`${label}（${when}填写，未保存）：`, make("q", { textContent: typed || "（空）" }), " ");
  if (field) {
    item.append("现在为：", make("q", { textContent: text(field) || "（空）" }), " ");
    item.append(button("采用并保存", () => take(item, field, entry)), " ");
  }
  item.append(button("放弃", () => { drop(address); close(item); }));
  return item;
}

// With what was seen then: if somebody wrote there since, the server shows both texts.
function take(item, field, entry) {
  setStored(field.name, entry.seen);
  setSeen(field.name, entry.seen);
  put(field, entry.typed);
  field.dispatchEvent(new Event("change", { bubbles: true }));
  close(item);
  field.focus();
}

function close(item) {
  const list = item.parentElement;
  item.remove();
  if (!list.childElementCount && !elsewhere().length) place.replaceChildren();
}

// Texts of the other pages of this filing, by the steps that lead there.
function elsewhere() {
  const others = entries.filter((entry) => !isHere(entry));
  const steps = [...document.querySelectorAll("#section-steps a")];
  return steps.flatMap((step) => {
    const section = step.pathname.split("/").at(-2);
    const count = others.filter(({ address }) => sectionOf(address) === section).length;
    if (!count) return [];
    const line = make("p");
    line.append(make("a", { href: step.href, textContent: step.textContent }), `页有${count}处。`);
    return [line];
  });
}

function sectionOf(address) {
  const head = address.split("/")[0];
  return head === "total" ? "indicators" : head;
}

function button(words, act) {
  const made = make("button", { type: "button", className: "take", textContent: words });
  made.addEventListener("click", act);
  return made;
}

function make(tag, given = {}) {
  return Object.assign(document.createElement(tag), given);
}
