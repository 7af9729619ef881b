// What a reader does to the filters of the page around the frame, as a change of the selection, and to
// controls that lead to another scene. They show it themselves as soon as they are touched, so they are
// read and not guessed.
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

  // A control that leads to other scenes: {box, codes: of the scenes by what it says}. The frame fetches
  // all scenes that the page offers, {address, controls: {name: codes}}, when a reader comes near.
  const lead = (node) => {
    const box = node.closest && node.closest('[class*="st-key-"]');
    const bar = box && box.ownerDocument.querySelector("[data-scenes]");
    if (!bar) return null;
    const { address, controls } = JSON.parse(bar.dataset.scenes);
    const name = Object.keys(controls).find((one) =>
      RegExp(`(?:^| )st-key-${one}(?:_\\d+)?(?: |$)`).test(box.className));
    if (!name) return null;
    atlas.fetchScenes(address);
    return { box, codes: controls[name] };
  };

  // The code that a control has been led to by what it says; a button leads somewhere by a click alone.
  const led = ({ box, codes }, clicked) => {
    const field = box.querySelector("input");
    if (field) return codes[field.getAttribute("aria-valuetext") || field.value];
    const button = box.querySelector('[aria-checked="true"]') || (clicked && box.querySelector("button"));
    return button && codes[button.textContent];
  };

  atlas.overhear = (page) => {
    const ending = new AbortController();
    const { signal } = ending;
    window.addEventListener("pagehide", () => ending.abort());
    let held = null, touched = 0;

    const hear = (one, clicked = false) => requestAnimationFrame(() => {
      const bar = page.querySelector("[data-offered]");
      if (!bar) return;
      if (one.codes) {
        const scene = led(one, clicked);
        if (scene) atlas.goAhead(scene);
      } else {
        const now = read(one, JSON.parse(bar.dataset.offered));
        if (Object.keys(now).length) atlas.ahead((before) => JSON.parse(JSON.stringify({ ...before, ...now })));
      }
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
        // The menu of a field stands apart from it; the field keeps the focus.
        const node = target.closest && target.closest('[role="option"]') ? page.activeElement : target;
        const one = control(node) || lead(node);
        if (one) hear(one, kind === "click");
      });
    }
    for (const kind of ["pointerover", "focusin"]) on(kind, ({ target }) => void lead(target));
    // The years and the rail follow the thumb.
    const follows = (one) => one && (one.name === "year" || one.codes);
    on("pointerdown", ({ target }) => {
      held = control(target) || lead(target);
    });
    on("pointermove", () => follows(held) && hear(held));
    for (const kind of ["pointerup", "pointercancel"]) {
      on(kind, () => {
        if (follows(held)) hear(held);
        held = null;
      });
    }
  };
})();
