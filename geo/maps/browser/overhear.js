// What a reader does to the filters of the page around the frame, as a change of the selection. The
// controls show it themselves as soon as they are touched, so they are read and not guessed.
(function () {
  "use strict";
  const FIELD = /(?:^| )st-key-(?:filter_)?(region|city|fam|tier|prog|year|timeline|reset)(?:_\d+)?(?: |$)/;
  // Milliseconds after which a page at rest has answered whatever was touched, however slow the network.
  const REST = 5000;

  const control = (node) => {
    const box = node.closest && node.closest('[class*="st-key-"]');
    const found = box && FIELD.exec(box.className);
    return found ? { box, name: found[1] === "timeline" ? "year" : found[1] } : null;
  };

  // What a control shows, as choices of the selection: {name: codes}; undefined means all.
  function read({ box, name }, offered) {
    if (name === "reset") return Object.fromEntries(Object.keys(offered).map((field) => [field, undefined]));
    if (name === "year") {
      const ends = [...box.querySelectorAll("input[type=range]")];
      const years = ends.map((end) => Number(end.value));
      const all = ends.length === 2 && years[0] === Number(ends[0].min) && years[1] === Number(ends[1].max);
      return ends.length === 2 ? { year: all ? undefined : years } : {};
    }
    const [codes, narrower] = offered[name];
    const buttons = [...box.querySelectorAll("[aria-pressed]")];
    if (buttons.length !== codes.length) return {};
    const chosen = codes.filter((_, n) => buttons[n].getAttribute("aria-pressed") === "true");
    return { [name]: chosen.length ? chosen : undefined, ...(narrower ? { [narrower]: undefined } : {}) };
  }

  atlas.overhear = (page) => {
    const ending = new AbortController();
    const { signal } = ending;
    window.addEventListener("pagehide", () => ending.abort());
    let held = null, touched = 0;

    const hear = (one) => requestAnimationFrame(() => {
      const bar = page.querySelector("[data-offered]");
      if (!bar) return;
      const now = read(one, JSON.parse(bar.dataset.offered));
      if (Object.keys(now).length) atlas.ahead((before) => JSON.parse(JSON.stringify({ ...before, ...now })));
      touched = performance.now();
      setTimeout(rest, REST);
    });
    const rest = () => {
      const app = page.querySelector("[data-test-script-state]");
      if (performance.now() - touched < REST) return;
      if (held || app.dataset.testScriptState === "running") setTimeout(rest, REST);
      else atlas.rested();
    };
    const on = (kind, act) => page.addEventListener(kind, act, { capture: true, passive: true, signal });

    for (const kind of ["click", "keyup"]) {
      on(kind, ({ target }) => {
        const one = control(target);
        if (one) hear(one);
      });
    }
    // The years follow the thumb.
    on("pointerdown", ({ target }) => {
      held = control(target);
    });
    on("pointermove", () => held && held.name === "year" && hear(held));
    for (const kind of ["pointerup", "pointercancel"]) {
      on(kind, () => {
        if (held && held.name === "year") hear(held);
        held = null;
      });
    }
  };
})();
