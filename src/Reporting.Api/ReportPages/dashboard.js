
// A report's page: its links and fields replace it in place, and the address follows.
const dashboard = () => document.querySelector("[data-dashboard]");

const go = address => htmx.ajax("GET", address, { source: dashboard(), target: "#dashboard", select: "#dashboard", swap: "outerMorph", push: "true" });

// Commas need no escape in an address.
const readable = query => query.replaceAll("%2C", ",");

// The address with the filters of a mark added to those that are chosen.
const added = href => {
  const [now, next] = [new URL(location.href), new URL(href, location.href)];
  for (const [name, value] of next.searchParams) {
    const chosen = now.searchParams.get(name);
    if (isFilter(name) && chosen && chosen !== value) {
      next.searchParams.set(name, [...new Set([...chosen.split(","), ...value.split(",")])].join(","));
    }
  }
  return readable(next.search);
};

// The members of a mark: what its link adds to the filters, or removes from them.
const membersOf = mark => {
  const [now, next] = [new URL(location.href).searchParams, new URL(mark.getAttribute("href"), location.href).searchParams];
  const members = new Map();
  for (const name of new Set([...now.keys(), ...next.keys()])) {
    if (!name.startsWith("filter.")) {
      continue;
    }
    const [before, after] = [now.get(name)?.split(",") ?? [], next.get(name)?.split(",") ?? []];
    const codes = mark.hasAttribute("aria-current") ? before.filter(code => !after.includes(code)) : after.filter(code => !before.includes(code) || before.length > 1);
    if (codes.length > 0) {
      members.set(name.slice("filter.".length), codes);
    }
  }
  return members;
};

const engagementsOf = (mark, base) => {
  const query = new URLSearchParams(mark.closest("section").querySelector("[data-behind]").dataset.behind);
  for (const [dimension, codes] of membersOf(mark)) {
    query.set(dimension, codes.join(","));
  }
  return `${base}/engagements?${query}`;
};

// The page with the parts of a member: filtered by it, and its section one level down.
const partsOf = mark => {
  const tools = mark.closest("section").querySelector("[data-levels]");
  const members = membersOf(mark);
  if (!tools || members.size !== 1) {
    return null;
  }
  const [[dimension, codes]] = members;
  const level = tools.dataset.levels.split(";").map(one => one.split(":")).find(([axis]) => axis === dimension);
  if (!level) {
    return null;
  }
  const next = new URL(location.href);
  next.searchParams.set(`filter.${dimension}`, codes.join(","));
  next.searchParams.set(`level.${tools.dataset.section}`, level[1]);
  next.searchParams.delete(`order.${tools.dataset.section}`);
  next.searchParams.delete(`show.${tools.dataset.section}`);
  return readable(next.search);
};

const hideMenu = () => {
  const menu = document.querySelector("[data-menu]");
  if (menu && !menu.hidden) {
    menu.hidden = true;
    menu.opener?.focus();
  }
};

const showMenu = (mark, x, y) => {
  const menu = document.querySelector("[data-menu]");
  const words = menu.dataset;
  const isChosen = mark.hasAttribute("aria-current");
  const parts = partsOf(mark);
  const items = [
    [isChosen ? words.release : words.filter, mark.getAttribute("href"), true],
    isChosen ? null : [words.add, added(mark.getAttribute("href")), true],
    parts ? [words.into, parts, true] : null,
    [words.engagements, engagementsOf(mark, words.base), false],
  ].filter(item => item);
  menu.replaceChildren(...items.map(([text, href, stays]) => {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = text;
    link.setAttribute("role", "menuitem");
    link.toggleAttribute("data-go", stays);
    return link;
  }));
  menu.hidden = false;
  menu.opener = mark;
  menu.style.left = Math.max(8, Math.min(x, document.documentElement.clientWidth - menu.offsetWidth - 8)) + "px";
  menu.style.top = Math.max(8, Math.min(y, window.innerHeight - menu.offsetHeight - 8)) + "px";
  menu.firstChild.focus();
};

// Fields show the state of the address, also after a mark changed it.
const showState = form => {
  for (const input of document.querySelectorAll(`${form} :is([type=checkbox], [type=radio])`)) {
    input.checked = input.hasAttribute("checked");
  }
  for (const option of document.querySelectorAll(`${form} option`)) {
    option.selected = option.hasAttribute("selected");
  }
};

// After a change was cancelled, the fields show what the page shows.
document.addEventListener("reporting:cancelled", () => showState("form.ask"));

if (dashboard()) {
  document.querySelectorAll("[data-hint]").forEach(hint => { hint.hidden = false; });

  // On a phone the report comes first, and its filters open on demand. The list of an added filter waits for a choice.
  const slicers = document.querySelector("[data-slicers]");
  if (document.querySelector(".report") && matchMedia("(max-width: 60rem)").matches && !slicers.querySelector("[data-members][open]")) {
    slicers.open = false;
  }

  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-mark], a[data-order], a[data-go]");
    if (!link || event.ctrlKey || event.metaKey || event.altKey || event.button !== 0) {
      if (!event.target.closest("[data-menu]")) {
        hideMenu();
      }
      return;
    }
    event.preventDefault();
    const href = link.getAttribute("href");
    hideMenu();
    go(event.shiftKey && link.hasAttribute("data-mark") ? added(href) : href);
  });

  document.addEventListener("contextmenu", event => {
    const mark = event.target.closest("a[data-mark]");
    if (mark) {
      event.preventDefault();
      const box = mark.getBoundingClientRect();
      showMenu(mark, event.clientX || box.left, event.clientY || box.bottom);
    }
  });

  document.addEventListener("keydown", event => {
    const menu = document.querySelector("[data-menu]");
    if (!menu || menu.hidden) {
      return;
    }
    const items = [...menu.children];
    const place = items.indexOf(document.activeElement);
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      hideMenu();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      items[(place + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length].focus();
    }
  });

  // Each change of a field shows at once. A search text is no change; a filter to add is one.
  let waiting;
  let isPending = false;
  const submit = form => {
    clearTimeout(waiting);
    isPending = false;
    const query = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value !== "" && (!name.startsWith("find.") || name === "find.filter")));
    go(readable(`?${query}`));
  };
  document.addEventListener("change", event => {
    const form = event.target.closest("form[data-ask]");
    if (form && !event.target.matches("[data-find]") && form.checkValidity()) {
      clearTimeout(waiting);
      isPending = true;
      waiting = setTimeout(() => submit(form), 250);
    }
  });
  document.addEventListener("submit", event => {
    if (event.target.matches("form[data-ask]") && !event.submitter?.hasAttribute("formaction")) {
      event.preventDefault();
      submit(event.target);
    }
  });

  document.addEventListener("reporting:cancelled", () => {
    clearTimeout(waiting);
    isPending = false;
  });

  // An answer to an earlier state would undo a change that is not sent yet.
  document.addEventListener("htmx:before:swap", event => {
    if (isPending) {
      event.preventDefault();
    }
  });

  // Fields show the state of the address, also after a filter was removed elsewhere.
  document.addEventListener("htmx:after:swap", () => {
    showState("form[data-ask]");
    document.querySelectorAll("[data-hint]").forEach(hint => { hint.hidden = false; });
    document.querySelectorAll("[data-members]").forEach(makeSearchable);
    // A list that is being searched is searched again.
    document.querySelectorAll("[data-find]").forEach(find => find.value.trim() && find.dispatchEvent(new Event("input", { bubbles: true })));
    hideTip();
  });

  // An answer that is no such page is opened as a page: a sign-in, or a failure.
  document.addEventListener("htmx:before:response", event => {
    const { response, request } = event.detail.ctx;
    if (response.status >= 500 || [401, 403, 404, 429].includes(response.status) || new URL(response.raw.url).pathname !== location.pathname) {
      event.preventDefault();
      location.assign(request.action);
    }
  });
  document.addEventListener("htmx:error", event => location.assign(event.detail.ctx.request.action));

  // The exact figure beside a mark of a drawing, for pointer and keyboard.
  const tip = document.querySelector("[data-tip]");
  const hideTip = () => { tip.hidden = true; };
  const showTip = event => {
    const mark = event.target.closest?.(".report svg .mark");
    if (!mark) {
      hideTip();
      return;
    }
    const title = mark.querySelector("title");
    if (title) {
      mark.setAttribute("aria-label", title.textContent);
      title.remove();
    }
    const text = mark.getAttribute("aria-label");
    if (!text) {
      hideTip();
      return;
    }
    tip.textContent = text;
    tip.hidden = false;
    const box = mark.getBoundingClientRect();
    tip.style.left = Math.max(8, Math.min(box.left + box.width / 2 - tip.offsetWidth / 2, document.documentElement.clientWidth - tip.offsetWidth - 8)) + "px";
    tip.style.top = (box.top - tip.offsetHeight - 8 > 0 ? box.top - tip.offsetHeight - 8 : box.bottom + 8) + "px";
  };
  document.addEventListener("pointerover", showTip);
  document.addEventListener("focusin", showTip);
  document.addEventListener("scroll", hideTip, true);
}
