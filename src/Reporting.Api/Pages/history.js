
// Back and Forward fetch a page again. Choices made meanwhile, while the former state still shows, are not lost.
{
  let returning = null;
  let changes = [];
  const choices = "form.ask";
  const isReturn = ctx => ctx.request.headers["HX-History-Restore-Request"] === "true";

  // A field that changed while the state came back, in the form of that state.
  const apply = ({ input, name, value, checked }) => {
    const form = document.querySelector(choices);
    const isChoice = input.matches("[type=checkbox], [type=radio]");
    let field = [...(form?.elements ?? [])].find(one => one.name === name && (!isChoice || one.value === value));
    if (!field && form && isChoice) {
      // A member that was found by a search is not in the list that came back.
      input.hidden = true;
      form.append(input);
      field = input;
    }
    if (field) {
      Object.assign(field, isChoice ? { checked } : { value });
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  // The part of the page with the state is fetched in the queue of its clicks, so that a later click ends it.
  document.addEventListener("htmx:before:history:restore", event => {
    const state = document.querySelector("[data-hx-history-elt]");
    if (state) {
      const stop = new AbortController();
      event.preventDefault();
      htmx.ajax("GET", event.detail.path, {
        source: state, target: state, select: `#${state.id}`, swap: "outerMorph",
        request: { headers: { "HX-Request": "true", "HX-History-Restore-Request": "true" }, signal: stop.signal, abort: () => stop.abort() },
      });
    }
  });
  document.addEventListener("htmx:before:request", event => {
    const { ctx } = event.detail;
    if (isReturn(ctx)) {
      [returning, changes] = [ctx, []];
    } else if (returning?.target?.contains(ctx.target) || ctx.target?.contains(returning?.target ?? null)) {
      // A later click leads to a state of its own.
      returning = null;
    }
  });
  document.addEventListener("htmx:before:response", event => {
    if (isReturn(event.detail.ctx) && event.detail.ctx !== returning) {
      event.preventDefault();
    }
  });
  document.addEventListener("htmx:finally:request", event => {
    if (returning && event.detail.ctx === returning) {
      const made = changes;
      [returning, changes] = [null, []];
      made.forEach(apply);
    }
  });
  document.addEventListener("change", event => {
    const input = event.target;
    if (returning && input.closest(choices) && !input.matches("[data-find]")) {
      event.stopImmediatePropagation();
      changes.push({ input, name: input.name, value: input.value, checked: input.checked });
    }
  }, true);
}
