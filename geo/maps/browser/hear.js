// What a layer of marks or areas answers to: pointer, card and keyboard, with one set of listeners. The
// layer says where an item is (spot), what its card says (tell) and shows (about), and what choosing
// it does (choose).
(function () {
  "use strict";
  const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  // The nearest mark in a direction; what lies off the axis counts double.
  function next(layer, from, [sx, sy]) {
    const here = layer.spot(from);
    let best = null, least = Infinity;
    for (const item of layer.items) {
      if (getComputedStyle(item.node).visibility === "hidden") continue;
      const { x, y } = layer.spot(item);
      const along = (x - here.x) * sx + (y - here.y) * sy;
      const aside = Math.abs((x - here.x) * sy) + Math.abs((y - here.y) * sx);
      if (along > 0.5 && along + 2 * aside < least) {
        least = along + 2 * aside;
        best = item;
      }
    }
    return best;
  }

  atlas.hear = (layer) => {
    const { map } = atlas.stage;
    const itemAt = (e) => layer.items.find(({ node }) => node.contains(e.target));
    const tell = (item) => {
      if (atlas.stage.ruling) return;
      const { x, y, r } = layer.spot(item);
      const point = map.layerPointToContainerPoint([x, y]);
      const lines = layer.tell(item).filter(Boolean);
      item.node.setAttribute("aria-label", atlas.said(lines));
      atlas.tip.show(point.x, point.y, lines, { r, ...(layer.about ? layer.about(item) : {}) });
    };
    if (layer.items.length) layer.items[0].node.tabIndex = 0;
    const on = (name, act) => layer.root.addEventListener(name, act);

    // Pressing with the pointer does not take the focus, or a presenter's keys would move marks.
    on("mousedown", (e) => e.preventDefault());
    on("pointerover", (e) => {
      const item = e.pointerType === "mouse" && itemAt(e);
      if (item) tell(item);
    });
    on("pointerout", () => atlas.tip.hide());
    // A long press of a finger is a context menu to the browser.
    on("contextmenu", (e) => {
      const item = itemAt(e);
      if (!item) return;
      e.preventDefault();
      tell(item);
    });
    on("focusin", (e) => {
      const item = itemAt(e);
      if (!item) return;
      for (const other of layer.items) other.node.tabIndex = other === item ? 0 : -1;
      tell(item);
    });
    on("focusout", () => atlas.tip.hide());
    on("keydown", (e) => {
      const item = itemAt(e);
      if (!item) return;
      const step = STEPS[e.key];
      if (e.key === "Enter" || e.key === " ") {
        layer.choose(item);
      } else if (step) {
        const other = next(layer, item, step);
        if (other) other.node.focus({ preventScroll: true });
      } else {
        return;
      }
      e.preventDefault();
      e.stopPropagation();
    });
  };

  // Marks lie over the map: a click on one is none on what lies below.
  atlas.press = (layer) => {
    const choose = layer.choose.bind(layer);
    layer.choose = (item) => {
      item.node.classList.add("hot");
      choose(item);
    };
    L.DomEvent.on(layer.root, "click dblclick", L.DomEvent.stopPropagation);
    layer.root.addEventListener("click", (e) => {
      const item = layer.items.find(({ node }) => node.contains(e.target));
      if (item) layer.choose(item);
    });
    atlas.hear(layer);
  };
})();
