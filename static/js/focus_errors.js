// After a refused form, put the focus on the list of errors, so that keyboard and screen reader start there.

document.querySelector("[data-error-summary]")?.focus();
