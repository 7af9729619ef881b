// Controls of the map in the reader's language, the scale bar and the credit line.
(function () {
  "use strict";
  const { BAR, FRAME } = atlas.constants;

  atlas.word = (key) => {
    const stage = atlas.stage;
    return stage.base.words[stage.lang][key] || key;
  };

  function button(parent, name, glyph, act) {
    const node = atlas.el("button", "atlas-" + name, parent);
    node.type = "button";
    node.dataset.word = name.replace("-", "_");
    node.innerHTML = `<svg viewBox="-8 -8 16 16" aria-hidden="true"><path d="${glyph}"/></svg>`;
    L.DomEvent.disableClickPropagation(node);
    node.addEventListener("click", act);
    return node;
  }

  atlas.controls = (stage) => {
    const { map } = stage;
    const box = map.getContainer();
    const bar = atlas.el("div", "atlas-zoom", box);
    const zoom = (step) => () => {
      stage.take();
      map.setZoom(map.getZoom() + step, { animate: !atlas.still() });
    };
    button(bar, "zoom-in", "M-5 0H5M0-5V5", zoom(1));
    button(bar, "zoom-out", "M-5 0H5", zoom(-1));
    const goHome = () => {
      stage.touched = false;
      stage.focus = null;
      stage.fit();
    };
    button(bar, "home", "M-5.5.5 0-4.5 5.5.5M-3.5-1V5H3.5V-1", goHome);
    const ruler = button(bar, "ruler", "M-6.5 3.5 3.5-6.5 6.5-3.5-3.5 6.5ZM-3.5.5-2 2M-.5-2.5 1-1M2.5-5.5", () => {});
    ruler.setAttribute("aria-pressed", "false");
    stage.back = button(box, "back", "", goHome);
    stage.back.replaceChildren(atlas.el("span"));
    stage.back.hidden = true;
    map.on("moveend", () => {
      stage.back.hidden = map.getZoom() <= stage.homeZoom || !atlas.bare(map);
    });
    stage.note = atlas.el("div", "atlas-note", box);
    stage.note.setAttribute("role", "status");
    atlas.rule(stage, ruler);
    const foot = atlas.el("div", "atlas-foot", box);
    stage.scaleBar = atlas.el("div", "atlas-scale", foot);
    stage.credit = atlas.el("div", "atlas-credit", foot);
    map.on("zoomend viewreset atlas:resize", () => scale(stage));
    scale(stage);
  };

  // Length of the scale bar in kilometres and in pixels.
  atlas.bar = (zoom, wide) => {
    const perPixel = (BAR.equator * Math.cos((BAR.latitude * Math.PI) / 180)) / (256 * 2 ** zoom);
    const room = Math.min(BAR.most, wide * BAR.share) * perPixel;
    const length = BAR.steps.filter((step) => step <= room).pop() || BAR.steps[0];
    return [length, length / perPixel];
  };

  function scale(stage) {
    const { map, scaleBar } = stage;
    const [length, width] = atlas.bar(map.getZoom(), map.getSize().x);
    scaleBar.style.width = Math.round(width) + "px";
    scaleBar.textContent = length + "\u00a0km";
  }

  atlas.credit = (stage) => {
    const before = stage.credit.offsetHeight;
    const shifted = stage.shifted && atlas.word("shifted").replace("{datum}", stage.shifted);
    stage.credit.textContent = [atlas.word("credit"), stage.tiled, shifted].filter(Boolean).join(" · ");
    if (stage.credit.offsetHeight > before && !stage.touched) stage.fit();
  };

  // Says once that the wheel belongs to the page.
  const SAID = 2600; // ms
  atlas.sayOnce = (stage) => {
    if (stage.wheeled) return;
    stage.wheeled = true;
    const key = /Mac/.test(navigator.platform) ? "⌘" : "Ctrl";
    stage.note.textContent = atlas.word("wheel").replace("{key}", key);
    setTimeout(() => stage.note.replaceChildren(), SAID);
  };

  // Language and scale of everything that stays on the map from scene to scene.
  atlas.speak = (stage) => {
    const box = stage.map.getContainer();
    box.lang = stage.lang === "zh" ? "zh-CN" : "en";
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", atlas.word("map"));
    box.style.setProperty("--scale", stage.scale);
    for (const node of box.querySelectorAll("[data-word]")) {
      node.title = atlas.word(node.dataset.word);
      node.setAttribute("aria-label", node.title);
    }
    stage.back.firstChild.textContent = atlas.word("home");
    stage.map.fire("atlas:speech");
    atlas.credit(stage);
  };

  // Boxes of what lies over the map, in px of the frame: the controls, and what a page lays over it.
  atlas.covered = () => {
    const box = atlas.stage.map.getContainer();
    const { left, top } = box.getBoundingClientRect();
    const own = [...box.querySelectorAll(".atlas-zoom, .atlas-foot > *, .inset-frame, .cells-key")].map((part) => {
      const at = part.getBoundingClientRect();
      return [at.left - left, at.top - top, at.right - left, at.bottom - top];
    });
    return [...own, ...atlas.laid()];
  };

  atlas.still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  atlas.small = (stage) => stage.map.getSize().x < FRAME.small;
})();
