// Every page works without this script.
"use strict";

// Puts values into a sentence of the page's language: {0}, {1} …
const filled = (sentence, ...values) => sentence.replace(/\{(\d)\}/g, (_, i) => values[i]);

// Changing a year selects the radio button of its line.
document.addEventListener("change", event => {
  if (event.target.matches("select[data-picks]")) {
    document.getElementById(event.target.dataset.picks).checked = true;
  }
}, true);

// Search members while the user types.
const searchable = new WeakSet();
const makeSearchable = field => {
  if (searchable.has(field)) {
    return;
  }
  searchable.add(field);
  const list = field.querySelector("[data-list]");
  const selection = field.querySelector("[data-selection] bdi");
  const find = field.querySelector("[data-find]");
  const more = field.querySelector("[data-more]");
  const nameOf = input => input.closest("label").textContent.trim();
  list.addEventListener("change", () => {
    const chosen = [...list.querySelectorAll("input:checked")].filter(input => input.value !== "" && input.value !== "all");
    selection.textContent = chosen.map(nameOf).join(", ") || field.dataset.none;
  });
  if (!find) {
    return;
  }
  const button = field.querySelector("[data-find-button]");
  button.hidden = true;
  let latest = 0;
  let waiting;
  const single = field.dataset.single === "yes";
  const search = async () => {
    const request = ++latest;
    const base = document.querySelector("link[rel=stylesheet]").getAttribute("href").replace(/\/pages\/page\.css.*$/, "");
    const text = find.value.trim();
    const query = new URLSearchParams({ limit: "200" });
    if (text) {
      query.set("search", text);
    }
    const language = document.querySelector("form[data-ask] select[name=lang]");
    if (language) {
      query.set("lang", language.value);
    }
    const response = await fetch(`${base}/api/v1/model/${encodeURIComponent(field.dataset.dimension)}/members?${query}`, { headers: { Accept: "application/json" } });
    if (!response.ok || request !== latest) {
      return;
    }
    const found = await response.json();
    const keptInputs = [...list.querySelectorAll("input:checked, input[value=''], input[type=hidden]")];
    const labels = keptInputs.map(input => input.closest("label") || input);
    const known = new Set(keptInputs.map(input => input.value));
    for (const member of found.data) {
      if (known.has(member.code)) {
        continue;
      }
      const label = document.createElement("label");
      const input = document.createElement("input");
      const name = document.createElement("bdi");
      label.className = "choice";
      input.type = single ? "radio" : "checkbox";
      input.id = `choice-${field.dataset.field}-${member.code}`;
      input.name = field.dataset.field;
      input.value = member.code;
      input.required = single && list.querySelector("input:required") !== null;
      name.textContent = member.name;
      label.append(input, name);
      labels.push(label);
    }
    list.replaceChildren(...labels);
    more.textContent = found.meta.truncated ? field.dataset.moreMatch : found.data.length === 0 ? filled(field.dataset.noneMatches, text) : "";
  };
  more.setAttribute("role", "status");
  find.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  });
  find.addEventListener("keydown", event => {
    if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(waiting);
      search();
    }
  });
};
document.querySelectorAll("[data-members]").forEach(makeSearchable);

// Update the progress of an export, and reload the page when it ends.
for (const progress of document.querySelectorAll("[data-export]")) {
  const bar = progress.querySelector("progress");
  const words = progress.querySelector("[data-progress]");
  const look = async pause => {
    try {
      const response = await fetch(progress.dataset.export, { headers: { Accept: "application/json" } });
      const job = response.ok ? await response.json() : null;
      if (response.status === 404 || (job && (job.state === "done" || job.state === "failed"))) {
        location.reload();
        return;
      }
      if (job) {
        bar.value = job.percent;
        const count = number => number.toLocaleString(progress.dataset.numbers);
        words.textContent = job.rowsInAll
          ? filled(progress.dataset.percentOfRows, job.percent, count(job.rows), count(job.rowsInAll))
          : filled(progress.dataset.percent, job.percent);
      }
    } catch {
      // The next request may succeed.
    }
    setTimeout(() => look(Math.min(pause * 1.3, 5000)), pause);
  };
  setTimeout(() => look(700), 500);
}

// Light or dark at once. The request keeps the choice.
for (const link of document.querySelectorAll("[data-theme-choice]")) {
  link.addEventListener("click", event => {
    event.preventDefault();
    const choice = link.dataset.themeChoice;
    if (choice === "device") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = choice;
    }
    for (const other of document.querySelectorAll("[data-theme-choice]")) {
      other.toggleAttribute("aria-current", other === link);
    }
    link.setAttribute("aria-current", "true");
    fetch(link.href, { redirect: "manual" }).catch(() => {});
  });
}

// Keyboard shortcuts: ? lists them, / goes to the search, g and a letter open a page of the bar.
{
  const setting = "reporting.shortcuts";
  const dialog = document.getElementById("shortcuts");
  const areOff = () => localStorage.getItem(setting) === "off";
  let goes = false;
  for (const button of document.querySelectorAll("[data-shortcuts-switch]")) {
    const show = () => { button.textContent = areOff() ? button.dataset.on : button.dataset.off; };
    button.hidden = false;
    button.addEventListener("click", () => {
      localStorage.setItem(setting, areOff() ? "on" : "off");
      show();
    });
    show();
  }
  for (const link of document.querySelectorAll("[data-shortcuts]")) {
    link.addEventListener("click", event => {
      if (dialog) {
        event.preventDefault();
        dialog.showModal();
      }
    });
  }
  document.addEventListener("keydown", event => {
    const writes = event.target.closest("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
    if (event.ctrlKey || event.metaKey || event.altKey || writes || areOff() || document.querySelector("dialog[open]")) {
      return;
    }
    const goal = goes ? document.querySelector(`.bar a[data-key="${CSS.escape(event.key)}"]`)
      : event.key === "/" ? [...document.querySelectorAll("main input[type=search]")].find(input => input.offsetParent)
      : event.key === "?" ? dialog : null;
    goes = !goes && event.key === "g";
    if (!goal) {
      return;
    }
    event.preventDefault();
    if (goal === dialog) {
      dialog.showModal();
    } else if (goal.matches("a")) {
      goal.click();
    } else {
      goal.focus();
    }
  });
}

// Copy the text before a button. Where the browser does not allow it, select the text.
document.addEventListener("click", event => {
  const button = event.target.closest("[data-copy]");
  if (!button) {
    return;
  }
  const text = button.previousElementSibling;
  if (navigator.clipboard) {
    navigator.clipboard.writeText(text.textContent.trim()).then(() => { button.textContent = button.dataset.copied; });
  } else {
    window.getSelection().selectAllChildren(text);
  }
});
