// Names: cities always, counties when near, rivers along a straight reach of their course.
(function () {
  "use strict";
  const { NAMES } = atlas.constants;

  // A city's name stands where it was set; nearer than that it keeps its distance from the seat
  // in pixels, so that it still belongs to the place.
  // A layer that marks the seats sets the names beside them.
  atlas.shift = (map, city, zoom) => {
    const beside = atlas.stage.beside && atlas.stage.beside[city.id];
    if (beside) return { x: beside[0], y: beside[1] };
    const set = Math.min(zoom, NAMES.set_at);
    const there = atlas.pixel(map, city.name_at, set), seat = atlas.pixel(map, city.seat, set);
    return { x: there.x - seat.x, y: there.y - seat.y };
  };

  // Where a name may stand: as set, then ever farther aside, in eight directions.
  const ASIDE = [[0, 0], ...NAMES.aside.flatMap((far) => [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [-1, -1],
    [1, 1], [-1, 1]].map(([x, y]) => [x * far, y * far]))];
  // The first such move by which a box meets none of those taken and, once it moves, none to avoid.
  atlas.aside = (box, taken, avoid) => ASIDE.find(([x, y]) => {
    const own = [box[0] + x, box[1] + y, box[2] + x, box[3] + y];
    return ![...taken, ...(x || y ? avoid : [])].some((other) => overlap(own, other));
  });

  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  atlas.overlap = overlap;

  // A course in pixels that can be asked for the point at a distance from its beginning.
  const course = atlas.course = (points) => {
    const marks = [0];
    for (let i = 1; i < points.length; i++) {
      marks.push(marks[i - 1] + points[i].distanceTo(points[i - 1]));
    }
    let i = 1;
    const at = (far) => {
      while (i > 1 && marks[i - 1] > far) i--;
      while (i < points.length - 1 && marks[i] < far) i++;
      const share = (far - marks[i - 1]) / (marks[i] - marks[i - 1] || 1);
      return points[i - 1].add(points[i].subtract(points[i - 1]).multiplyBy(share));
    };
    return { at, length: marks[marks.length - 1] };
  };

  // Farthest that a reach of a course lies from the chord between its ends.
  const bend = atlas.bend = (at, from, length, a, b) => {
    const wide = a.distanceTo(b) || 1;
    return Math.max(...NAMES.bends.map((share) => {
      const p = at(from + share * length);
      return Math.abs((b.x - a.x) * (a.y - p.y) - (a.x - p.x) * (b.y - a.y)) / wide;
    }));
  };

  const Names = atlas.Pinned.extend({
    paneName: "names",

    // data: {counts: {adcode: clusters}, marks: how many are drawn}
    build(map) {
      const { stage } = atlas;
      const { lang, figure } = stage;
      stage.counts = this.data.counts;
      stage.nameLayer = this;
      const box = map.getContainer();
      const apart = atlas.insetAt(map, map.getZoom()) ? stage.inset.data : 0;
      box.classList.toggle("atlas-plain", atlas.plain(stage, this.data.marks - apart, map.getZoom()));
      const add = (unit, kind, rank) => {
        const node = atlas.el("div", `atlas-name ${kind}${unit.rank === 0 ? " lead" : ""}`, this.root);
        const text = atlas.el("div", "text", node);
        atlas.el("span", "word", text, unit[lang]);
        const printed = figure && figure.level === kind && (figure.areas[unit.id] || [])[2];
        if (printed) atlas.el("span", "value", text, printed);
        else if (stage.dress && stage.dress(unit, kind, text)) node.classList.add("dressed");
        else if (!figure && stage.counts[unit.id]) atlas.el("span", "count", text, stage.counts[unit.id]);
        this.items.push({ node, unit, kind, rank, printed, at: unit.seat || unit.name_at, dx: 0, dy: 0 });
      };
      for (const city of stage.base.cities) add(city, "city", city.rank);
      for (const county of stage.base.counties) {
        if (!stage.land.has(county.id)) add(county, "county", 3);
      }
      this.items.sort((a, b) => a.rank - b.rank);
      for (const item of this.items) {
        const text = item.node.firstChild;
        item.half = [text.offsetWidth / 2, text.offsetHeight / 2];
        item.number = item.printed ? text.lastChild.offsetWidth / 2 + 1 : 0;
      }
      this.water = atlas.svg("svg", { class: "atlas-sketch", width: 1, height: 1 }, map.getPane("names"));
      this.courses = stage.base.rivers.map((river) => {
        const id = "atlas-course-" + river.rank;
        const path = atlas.svg("path", { id, fill: "none" }, this.water);
        const text = atlas.svg("text", { class: "river-name" }, this.water);
        text.textContent = river[lang];
        const length = text.getComputedTextLength();
        text.remove();
        return { river, id, path, length };
      });
    },
    onRemove() {
      this.root.remove();
      this.water.remove();
      atlas.stage.boxes = [];
    },
    getEvents() {
      return { ...atlas.Pinned.prototype.getEvents.call(this), "atlas:marks": this.flow,
               "atlas:resize": this.again };
    },
    again() {
      atlas.remake(this, this.data);
    },
    // Rivers are named last of all; if marks follow, they say when they have settled.
    settled() {
      if (!this.data.marks) this.flow();
      this._map.fire("atlas:names");
    },
    panned() {
      this.limit();
      this.flow();
    },

    // Cities that would cover a more important name stand aside, other names are left out; all that are
    // there are obstacles for marks.
    // From afar a county shows its number alone; a phone has no room for the smallest cities.
    arrange(zoom) {
      const { stage } = atlas;
      const map = this._map || stage.map;
      const { figure } = stage;
      const near = zoom >= NAMES.counties_from;
      this.root.classList.toggle("far", !near);
      // On a phone the words of regions come first.
      const boxes = atlas.small(stage) && stage.words ? [...stage.words] : [];
      stage.named = new Map();
      // Words of regions and marked seats stand where they are; a name that moves keeps clear of them.
      const avoid = [...(stage.words || []), ...(stage.beside ? stage.base.cities : []).map((city) => {
        const { x, y } = atlas.pixel(map, city.seat, zoom);
        return [x - NAMES.seat, y - NAMES.seat, x + NAMES.seat, y + NAMES.seat];
      })];
      for (const item of this.items) {
        const city = item.kind === "city";
        const room = item.rank < 2 || figure || !atlas.small(stage) || zoom >= NAMES.set_at;
        const bare = !city && !near;
        item.fits = city ? room : near || item.number > 0;
        if (!item.fits) continue;
        const [w, h] = bare ? [item.number, NAMES.number] : item.half;
        if (city) {
          const { x, y } = atlas.nameShift(map, item.unit, zoom, w);
          Object.assign(item, { dx: x, dy: y });
        }
        const { x, y } = atlas.pixel(map, item.at, zoom).add([item.dx, item.dy]);
        const box = [x - w - NAMES.gap, y - h, x + w + NAMES.gap, y + h];
        // On a phone the smaller ones give way; anywhere else every city has its name.
        const aside = city && !atlas.small(stage);
        const move = aside ? atlas.aside(box, boxes, avoid)
          : !boxes.some((other) => overlap(box, other)) && [0, 0];
        item.fits = Boolean(move);
        if (!move) continue;
        item.dx += move[0];
        item.dy += move[1];
        const own = [box[0] + move[0], box[1] + move[1], box[2] + move[0], box[3] + move[1]];
        boxes.push(own);
        stage.named.set(item.unit.id, own);
      }
      stage.boxes = boxes;
      this.limit();
    },
    limit() {
      const map = this._map;
      if (!map) return;
      const view = map.getBounds();
      let left = map.getZoom() < NAMES.counties_from ? Infinity : NAMES.most;
      for (const item of this.items) {
        const shown = item.fits && (!view.contains(atlas.latlng(item.at)) || left-- > 0);
        item.node.classList.toggle("off", !shown);
      }
    },

    // A river's name goes to the first of its places where the course is straight, runs from left
    // to right and meets neither a name nor a mark.
    flow() {
      const { stage } = atlas;
      const map = this._map;
      const origin = map.getPixelOrigin();
      const taken = stage.boxes.map((box) => [box[0] - origin.x, box[1] - origin.y,
                                              box[2] - origin.x, box[3] - origin.y]);
      if (stage.marks) taken.push(...stage.marks.boxes());
      const size = map.getSize();
      const corner = map.containerPointToLayerPoint([0, 0]);
      const view = [corner.x, corner.y, corner.x + size.x, corner.y + size.y];
      this.water.querySelectorAll("text").forEach((text) => text.remove());
      for (const { river, id, path, length } of this.courses) {
        const points = atlas.line(river.lines[0]).map((point) => map.latLngToLayerPoint(point));
        path.setAttribute("d", "M" + points.map((p) => p.x + " " + p.y).join("L"));
        const { at, length: whole } = course(points);
        const shares = [...river.names_at, ...Array.from({ length: NAMES.tries }, (_, i) => i / NAMES.tries)];
        const set = [];
        for (const share of shares) {
          const from = share * whole;
          if (set.length === 3 - river.rank || set.some((other) => Math.abs(other - from) < NAMES.apart)) continue;
          const a = at(from), b = at(from + length);
          const turn = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
          const box = [Math.min(a.x, b.x) - NAMES.box[0], Math.min(a.y, b.y) - NAMES.box[1],
                       Math.max(a.x, b.x) + NAMES.box[2], Math.max(a.y, b.y) + NAMES.box[3]];
          if (from + length > whole || turn < NAMES.turns[0] || turn > NAMES.turns[1]) continue;
          if (bend(at, from, length, a, b) > NAMES.bend) continue;
          if (box[0] < view[0] || box[1] < view[1] || box[2] > view[2] || box[3] > view[3]) continue;
          if (taken.some((other) => overlap(box, other))) continue;
          set.push(from);
          const text = atlas.svg("text", { class: "river-name", dy: -NAMES.rise }, this.water);
          const run = atlas.svg("textPath", { href: "#" + id, startOffset: from }, text);
          run.textContent = river[stage.lang];
        }
      }
    },
  });
  atlas.names = (data) => new Names(data);
})();
