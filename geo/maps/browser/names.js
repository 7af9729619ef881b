// Names: cities always, counties and clusters when near, rivers along their course.
(function () {
  "use strict";
  const COUNTIES_FROM = 8.5;
  const MOST = 25; // names in view at once
  const GAP = 2;

  const Names = atlas.Pinned.extend({
    paneName: "names",

    build(map) {
      const { stage } = atlas;
      const { lang } = stage;
      const figure = stage.figure;
      const add = (unit, kind, rank) => {
        const node = atlas.el("div", "atlas-name " + kind, this.root);
        const text = atlas.el("div", "text", node);
        atlas.el("span", "", text, unit[lang]);
        const value = figure && figure.level === kind.split(" ")[0] && figure.areas[unit.id];
        if (value && value[2]) atlas.el("span", "value", text, value[2]);
        this.items.push({ node, at: unit.name_at, dx: 0, dy: 0, kind: kind.split(" ")[0], rank });
      };
      for (const city of stage.base.cities) {
        add(city, city.lead ? "city lead" : "city", city.lead ? 0 : 1);
      }
      for (const county of stage.base.counties) {
        if (!stage.land.has(county.id)) add(county, "county", 2);
      }
      this.items.sort((a, b) => a.rank - b.rank);
      map.getContainer().classList.toggle("atlas-small", atlas.small(stage));
      for (const item of this.items) {
        const box = item.node.firstChild;
        item.width = box.offsetWidth;
        item.height = box.offsetHeight;
        item.half = [item.width / 2, item.height / 2];
      }
      this.rivers(map);
    },
    onRemove() {
      this.root.remove();
      this.water.remove();
      atlas.stage.boxes = [];
    },
    getEvents() {
      return { ...atlas.Pinned.prototype.getEvents.call(this), moveend: this.limit,
               zoomend: this.onZoom, "atlas:resize": this.remeasure };
    },
    onZoom() {
      this._settle();
      this.flow();
    },
    remeasure() {
      const map = this._map;
      this.onRemove();
      this.onAdd(map);
    },

    // Names that would cover a more important one are left out; the rest are obstacles for marks.
    arrange(zoom) {
      const { stage } = atlas;
      const map = this._map || stage.map;
      const boxes = [];
      for (const item of this.items) {
        item.fits = item.kind === "city" || zoom >= COUNTIES_FROM;
        if (!item.fits) continue;
        const { x, y } = atlas.pixel(map, item.at, zoom);
        const [w, h] = item.half;
        const box = [x - w - GAP, y - h, x + w + GAP, y + h];
        item.fits = !boxes.some((other) => box[0] < other[2] && other[0] < box[2] &&
                                           box[1] < other[3] && other[1] < box[3]);
        if (item.fits) boxes.push(box);
      }
      stage.boxes = boxes;
      this.limit();
    },
    limit() {
      const map = this._map;
      if (!map) return;
      const view = map.getBounds();
      let left = MOST;
      for (const item of this.items) {
        const shown = item.fits && (!view.contains(atlas.latlng(item.at)) || left-- > 0);
        item.node.classList.toggle("off", !shown);
      }
    },

    rivers(map) {
      const { stage } = atlas;
      this.water = atlas.svg("svg", { class: "atlas-sketch", width: 1, height: 1 },
                             map.getPane("names"));
      this.flow();
    },
    // River names follow the course, at set shares of its length.
    flow() {
      const { stage } = atlas;
      const map = this._map || stage.map;
      this.water.replaceChildren();
      stage.base.rivers.forEach((river, i) => {
        if (!river[stage.lang]) return;
        river.lines.forEach((code, j) => {
          const points = atlas.line(code).map((point) => map.latLngToLayerPoint(point));
          const id = `atlas-river-${i}-${j}`;
          const d = "M" + points.map((p) => p.x + " " + p.y).join("L");
          atlas.svg("path", { id, d, fill: "none" }, this.water);
          for (const share of j ? [] : river.names_at) {
            const text = atlas.svg("text", { class: "river-name", dy: -5 }, this.water);
            const run = atlas.svg("textPath", { href: "#" + id, startOffset: share * 100 + "%" }, text);
            run.textContent = river[stage.lang];
          }
        });
      });
    },
  });
  atlas.names = (data) => new Names(data);
})();
