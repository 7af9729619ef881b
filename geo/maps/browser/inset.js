// The inset: a part of the province twice as large, in the white of the north-east, for marks that have
// no room where they belong. It lies on the map and moves with it; near by there is none.
(function () {
  "use strict";
  const { FRAME, INSET } = atlas.constants;
  const [WEST, SOUTH, EAST, NORTH] = INSET.window;
  const holds = ([lon, lat], reach) =>
    lon >= WEST - reach && lon <= EAST + reach && lat >= SOUTH - reach && lat <= NORTH + reach;
  // Whose name and seat both belong there.
  const within = (city) => holds(city.name_at, INSET.reach) && holds(city.seat, 0);

  const TAG = [92, 24]; // px that its name takes

  const clamp = (value, low, high) => Math.max(low, Math.min(value, high));
  const box = (a, b) => [a.x, a.y, b.x, b.y];

  // Where it lies at a zoom, in pixels of the whole map: the part itself (from), and the panel (to);
  // null where there is none.
  atlas.insetAt = (map, zoom) => {
    const { stage } = atlas;
    if (!stage.inset || atlas.small(stage) || Math.abs(zoom - stage.homeZoom) > INSET.zoom) return null;
    const pixel = (point) => atlas.pixel(map, point, zoom);
    const from = [pixel([WEST, NORTH]), pixel([EAST, SOUTH])];
    const size = from[1].subtract(from[0]).multiplyBy(INSET.times);
    // The right upper corner of the frame, as the province lies in it at first.
    const { x, y } = map.getSize();
    const corner = map.project(stage.home.getSouthWest(), zoom)
      .add([x - FRAME.padding - INSET.edge, FRAME.foot * stage.scale - y + INSET.edge]);
    const to = [L.point(corner.x - size.x, corner.y), L.point(corner.x, corner.y + size.y)];
    const into = (p) => to[0].add(p.subtract(from[0]).multiplyBy(INSET.times));
    const [left, top, right, bottom] = box(...to);
    return { from: box(...from), to: box(...to), into,
             room: [left + 3, top + 3, right - 3, bottom - 3], tag: [left, bottom - TAG[1], left + TAG[0], bottom],
             holds: (p) => p.x >= from[0].x && p.x <= from[1].x && p.y >= from[0].y && p.y <= from[1].y };
  };

  // From the seat of a city to its name, half of which is so wide; in the inset if it belongs there.
  atlas.nameShift = (map, city, zoom, half = INSET.name) => {
    const shift = atlas.shift(map, city, zoom);
    const inset = within(city) && atlas.insetAt(map, zoom);
    if (!inset) return { ...shift, inset: null };
    const seat = atlas.pixel(map, city.seat, zoom);
    const at = inset.into(seat.add([shift.x, shift.y]));
    const [left, top, right, bottom] = inset.to;
    // Marks have room on three sides of it; at the top there are other places around.
    const room = INSET.name;
    return { x: clamp(at.x, left + half + room, right - half - room) - seat.x,
             y: clamp(at.y, top + room / 2, bottom - room * 1.25) - seat.y, inset };
  };

  // Where a point of the frame lies in the province, in pixels of the whole map.
  atlas.outOfInset = (map, p) => {
    const inset = atlas.insetAt(map, map.getZoom());
    if (!inset) return p;
    const [left, top, right, bottom] = inset.to;
    if (p.x < left || p.x > right || p.y < top || p.y > bottom) return p;
    return L.point(inset.from).add(p.subtract([left, top]).divideBy(INSET.times));
  };

  const Inset = atlas.Sketch.extend({
    paneName: "inset",
    onAdd(map) {
      const { stage } = atlas;
      stage.inset = this;
      atlas.Sketch.prototype.onAdd.call(this, map);
    },
    onRemove() {
      atlas.Sketch.prototype.onRemove.call(this);
      // The next scene is there already when this one goes.
      if (atlas.stage.inset === this) atlas.stage.inset = null;
    },
    getEvents() {
      return { ...atlas.Sketch.prototype.getEvents.call(this), "atlas:resize": this._redraw };
    },

    draw(map) {
      const { stage } = atlas;
      const zoom = map.getZoom(), inset = atlas.insetAt(map, zoom);
      this.over = () => {};
      if (!inset) return;
      const origin = map.getPixelOrigin();
      const own = ([a, b, c, d]) => [a - origin.x, b - origin.y, c - origin.x, d - origin.y];
      const [from, to] = [own(inset.from), own(inset.to)];
      this.panel(map, zoom, inset, to);
      this.place(from, to);
    },

    // The ground once more, as far as it is seen there.
    panel(map, zoom, inset, [left, top, right, bottom]) {
      const { stage } = atlas;
      const svg = atlas.svg("svg", { class: "inset-panel", x: left, y: top, width: right - left,
                                     height: bottom - top }, this.root);
      atlas.svg("rect", { class: "inset-ground", width: "100%", height: "100%" }, svg);
      const corner = L.point(inset.to);
      const text = (ring) => ring.map((point) => {
        const { x, y } = inset.into(map.project(point, zoom)).subtract(corner);
        return x.toFixed(1) + " " + y.toFixed(1);
      }).join("L");
      const bounds = L.latLngBounds([[SOUTH, WEST], [NORTH, EAST]]);
      const seen = (rings) => rings.filter((ring) => bounds.intersects(L.latLngBounds(ring)));
      const path = (rings, className, close = "Z", parent = svg) => {
        const d = seen(rings).map((ring) => "M" + text(ring) + close).join("");
        return d && atlas.svg("path", { class: className, d, "fill-rule": "evenodd" }, parent);
      };
      for (const city of stage.base.cities) {
        const land = path(stage.rings(city).flat(), "land");
        if (land) this.answer(land, city);
      }
      const all = (units) => units.flatMap((unit) => stage.rings(unit).flat());
      path(all(stage.base.counties), "county-line", "");
      for (const lake of stage.base.lakes) path(stage.rings(lake).flat(), "lake");
      for (const river of stage.base.rivers) {
        path(river.lines.map(atlas.line), "river river-" + river.rank, "");
      }
      path(all(stage.base.cities), "city-line", "");
      path(stage.base.province.flat().map(atlas.line), "province-line", "");
      const above = atlas.svg("g", {}, svg);
      // What comes and goes above the ground: lines of clusters, and what is chosen.
      this.over = () => {
        above.replaceChildren();
        for (const [points, name] of stage.linked) path([points], name, "", above);
        for (const name of ["outline-edge", "outline"]) path(stage.outlined, name, "", above);
      };
      this.over();
    },

    // Land in the inset answers as the land that it stands for does.
    answer(land, city) {
      const { land: units } = atlas.stage;
      const path = units.get(city.id);
      land.addEventListener("click", (e) => {
        e.stopPropagation();
        path.fire("click", { originalEvent: e });
      });
      land.addEventListener("pointerover", (e) => path._path.dispatchEvent(new PointerEvent("pointerover", e)));
      land.addEventListener("pointerout", (e) => path._path.dispatchEvent(new PointerEvent("pointerout", e)));
    },

    // What is drawn larger, where it lies, and two lines from there to the panel.
    place(from, to) {
      const { stage } = atlas;
      const [left, top, right, bottom] = from;
      const rect = (className, [a, b, c, d], parent = this.root) =>
        atlas.svg("rect", { class: className, x: a, y: b, width: c - a, height: d - b }, parent);
      for (const [x, y, x2] of [[left, top, to[0]], [right, top, to[2]]]) {
        atlas.svg("line", { class: "inset-line", x1: x, y1: y, x2, y2: to[3] }, this.root);
      }
      rect("inset-place", from);
      rect("inset-frame", to);
      const write = (className, [a, b, c, d], ...lines) => {
        const hold = atlas.svg("foreignObject", { x: a, y: b, width: c - a, height: d - b }, this.root);
        const node = atlas.el("div", className, hold);
        lines.forEach((line, n) => atlas.el(n ? "span" : "b", "", node, line));
      };
      const names = stage.base.cities.filter(within).map((city) => city[stage.lang]);
      write("inset-words", from, names.join(stage.lang === "zh" ? "、" : ", "),
            atlas.word("inset.there").replace("{n}", this.data));
      write("inset-tag", [to[0], to[3] - TAG[1], to[2], to[3]],
            atlas.word("inset.times").replace("{n}", INSET.times));
    },
  });
  atlas.inset = (data) => new Inset(data);
})();
