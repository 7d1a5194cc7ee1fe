"use strict";
// A draft's form: sections load when they are opened, and what is typed is kept as it is typed. Without this script a
// section opens by sending the form, which keeps it as well.
const PAUSE = 1200;
const AGAIN = 10_000;

document.addEventListener("DOMContentLoaded", () => {
  const bar = document.querySelector(".save-bar[data-keep]");
  if (!bar) {
    return;
  }
  const draft = bar.closest("form");
  const status = bar.querySelector(".kept-status");
  let typed = 0;
  let kept = 0;
  let timer;
  let sending = false;
  let leaving = false;

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(keep, pause);
  };

  const keep = async () => {
    clearTimeout(timer);
    if (sending || leaving || typed === kept) {
      return;
    }
    const now = typed;
    sending = true;
    try {
      const answer = await fetch(bar.dataset.keep, {
        method: "POST",
        body: new URLSearchParams(new FormData(draft)),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      const told = await answer.json();
      if (answer.ok) {
        kept = now;
        status.textContent = told.sentence;
      } else {
        status.textContent = told.reason;
      }
    } catch {
      status.textContent = "Not kept: the desk didn't answer. You may have to sign in again in another tab.";
      later(AGAIN);
    }
    sending = false;
    if (typed !== now) {
      later(PAUSE);
    }
  };

  const note = (event) => {
    // A text of a control that isn't sent, such as a picker's search, changes nothing.
    if (event.target.name || event.type === "formset:added" || event.type === "formset:removed") {
      typed += 1;
      status.textContent = "Changed, not saved yet.";
      later(PAUSE);
    }
  };
  // Pickers tell their changes through jQuery alone.
  django.jQuery(draft).on("input change", note);
  draft.addEventListener("formset:added", note);
  draft.addEventListener("formset:removed", note);
  draft.addEventListener("submit", () => {
    leaving = true;
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
  document.addEventListener("visibilitychange", keep);
  addEventListener("beforeunload", (event) => {
    if (!leaving && typed !== kept) {
      keep();
      event.preventDefault();
    }
  });
  document.getElementById("faults")?.focus();
});

// What the admin's own scripts do to the rows that a page comes with.
function enliven(section) {
  const $ = django.jQuery;
  for (const group of section.querySelectorAll(".js-inline-admin-formset")) {
    const { name, options } = JSON.parse(group.dataset.inlineFormset);
    const rows = `${name}-group .inline-related`;
    $(rows).stackedFormset(rows, options);
    $(group).find(".admin-autocomplete").not("[name*=__prefix__]").djangoAdminSelect2();
  }
}

async function load(section) {
  if ("loaded" in section.dataset) {
    return;
  }
  const answer = await fetch(section.dataset.address, { redirect: "error" });
  if (!answer.ok) {
    throw new Error(answer.statusText);
  }
  const rows = await answer.text();
  if (!("loaded" in section.dataset)) {
    section.innerHTML = rows;
    section.dataset.loaded = "";
    enliven(section);
  }
}

document.addEventListener("click", async (event) => {
  const opener = event.target.closest("[data-opens]");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  const name = opener.dataset.opens;
  const all = [...document.querySelectorAll("[data-section]")];
  const sections = name === "all" ? all : all.filter((section) => section.dataset.section === name);
  if (!sections.length) {
    return;
  }
  event.preventDefault();
  const form = opener.form;
  try {
    await Promise.all(sections.map(load));
  } catch {
    // The way without a script.
    if (form) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: "_open", value: name });
      form.append(field);
      form.requestSubmit();
    } else {
      location.assign(opener.href);
    }
    return;
  }
  if (name === "all") {
    opener.hidden = true;
    return;
  }
  const row = opener.hash && document.getElementById(opener.hash.slice(1));
  const target = row || sections[0];
  if (row) {
    location.hash = row.id;
  }
  target.scrollIntoView({ block: "start" });
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
});
