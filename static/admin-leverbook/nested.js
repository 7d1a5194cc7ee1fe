"use strict";
// Adds and removes rows under a row (the asks of a lever). The rows themselves
// are the admin's own business; it renames what is under them, so the prefix
// that counts is the one that the management form has now. The blank row to add
// is the same under all of them and stands once, in the owner's own blank form.
document.addEventListener("click", (event) => {
  const button = event.target.closest(".nested-add, .nested-remove");
  if (!button) {
    return;
  }
  const nested = button.closest(".nested");
  const total = nested.querySelector('input[name$="-TOTAL_FORMS"]');
  const prefix = total.name.replace(/-TOTAL_FORMS$/, "");
  const rows = nested.querySelector(".nested-rows");

  if (button.matches(".nested-add")) {
    const template = nested.closest(".inline-group").querySelector(`[data-rows="${nested.dataset.rows}"] > template`);
    const blank = `${template.parentElement.dataset.prefix}-__prefix__`;
    rows.insertAdjacentHTML("beforeend", template.innerHTML.replaceAll(blank, `${prefix}-${total.value}`));
    total.value = Number(total.value) + 1;
    rows.lastElementChild.querySelector("select, input:not([type=hidden])").focus();
    total.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }

  // Only a row that was never saved has this button; those behind it move up.
  button.closest(".nested-row").remove();
  [...rows.children].forEach((row, index) => {
    for (const element of row.querySelectorAll("[id], [name], [for]")) {
      for (const attribute of ["id", "name", "for"]) {
        const value = element.getAttribute(attribute);
        if (value) {
          element.setAttribute(attribute, value.replace(new RegExp(`(${prefix}-)\\d+`), `$1${index}`));
        }
      }
    }
  });
  total.value = rows.children.length;
  total.dispatchEvent(new Event("change", { bubbles: true }));
});
