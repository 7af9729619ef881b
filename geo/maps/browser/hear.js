// What a layer of marks answers to: pointer, tooltip and keyboard, with one set of listeners. The
// layer says where an item is (spot), what its tooltip says (tell) and what a click does (choose).
(function () {
  "use strict";
  const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  // The nearest mark in a direction; what lies off the axis counts double.
  function next(layer, from, [sx, sy]) {
    const here = layer.spot(from);
    let best = null, least = Infinity;
    for (const item of layer.items) {
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
    const choose = (item) => {
      item.node.classList.add("hot");
      layer.choose(item);
    };
    const tell = (item) => {
      const { x, y, r } = layer.spot(item);
      const point = map.layerPointToContainerPoint([x, y]);
      atlas.tip.show(point.x, point.y - r, layer.tell(item));
    };
    if (layer.items.length) layer.items[0].node.tabIndex = 0;
    const on = (name, act) => layer.root.addEventListener(name, act);

    L.DomEvent.on(layer.root, "click dblclick", L.DomEvent.stopPropagation);
    // Pressing with the pointer does not take the focus, or a presenter's keys would move marks.
    on("mousedown", (e) => e.preventDefault());
    on("click", (e) => {
      const item = itemAt(e);
      if (item) choose(item);
    });
    on("pointerover", (e) => {
      const item = e.pointerType === "mouse" && itemAt(e);
      if (item) tell(item);
    });
    on("pointerout", () => atlas.tip.hide());
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
        choose(item);
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
})();
