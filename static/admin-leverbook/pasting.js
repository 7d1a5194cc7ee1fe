"use strict";
// Rich text that is pasted into a guide's text becomes Markdown. What was left out of it is told below the field.
// Without this script, or where it can't be done, the browser pastes the plain words as ever.
const RICH = /<(?:h[1-6]|table|[uo]l|strong|b|em|i)\b|font-weight:\s*(?:bold|[6-9]00)/i;
// A text that is Markdown already: an editor for programs gives its colours along.
const MARKDOWN = /^(?:#{1,6} |\||> |[-*] )|\*\*\S/m;

document.addEventListener("paste", async (event) => {
  const field = event.target.closest("textarea[data-pasting]");
  if (!field) {
    return;
  }
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  const status = statusOf(field);
  if (!RICH.test(html) || MARKDOWN.test(plain)) {
    status.textContent = "";
    return;
  }
  event.preventDefault();
  status.textContent = "Reading what you pasted…";
  const body = new FormData();
  // Pictures are left out anyway, and may weigh more than is taken.
  body.set("html", html.replace(/(src|href)="data:[^"]*"/gi, '$1=""'));
  body.set("csrfmiddlewaretoken", field.form.elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(field.dataset.pasting, { method: "POST", body, redirect: "error" });
    const read = await answer.json();
    if (!answer.ok) {
      throw new Error(read.reason);
    }
    insert(field, read.text);
    const left = read.dropped.length ? ` Left out: ${read.dropped.join(", ")}.` : "";
    status.textContent = `Pasted as Markdown: look it over.${left}`;
  } catch (error) {
    insert(field, plain);
    const isUnheard = error instanceof TypeError || error instanceof SyntaxError;
    const why = isUnheard ? "The desk didn't answer." : error.message;
    status.textContent = `${why} The plain words were pasted: check headings and tables.`;
  }
});

// The line below a field that says what became of a paste.
function statusOf(field) {
  let status = field.parentElement.querySelector(".pasting-status");
  if (!status) {
    status = document.createElement("p");
    status.className = "help pasting-status";
    status.setAttribute("role", "status");
    field.after(status);
  }
  return status;
}

// As if it had been typed, so that it can be undone.
function insert(field, text) {
  field.focus();
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  }
}
