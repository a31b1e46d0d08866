// For comfort only: every page works without it.
"use strict";

// The preview is as tall as its report, so that one scrolls once.
for (const frame of document.querySelectorAll("iframe[data-preview]")) {
  const fit = () => {
    const page = frame.contentDocument && frame.contentDocument.documentElement;
    if (page) {
      frame.style.height = "auto";
      frame.style.height = Math.min(page.scrollHeight + 2, 20000) + "px";
    }
  };
  frame.addEventListener("load", fit);
  window.addEventListener("resize", fit);
  if (frame.contentDocument && frame.contentDocument.readyState === "complete") {
    fit();
  }
}

// While an answer is on its way, the form says so; a file leaves the page as it is.
for (const form of document.querySelectorAll("form[data-ask]")) {
  form.addEventListener("submit", event => {
    const preview = document.querySelector(".preview");
    if (preview && !(event.submitter && event.submitter.hasAttribute("formaction"))) {
      preview.setAttribute("aria-busy", "true");
    }
  });
}

// Touching a year chooses the line it stands in.
for (const select of document.querySelectorAll("select[data-picks]")) {
  select.addEventListener("change", () => {
    document.getElementById(select.dataset.picks).checked = true;
  });
}

// Members are found while one types.
for (const field of document.querySelectorAll("[data-members]")) {
  const list = field.querySelector("[data-list]");
  const said = field.querySelector("[data-said] bdi");
  const find = field.querySelector("[data-find]");
  const more = field.querySelector("[data-more]");
  const nameOf = input => input.closest("label").textContent.trim();
  list.addEventListener("change", () => {
    const chosen = [...list.querySelectorAll("input:checked")].filter(input => input.value !== "" && input.value !== "all");
    said.textContent = chosen.map(nameOf).join(", ") || "All";
  });
  if (!find) {
    continue;
  }
  const button = field.querySelector("[data-find-button]");
  button.hidden = true;
  let latest = 0;
  let waiting;
  const single = field.dataset.single === "yes";
  const search = async () => {
    const asked = ++latest;
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
    const answer = await fetch(`${base}/api/v1/model/${encodeURIComponent(field.dataset.dimension)}/members?${query}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || asked !== latest) {
      return;
    }
    const found = await answer.json();
    const kept = [...list.querySelectorAll("input:checked, input[value=''], input[type=hidden]")];
    const labels = kept.map(input => input.closest("label") || input);
    const known = new Set(kept.map(input => input.value));
    for (const member of found.data) {
      if (known.has(member.code)) {
        continue;
      }
      const label = document.createElement("label");
      const input = document.createElement("input");
      const name = document.createElement("bdi");
      label.className = "choice";
      input.type = single ? "radio" : "checkbox";
      input.name = field.dataset.field;
      input.value = member.code;
      name.textContent = member.name;
      label.append(input, name);
      labels.push(label);
    }
    list.replaceChildren(...labels);
    more.textContent = found.meta.truncated ? "These are not all: search for a longer part of the name." : found.data.length === 0 ? `Nothing has ‘${text}’ in its name or code.` : "";
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
}

// An export is looked after without asking for the page again; at its end the page is.
for (const progress of document.querySelectorAll("[data-export]")) {
  const bar = progress.querySelector("progress");
  const words = progress.querySelector("[data-progress]");
  const look = async pause => {
    try {
      const answer = await fetch(progress.dataset.export, { headers: { Accept: "application/json" } });
      const job = answer.ok ? await answer.json() : null;
      if (answer.status === 404 || (job && (job.state === "done" || job.state === "failed"))) {
        location.reload();
        return;
      }
      if (job) {
        bar.value = job.percent;
        words.textContent = job.percent + " %" + (job.rowsInAll ? `: ${job.rows.toLocaleString("en")} of ${job.rowsInAll.toLocaleString("en")} rows` : "");
      }
    } catch {
      // The next look may find the way again.
    }
    setTimeout(() => look(Math.min(pause * 1.3, 5000)), pause);
  };
  setTimeout(() => look(700), 500);
}
