// Signing out takes what this person typed and could not send out of the browser; it asks before that.

const out = document.querySelector("form[data-sign-out]");

out?.addEventListener("submit", (event) => {
  const start = `ziping:${out.dataset.signOut}:`;
  const kept = Object.keys(localStorage).filter((key) => key.startsWith(start));
  const question = `您有${kept.length}处填写内容还没有保存到系统，退出后将从本机清除。确定退出吗？`;
  if (kept.length && !window.confirm(question)) event.preventDefault();
  else kept.forEach((key) => localStorage.removeItem(key));
});
