// Every page works without this script.
"use strict";

// Puts values into a sentence of the page's language: {0}, {1} …
const filled = (sentence, ...values) => sentence.replace(/\{(\d)\}/g, (_, i) => values[i]);

// On a phone the bar is one line that scrolls: it shows the link of this page.
const current = document.querySelector(".bar nav a[aria-current=page]");
if (current) {
  const [link, bar] = [current.getBoundingClientRect(), current.parentElement.getBoundingClientRect()];
  current.parentElement.scrollLeft += (link.left + link.right - bar.left - bar.right) / 2;
}

// Changing a year selects the radio button of its line.
document.addEventListener("change", event => {
  if (event.target.matches("select[data-picks]")) {
    document.getElementById(event.target.dataset.picks).checked = true;
  }
}, true);

// Search members while the user types.
const searchable = new WeakSet();
const makeSearchable = field => {
  // An answer of the server brings back the button for readers without scripts, and a message without its role.
  field.querySelectorAll("[data-find-button]").forEach(button => { button.hidden = true; });
  field.querySelector("[data-more]")?.setAttribute("role", "status");
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
  let latest = 0;
  let waiting;
  const single = field.dataset.single === "yes";
  const whole = [...list.childNodes];
  const search = async () => {
    const request = ++latest;
    const base = document.querySelector("link[rel=stylesheet]").getAttribute("href").replace(/\/pages\/page\.css.*$/, "");
    const text = find.value.trim();
    if (!text) {
      // The list as it was, with members that were chosen among those found.
      const known = new Set(whole.flatMap(node => node.querySelectorAll ? [node, ...node.querySelectorAll("input")] : []).filter(node => node.matches("input")).map(input => input.value));
      const others = [...list.querySelectorAll("input:checked")].filter(input => !known.has(input.value)).map(input => input.closest("label"));
      list.replaceChildren(...others, ...whole);
      more.textContent = "";
      return;
    }
    const query = new URLSearchParams({ limit: "200", search: text });
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
    const known = new Set([...keptInputs.map(input => input.value), ...(field.dataset.taken || "").split(",")]);
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

// Addresses as chips. The text field keeps the value, one address on each line.
for (const field of document.querySelectorAll("textarea[data-chips]")) {
  const chips = document.createElement("div");
  const list = document.createElement("ul");
  const entry = document.createElement("input");
  const told = document.createElement("p");
  const addresses = text => text.split(/[\s,;]+/).filter(part => part);
  const isAddress = text => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/.test(text);
  chips.className = "addresses";
  entry.type = "email";
  entry.multiple = true;
  entry.autocomplete = "email";
  entry.setAttribute("aria-label", field.dataset.chips);
  entry.id = field.id + "-entry";
  told.className = "help";
  told.setAttribute("role", "status");
  const set = all => {
    field.value = [...new Set(all)].join("\n");
    list.replaceChildren(...addresses(field.value).map(address => {
      const chip = document.createElement("li");
      const name = document.createElement("bdi");
      const remove = document.createElement("button");
      name.textContent = address;
      chip.classList.toggle("wrong", !isAddress(address));
      remove.type = "button";
      remove.textContent = "×";
      remove.setAttribute("aria-label", filled(field.dataset.remove, address));
      remove.addEventListener("click", () => {
        set(addresses(field.value).filter(other => other !== address));
        field.dispatchEvent(new Event("change", { bubbles: true }));
        entry.focus();
      });
      chip.append(name, remove);
      return chip;
    }));
    const wrong = addresses(field.value).find(address => !isAddress(address));
    told.textContent = wrong ? filled(field.dataset.wrong, wrong) : "";
  };
  const add = () => {
    if (entry.value.trim()) {
      set([...addresses(field.value), ...addresses(entry.value)]);
      entry.value = "";
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  entry.addEventListener("keydown", event => {
    if (event.key === "Enter" || event.key === "," || event.key === ";") {
      event.preventDefault();
      add();
    } else if (event.key === "Backspace" && entry.value === "") {
      set(addresses(field.value).slice(0, -1));
    }
  });
  entry.addEventListener("paste", () => setTimeout(add));
  entry.addEventListener("blur", add);
  set(addresses(field.value));
  chips.append(list, entry);
  field.hidden = true;
  field.after(chips, told);
  document.querySelector(`label[for="${field.id}"]`).htmlFor = entry.id;
}

// A schedule shows only the fields of its frequency, and a condition of an alert those of its kind. A new schedule starts in the time zone of this device.
for (const schedule of document.querySelectorAll("[data-schedule], [data-parts]")) {
  const every = schedule.querySelector(`[name=${schedule.dataset.parts || "every"}]`);
  const show = () => {
    for (const part of schedule.querySelectorAll("[data-only], [data-not]")) {
      part.hidden = part.dataset.only ? !part.dataset.only.split(",").includes(every.value) : part.dataset.not.split(",").includes(every.value);
    }
  };
  every.addEventListener("change", show);
  show();
  const zones = schedule.querySelector("[data-browser-zone]");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zones && zone) {
    if (![...zones.options].some(option => option.value === zone)) {
      zones.add(new Option(zone));
    }
    zones.value = zone;
    window.addEventListener("load", () => zones.dispatchEvent(new Event("change", { bubbles: true })));
  }
  for (const button of schedule.querySelectorAll("[data-without-script]")) {
    button.hidden = true;
  }
}

// The preview of a mail follows its form. A new frame each time keeps the browser's history as it was.
for (const form of document.querySelectorAll("form[data-subscription]")) {
  const button = document.querySelector("[data-preview-button]");
  let waiting;
  const preview = () => {
    const frame = document.querySelector("iframe[name=mail-preview]");
    frame.replaceWith(frame.cloneNode());
    form.requestSubmit(button);
  };
  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(preview, 800);
  });
  // The time zone of the browser is a change too: one preview is enough.
  window.addEventListener("load", () => {
    clearTimeout(waiting);
    preview();
  });
}

// A download shows that it is being made and how much arrived, and can be cancelled. A large one is left to the browser.
{
  const box = document.querySelector("[data-download]");
  const most = 100e6;
  const size = bytes => bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  const addressOf = source => {
    if (source.matches("a")) {
      return source.href;
    }
    const address = new URL(source.formAction);
    address.search = new URLSearchParams([...new FormData(source.form, source)].filter(([, value]) => value !== ""));
    return address.href;
  };
  const save = (parts, type, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const nameIn = disposition => {
    const [, own] = disposition.match(/filename\*=UTF-8''([^;]+)/) || [];
    const [, plain] = disposition.match(/filename="?([^";]+)"?/) || [];
    return own ? decodeURIComponent(own) : plain || "";
  };
  const download = async (address, caption) => {
    const stop = new AbortController();
    const [words, bar, cancel] = [box.querySelector("p"), box.querySelector("progress"), box.querySelector("button")];
    const late = setTimeout(() => { box.hidden = false; }, 400);
    words.textContent = filled(box.dataset.making, caption);
    bar.removeAttribute("value");
    cancel.onclick = () => stop.abort();
    try {
      const response = await fetch(address, { signal: stop.signal, headers: { Accept: "text/html, */*" } });
      const disposition = response.headers.get("Content-Disposition") || "";
      if (!response.ok || !disposition.startsWith("attachment")) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const [main, next] = [document.querySelector("main"), page.querySelector("main")];
        if (next) {
          main.replaceWith(next);
          document.title = page.title;
          window.scrollTo(0, 0);
        } else {
          location.assign(address);
        }
        return;
      }
      const all = Number(response.headers.get("Content-Length"));
      const parts = [];
      let received = 0;
      if (all > most) {
        stop.abort();
        location.assign(address);
        return;
      }
      for (const reader = response.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }
        parts.push(value);
        received += value.length;
        words.textContent = all ? filled(box.dataset.receivedOf, size(received), size(all)) : filled(box.dataset.received, size(received));
        if (all) {
          bar.value = 100 * received / all;
        }
        if (received > most) {
          stop.abort();
          location.assign(address);
          return;
        }
      }
      save(parts, response.headers.get("Content-Type"), nameIn(disposition));
    } catch (failure) {
      if (failure.name !== "AbortError") {
        location.assign(address);
      }
    } finally {
      clearTimeout(late);
      box.hidden = true;
    }
  };
  document.addEventListener("click", event => {
    const source = event.target.closest('a[href*="/reports/"][href*="/files/"], button[formaction*="/reports/"][formaction*="/files/"], a[data-file]');
    if (!source || !box || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || (source.form && !source.form.reportValidity())) {
      return;
    }
    event.preventDefault();
    download(addressOf(source), source.textContent.trim());
  });
}

// Work that takes longer than a moment shows a bar, and ends with its button or Esc: a part that htmx replaces, the next page, or a frame.
{
  const box = document.querySelector("[data-working]");
  const words = box.querySelector("p");
  const parts = new Set();
  let frame = null;
  let leaves = false;
  let late;
  const look = () => {
    if (parts.size > 0 || leaves || frame) {
      late ??= setTimeout(() => {
        words.textContent = words.dataset.says;
        box.hidden = false;
      }, 500);
    } else {
      clearTimeout(late);
      late = undefined;
      box.hidden = true;
      words.textContent = "";
    }
  };
  const stay = () => {
    leaves = false;
    look();
  };
  const leave = event => setTimeout(() => {
    if (!event.defaultPrevented) {
      leaves = true;
      look();
    }
  });
  const cancel = () => {
    const wasPart = parts.size > 0;
    for (const part of parts) {
      part.request?.abort?.();
    }
    parts.clear();
    frame?.replaceWith(frame.cloneNode());
    frame = null;
    if (leaves) {
      window.stop();
    }
    stay();
    if (wasPart) {
      document.dispatchEvent(new Event("reporting:cancelled"));
    }
  };
  document.addEventListener("htmx:before:request", event => {
    parts.add(event.detail.ctx);
    look();
  });
  // Back ends what was under way, so that its answer does not replace the state that comes back.
  document.addEventListener("htmx:before:history:restore", () => {
    if (parts.size > 0) {
      cancel();
    } else {
      document.dispatchEvent(new Event("reporting:cancelled"));
    }
  });
  document.addEventListener("htmx:finally:request", event => {
    parts.delete(event.detail.ctx);
    look();
  });
  document.addEventListener("submit", event => {
    const name = event.submitter?.formTarget || event.target.target;
    const into = name && document.querySelector(`iframe[name="${CSS.escape(name)}"]`);
    if (into) {
      frame = into;
      into.addEventListener("load", () => {
        frame = frame === into ? null : frame;
        look();
      }, { once: true });
      look();
    } else if (event.target.method !== "dialog" && !name) {
      leave(event);
    }
  });
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href]");
    if (link && link.origin === location.origin && !link.matches("[target], [download], [data-file]") && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
      && link.href.split("#")[0] !== location.href.split("#")[0] && !/\/files\/|\/api\/|\.\w+$/.test(link.pathname)) {
      leave(event);
    }
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      cancel();
    }
  });
  box.querySelector("button").addEventListener("click", cancel);
  window.addEventListener("pageshow", stay);
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
