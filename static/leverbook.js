"use strict";

// What only this script can do is shown once it runs.
document.documentElement.classList.add("scripted");

// Copy buttons. Without this script the text can be selected with one tap.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy], button[data-copy-from]");
  if (!button) return;
  const live = document.getElementById("live");
  try {
    await navigator.clipboard.writeText(button.dataset.copy ?? document.getElementById(button.dataset.copyFrom).value);
    button.dataset.label ??= button.textContent;
    button.textContent = "Copied";
    live.textContent = "Copied to the clipboard";
  } catch {
    button.dataset.label ??= button.textContent;
    button.textContent = "Select the text above";
    live.textContent = "Copying isn't possible here: select the text";
  }
  setTimeout(() => {
    button.textContent = button.dataset.label;
    live.textContent = "";
  }, 2500);
});

// A link to a term or a lever inside a closed <details> opens it.
const reveal = () => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const closed = target && target.closest("details:not([open])");
  if (closed) {
    closed.open = true;
    target.scrollIntoView();
  }
};
addEventListener("hashchange", reveal);
document.getElementById("errors")?.focus();

// On a phone the tabs scroll: the one that is open is in view.
const tab = document.querySelector(".offer-nav [aria-current]");
if (tab) {
  const tabs = tab.closest("ul");
  tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("button[data-print]")) print();
});

// A slider says where it stands while it is moved.
document.addEventListener("input", (event) => {
  const output = document.querySelector(`output[data-of="${event.target.id}"]`);
  if (output) output.textContent = `${event.target.value}%`;
});
reveal();
