// The card of whatever the pointer or the keyboard is on. It stands in the nearest white room of the
// frame, with a thin line to its subject, else beside the pointer, and never over the name it is about.
(function () {
  "use strict";
  const CELL = 8; // px of a cell of the picture of what is white
  const STEP = 16; // between the places that are tried
  const FAR = 300; // from the subject, beyond which a white room is no longer its own
  const GAP = 16; // from the subject
  const LAND = 0.8; // px that a card goes farther to leave one cell of land in sight
  const EDGE = 6; // of the frame that a card keeps clear of

  // Sums of covered cells from the left upper corner on: covered(box) is then four look-ups.
  function picture(map, taken) {
    const { x: wide, y: high } = map.getSize();
    const w = Math.ceil(wide / CELL), h = Math.ceil(high / CELL);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [w, h];
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.scale(1 / CELL, 1 / CELL);
    pen.beginPath();
    for (const ring of atlas.stage.base.province.flat()) {
      atlas.line(ring).forEach((point, i) => {
        const { x, y } = map.latLngToContainerPoint(point);
        if (i) pen.lineTo(x, y);
        else pen.moveTo(x, y);
      });
      pen.closePath();
    }
    pen.fill("evenodd");
    for (const [left, top, right, bottom] of taken) pen.fillRect(left, top, right - left, bottom - top);
    const { data } = pen.getImageData(0, 0, w, h);
    const sums = new Uint32Array((w + 1) * (h + 1));
    for (let y = 0; y < h; y++) {
      for (let x = 0, row = 0; x < w; x++) {
        row += data[4 * (y * w + x) + 3] > 127;
        sums[(y + 1) * (w + 1) + x + 1] = sums[y * (w + 1) + x + 1] + row;
      }
    }
    const at = (x, y) => sums[Math.min(h, Math.round(y / CELL)) * (w + 1) + Math.min(w, Math.round(x / CELL))];
    return ([a, b, c, d]) => at(c, d) - at(a, d) - at(c, b) + at(a, b);
  }

  // Whether nothing of the province is in sight.
  atlas.bare = (map) => {
    const { x, y } = map.getSize();
    return !picture(map, [])([0, 0, x, y]);
  };

  // Nearest point of a box to a point, and how far that is.
  const toward = (box, { x, y }) => {
    const at = { x: Math.max(box[0], Math.min(x, box[2])), y: Math.max(box[1], Math.min(y, box[3])) };
    return { at, far: Math.hypot(at.x - x, at.y - y) };
  };

  const common = (a, b) => Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) *
    Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));

  const SIGN = { national: 2, provincial: 3, county: 4 }; // tier classes whose shape stands for a tier

  function strip(parent, rank, of) {
    const node = atlas.el("span", "ticks", parent);
    for (let n = 1; n <= of; n++) atlas.el("i", n === rank ? "own" : "", node);
  }

  // A line of a card: a text, {chip}, {label, value, rank}, {label, tiers: {tier: number}} or {foot}.
  function line(parent, part) {
    if (typeof part === "string") return void atlas.el("div", "more", parent, part);
    if (part.chip) return void atlas.el("span", "chip", atlas.el("div", "more", parent), part.chip);
    if (part.foot) return void atlas.el("div", "foot", parent, part.foot);
    const row = atlas.el("div", "row", parent);
    atlas.el("span", "label", row, part.label);
    if (part.value) atlas.el("span", "value", row, part.value);
    if (part.rank) {
      strip(row, part.rank, atlas.stage.standing[1]);
      atlas.el("span", "rank", row, atlas.word("card.rank").replace("{n}", part.rank));
    }
    for (const [tier, n] of Object.entries(part.tiers || {})) {
      const { d, box } = atlas.stage.base.marks[SIGN[tier]];
      const item = atlas.el("span", "tier", row);
      const icon = atlas.svg("svg", { viewBox: `${-box} ${-box} ${2 * box} ${2 * box}` }, item);
      atlas.svg("path", { d }, icon);
      item.append(`${atlas.word(`tiers.${tier}`)} ${n}`);
    }
  }

  // What a card says, for those who hear it.
  atlas.said = ([title, ...parts]) => [title, parts.map((part) => typeof part === "string" ? part
    : part.chip || part.foot || [part.label, part.value, part.rank &&
        atlas.word("card.rank").replace("{n}", part.rank),
      ...Object.entries(part.tiers || {}).map(([tier, n]) => `${atlas.word(`tiers.${tier}`)} ${n}`)]
        .filter(Boolean).join(" ")).join(", ")].filter(Boolean).join(": ");

  atlas.tip = {
    mount(map) {
      const box = map.getContainer();
      this.map = map;
      this.wire = atlas.svg("svg", { class: "atlas-sketch atlas-wire" }, box);
      this.node = atlas.el("div", "atlas-tip", box);
      this.node.setAttribute("role", "tooltip");
      // What is white changes with the view; it is looked at when a card next needs a place.
      map.on("move zoom viewreset atlas:resize", () => {
        this.covered = null;
        this.hide();
      });
    },
    // keep: boxes that stay in sight; edge: points of the subject that the line may end at.
    show(x, y, [title, ...parts], { r = 0, keep = [], edge = [] } = {}) {
      const { node, map } = this;
      node.replaceChildren();
      atlas.el("div", "title", node, title);
      parts.filter(Boolean).forEach((part) => line(node, part));
      node.classList.add("on");
      const size = map.getSize();
      const w = node.offsetWidth, h = node.offsetHeight;
      const box = (left, top) => [left, top, left + w, top + h];
      this.covered ||= picture(map, atlas.covered());
      // The nearest white room; where there is none near, as little land as can be, not one's own.
      const home = edge.length ? L.bounds(edge.map(({ x, y }) => L.point(x, y))) : null;
      const own = home ? [home.min.x, home.min.y, home.max.x, home.max.y] : [x, y, x, y];
      // What the page lays over the frame would cover the card.
      const away = [...keep, ...atlas.laid()];
      let best = null, least = Infinity;
      for (let top = EDGE; top + h <= size.y - EDGE; top += STEP) {
        for (let left = EDGE; left + w <= size.x - EDGE; left += STEP) {
          const place = box(left, top), { far } = toward(place, { x, y });
          if (far > FAR || far < r + GAP || away.some((other) => atlas.overlap(place, other))) continue;
          const lost = this.covered(place) + (2 * common(place, own)) / CELL ** 2;
          const cost = far + LAND * lost;
          if (cost < least) [best, least] = [place, cost];
        }
      }
      best ||= box(Math.max(EDGE, Math.min(x - w / 2, size.x - w - EDGE)), y > h + GAP ? y - r - GAP - h : y + r + GAP);
      node.style.transform = `translate(${Math.round(best[0])}px,${Math.round(best[1])}px)`;
      this.wire.replaceChildren();
      this.lead(best, edge.length ? edge : [{ x, y }], r);
    },
    // The thin line, from the card to the point of its subject that is nearest.
    lead(box, edge, r) {
      const to = edge.reduce((a, b) => (toward(box, b).far < toward(box, a).far ? b : a));
      const { at, far } = toward(box, to);
      if (far <= r) return;
      const end = { x: to.x + ((at.x - to.x) * r) / far, y: to.y + ((at.y - to.y) * r) / far };
      atlas.svg("line", { x1: at.x, y1: at.y, x2: end.x, y2: end.y }, this.wire);
      atlas.svg("circle", { cx: end.x, cy: end.y, r: 3 }, this.wire);
    },
    hide() {
      this.node.classList.remove("on");
      this.wire.replaceChildren();
    },
  };
})();
