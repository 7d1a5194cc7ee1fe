"use strict";

// Suggestions while somebody types. Without this script the box leads to the page of results.
const form = document.querySelector("form.search");
const input = form?.querySelector("input");
const list = form?.querySelector(".suggestions");

if (input) {
  const live = document.getElementById("live");
  let dismissed = null;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  // Who comes back finds what they typed, though browsers fill in no box that has its own suggestions.
  const keep = () => history.replaceState({ typed: input.value }, "");
  input.value ||= history.state?.typed ?? "";
  const go = (option) => {
    keep();
    location.assign(option.dataset.address);
  };

  const options = () => [...list.querySelectorAll("[role=option]")];
  const active = () => list.querySelector("[aria-selected=true]");

  const choose = (option) => {
    active()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const show = (open) => {
    if (!open) choose(null);
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
  };

  const dismiss = () => {
    dismissed = input.value;
    show(false);
  };

  // Loaded with the first visit to the box, not with every page.
  input.addEventListener("focus", () => {
    if (window.htmx || form.dataset.loading) return;
    form.dataset.loading = "yes";
    const script = document.createElement("script");
    script.src = form.dataset.htmx;
    // What was typed meanwhile is asked for now.
    script.onload = () => input.value && htmx.trigger(input, "input");
    document.head.append(script);
  });

  // An answer to what isn't in the box any more is dropped; where none comes, nothing old stays.
  form.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.requestConfig.parameters.q !== input.value) event.detail.shouldSwap = false;
  });
  for (const failure of ["htmx:responseError", "htmx:sendError"]) form.addEventListener(failure, () => show(false));

  form.addEventListener("htmx:afterSwap", () => {
    const count = options().length;
    const open = count > 0 && document.activeElement === input && input.value !== dismissed;
    show(open);
    if (open) live.textContent = `${count} suggestion${count === 1 ? "" : "s"}. Use the arrow keys to choose.`;
    else if (input.value.trim().length > 1 && !count) live.textContent = "No suggestions";
  });

  input.addEventListener("input", () => {
    dismissed = null;
    choose(null);
  });

  input.addEventListener("keydown", (event) => {
    const all = options();
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      dismiss();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
      event.preventDefault();
      show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One past either end is the box itself again.
      const at = (all.indexOf(active()) + 1 + step + all.length + 1) % (all.length + 1);
      choose(all[at - 1] ?? null);
    } else if (event.key === "Enter" && active()) {
      event.preventDefault();
      go(active());
    } else if (event.key === "Tab") {
      dismiss();
    }
  });

  form.addEventListener("submit", keep);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
  input.addEventListener("blur", dismiss);
  // A page that comes back from the browser's memory opens with the list closed.
  addEventListener("pageshow", () => show(false));
}
