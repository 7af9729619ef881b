// The regional layout: outlines joined from cities, belts, corridors, arrows of lead, rings, words.
(function () {
  "use strict";
  const { FRAME, REGIONS } = atlas.constants;

  // The edge of an area made of cities: every border that two of them share is left out.
  function edge(stage, members) {
    const steps = new Map();
    const key = ([y, x]) => y + "," + x;
    for (const city of stage.base.cities) {
      if (!members.includes(city.id)) continue;
      for (const ring of stage.rings(city).flat()) {
        for (let i = 0; i + 1 < ring.length; i++) {
          const name = [key(ring[i]), key(ring[i + 1])].sort().join(" ");
          if (!steps.delete(name)) steps.set(name, [ring[i], ring[i + 1]]);
        }
      }
    }
    const near = new Map();
    for (const [name, ends] of steps) {
      for (const end of ends) {
        const at = key(end);
        if (!near.has(at)) near.set(at, []);
        near.get(at).push([name, ends]);
      }
    }
    const rings = [];
    while (steps.size) {
      const [name, [first, second]] = steps.entries().next().value;
      steps.delete(name);
      const ring = [first, second];
      for (let here = second; key(here) !== key(first);) {
        const next = near.get(key(here)).find(([other]) => steps.has(other));
        if (!next) break;
        steps.delete(next[0]);
        here = next[1].find((end) => key(end) !== key(here));
        ring.push(here);
      }
      rings.push(ring);
    }
    return rings;
  }

  const edges = new Map();
  atlas.joined = joined;
  function joined(stage, members) {
    const name = members.join();
    if (!edges.has(name)) edges.set(name, edge(stage, members));
    return edges.get(name);
  }

  const text = (points) => points.map((p) => p.x.toFixed(1) + " " + p.y.toFixed(1)).join("L");

  const toward = (a, b, px) => {
    const step = b.subtract(a);
    return a.add(step.multiplyBy(px / (Math.hypot(step.x, step.y) || 1)));
  };

  // A smooth line through points (Catmull-Rom), moved aside by its lane.
  const smooth = atlas.smooth = (points, lane) => {
    const aside = (lane % 2 ? 1 : -1) * Math.ceil(lane / 2) * REGIONS.lane;
    const closed = points.length > 2 && points[0].equals(points.at(-1));
    const at = (i) => closed ? points[(i + points.length - 1) % (points.length - 1)]
      : points[Math.max(0, Math.min(points.length - 1, i))];
    const moved = points.map((p, i) => {
      const a = at(i - 1), b = at(i + 1);
      const far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
      // Always towards the same side of the map, whichever way a line runs.
      const turn = b.x < a.x ? -1 : 1;
      return L.point(p.x - (turn * (b.y - a.y) / far) * aside, p.y + (turn * (b.x - a.x) / far) * aside);
    });
    const of = (i) => closed ? moved[(i + moved.length - 1) % (moved.length - 1)]
      : moved[Math.max(0, Math.min(moved.length - 1, i))];
    let d = "M" + text([moved[0]]);
    for (let i = 0; i + 1 < moved.length; i++) {
      const [a, b, c, e] = [of(i - 1), of(i), of(i + 1), of(i + 2)];
      d += `C${b.x + (c.x - a.x) / 6} ${b.y + (c.y - a.y) / 6} ` +
           `${c.x - (e.x - b.x) / 6} ${c.y - (e.y - b.y) / 6} ${c.x} ${c.y}`;
    }
    return d;
  };

  // An arrow that stops short of both rings: start, control point and tip.
  atlas.arrowCurve = (from, to, i, k) => {
    const d = to.subtract(from);
    const bend = REGIONS.bends[i % 2];
    const middle = L.point((from.x + to.x) / 2 - d.y * bend, (from.y + to.y) / 2 + d.x * bend);
    return [toward(from, middle, REGIONS.stop * k), middle, toward(to, middle, REGIONS.stop * k)];
  };

  const Regions = atlas.Sketch.extend({
    paneName: "lines",

    onAdd(map) {
      const { stage } = atlas;
      const box = map.getContainer();
      box.classList.add("atlas-regions");
      box.classList.toggle("atlas-regions-whole", this.data.whole);
      stage.regions = this;
      atlas.Sketch.prototype.onAdd.call(this, map);
    },
    onRemove(map) {
      const { stage } = atlas;
      atlas.Sketch.prototype.onRemove.call(this);
      // The next scene is there already when this one goes.
      if (stage.regions !== this) return;
      stage.regions = stage.beside = null;
      map.getContainer().classList.remove("atlas-regions", "atlas-regions-whole");
    },
    getEvents() {
      return { ...atlas.Sketch.prototype.getEvents.call(this), "atlas:resize": this._redraw };
    },

    draw(map) {
      const { stage } = atlas;
      this.k = stage.scale * (atlas.small(stage) ? FRAME.phone : 1);
      this.places = stage.beside = Object.fromEntries(Object.entries(this.data.names)
        .map(([id, [x, y]]) => [id, [x * stage.scale, y * stage.scale]]));
      const seats = new Map(stage.base.cities.map((city) =>
        [city.id, map.latLngToLayerPoint(atlas.latlng(city.seat))]));
      this.seat = (id) => seats.get(id);
      this.data.regions.forEach((region, i) => this.outline(map, region, i));
      for (const band of this.data.bands) {
        const d = smooth(band.path.map(this.seat), 0);
        this.path(d, `region-band hue-${band.hue}`, REGIONS.band);
      }
      if (this.data.around.length) this.around(map);
      const lines = this.data.axes.map((axis) => [this.axis(axis), axis.name]);
      this.data.arrows.forEach(([from, to], i) => this.arrow(this.seat(from), this.seat(to), i));
      for (const [id, hue, size] of this.data.rings) this.ring(this.seat(id), hue, size);
      this.name(map, lines);
    },

    // Boxes that the names of corridors keep clear of: words, names and rings of cities, arrows,
    // controls.
    obstacles(map) {
      const { stage } = atlas;
      const around = ({ x, y }, w, h = w) => [x - w, y - h, x + w, y + h];
      const [word, below] = REGIONS["word_" + stage.lang];
      const words = this.data.words.flatMap((at) => {
        const { x, y } = map.latLngToLayerPoint(atlas.latlng(at));
        return [around({ x, y: y - 9 * this.k }, word * this.k, 17 * this.k),
                around({ x, y: y + 16 * this.k }, below * this.k, 9 * this.k)];
      });
      const arrows = this.data.arrows.flatMap((pair, i) => {
        const [start, middle, tip] = atlas.arrowCurve(...pair.map(this.seat), i, this.k);
        return [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((s) => {
          const mix = (a) => start[a] * (1 - s) ** 2 + middle[a] * 2 * s * (1 - s) + tip[a] * s ** 2;
          return around({ x: mix("x"), y: mix("y") }, 9 * this.k);
        });
      });
      const names = stage.base.cities.map((city) => {
        const p = map.latLngToLayerPoint(atlas.latlng(city.seat));
        const [dx, dy] = this.places[city.id];
        const half = city[stage.lang].length * REGIONS["wide_" + stage.lang];
        return around({ x: p.x + dx, y: p.y + dy }, half * stage.scale, 9 * stage.scale);
      });
      const rings = this.data.rings.map(([id, , size]) => around(this.seat(id), (REGIONS.ring[size] + 2) * this.k));
      const box = map.getContainer().getBoundingClientRect();
      const shown = document.createRange();
      shown.selectNodeContents(stage.credit);
      const controls = [map.getContainer().querySelector(".atlas-zoom"), stage.scaleBar, shown,
                        ...this.root.querySelectorAll(".region-whole, .region-whole-below, .region-leader")]
        .map((part) => {
          const { left, top, right, bottom } = part.getBoundingClientRect();
          const a = map.containerPointToLayerPoint([left - box.left, top - box.top]);
          const b = map.containerPointToLayerPoint([right - box.left, bottom - box.top]);
          return [a.x - 4, a.y - 4, b.x + 4, b.y + 4];
        });
      return [...words, ...arrows, ...names, ...rings, ...controls];
    },

    path(d, className, width, parent = this.root) {
      const node = atlas.svg("path", { d, class: className }, parent);
      if (width) node.style.strokeWidth = width * this.k + "px";
      return node;
    },

    // Twice as wide as it should be and cut off at the edge, an outline lies inside of it.
    outline(map, { hue, members, level }, i) {
      const d = joined(atlas.stage, members).map((ring) =>
        "M" + text(ring.map((point) => map.latLngToLayerPoint(point))) + "Z").join("");
      const id = "atlas-region-" + i;
      const clip = atlas.svg("clipPath", { id }, this.root);
      atlas.svg("path", { d, "clip-rule": "evenodd" }, clip);
      const group = atlas.svg("g", { "clip-path": `url(#${id})` }, this.root);
      const seam = REGIONS.seam + level * REGIONS.nest;
      this.path(d, `region-edge hue-${hue}`, 2 * (seam + REGIONS.width), group);
      this.path(d, level ? `region-seam hue-${hue}` : "region-seam", 2 * seam, group);
    },

    around(map) {
      const points = atlas.line(this.data.around).map((point) => map.latLngToLayerPoint(point));
      this.path("M" + text(points) + "Z", "region-around");
      const { at, to, word, below } = this.data.label;
      const [a, b] = [at, to].map((point) => map.latLngToLayerPoint(atlas.latlng(point)));
      if (atlas.small(atlas.stage)) return;
      this.path("M" + text([L.point(a.x - 8, a.y + 14 * this.k), b]), "region-leader");
      const write = (content, className, dy) => {
        const node = atlas.svg("text", { x: a.x, y: a.y + dy * this.k, class: className }, this.root);
        node.textContent = content;
      };
      write(word, "region-whole", -14);
      write(below, "region-whole-below", 5);
    },

    axis({ path, lane }) {
      const points = path.map(this.seat);
      let d;
      if (points.length > 1) {
        d = smooth(points, lane);
      } else {
        const r = (REGIONS.loop[0] + lane * REGIONS.loop[1]) * this.k, { x, y } = points[0];
        d = `M${x - r} ${y}A${r} ${r} 0 1 1 ${x + r} ${y}A${r} ${r} 0 1 1 ${x - r} ${y}`;
      }
      this.path(d, "axis-edge");
      return this.path(d, "axis");
    },
    // Names of corridors, once all else is drawn. A phone has no room for them.
    name(map, lines) {
      const { stage } = atlas;
      if (!lines.length || atlas.small(stage)) return;
      const rings = this.data.around.length ? [atlas.line(this.data.around)]
        : joined(stage, stage.base.cities.map((city) => city.id));
      const corner = map.containerPointToLayerPoint([0, 0]);
      const { x, y } = corner.add(map.getSize());
      atlas.axisNames(this.root, lines, this.obstacles(map),
        rings.map((ring) => ring.map((point) => map.latLngToLayerPoint(point))),
        [corner.x, corner.y, x, y]);
    },

    arrow(from, to, i) {
      const { k } = this;
      if (from.distanceTo(to) < REGIONS.least * k) return;
      const [start, middle, tip] = atlas.arrowCurve(from, to, i, k);
      const neck = toward(tip, middle, REGIONS.neck * k);
      const out = neck.subtract(tip);
      const side = L.point(-out.y, out.x).multiplyBy(REGIONS.barb * k / Math.hypot(out.x, out.y));
      const shaft = `M${text([start])}Q${text([middle])} ${text([neck])}`;
      const head = "M" + text([tip, neck.add(side), neck.subtract(side)]) + "Z";
      this.path(shaft, "lead-edge", 9.5);
      this.path(head, "lead-edge", 4.5);
      this.path(shaft, "lead-arrow", 5);
      this.path(head, "lead-head");
    },

    ring({ x, y }, hue, size) {
      const r = REGIONS.ring[size] * this.k;
      const circle = (radius, className) =>
        atlas.svg("circle", { cx: x, cy: y, r: radius, class: className }, this.root);
      if (size === 1) return void circle(r, `seat hue-${hue}`);
      circle(r + REGIONS.halo, "seat-edge");
      circle(r, `seat lead hue-${hue}`);
      circle(r * REGIONS.core, `seat-middle hue-${hue}`);
    },
  });
  atlas.regions = (data) => new Regions(data);

  const WAYS = [[0, -1], [0, 1], [-1, 0], [1, 0]];

  // [{at, hue, word, below}, …]: words stand where they were set, or as near as names of cities
  // allow, if need be without their second line. On a phone names of larger cities alone count,
  // and where there is no room the legend alone names the region.
  const RegionWords = atlas.Pinned.extend({
    paneName: "names",
    build() {
      for (const { at, hue, word, below } of this.data) {
        const node = atlas.el("div", `atlas-region-word hue-${hue}${word.length > 4 ? " long" : ""}`, this.root);
        const box = atlas.el("div", "box", node);
        atlas.el("b", "", box, word);
        if (below) atlas.el("span", "", box, below);
        this.items.push({ node, at, dx: 0, dy: 0 });
      }
      // Measured in one go, as each look after a change makes the browser lay out all anew.
      const half = (part) => [part.offsetWidth / 2, part.offsetHeight / 2 - 2];
      for (const item of this.items) {
        const box = item.node.firstChild;
        [item.whole, item.bare] = [half(box), half(box.firstChild)];
      }
    },
    getEvents() {
      return { ...atlas.Pinned.prototype.getEvents.call(this), "atlas:resize": this.again };
    },
    again() {
      const map = this._map;
      this.onRemove();
      this.onAdd(map);
    },
    arrange(zoom) {
      const { stage } = atlas;
      const map = this._map || stage.map;
      const around = ({ x, y }, w, h) => [x - w, y - h, x + w, y + h];
      const taken = stage.base.cities.filter((city) => city.rank < 2 || !atlas.small(stage)).flatMap((city) => {
        const p = atlas.pixel(map, city.seat, zoom);
        const [dx, dy] = stage.beside[city.id];
        const half = city[stage.lang].length * REGIONS["wide_" + stage.lang] * stage.scale;
        return [around({ x: p.x + dx, y: p.y + dy }, half, 8 * stage.scale), around(p, REGIONS.seat, REGIONS.seat)];
      });
      this.words = stage.words = [];
      for (const item of this.items) {
        const p = atlas.pixel(map, item.at, zoom);
        let size = item.whole;
        const place = (x, y) => around({ x: p.x + x, y: p.y + y }, ...size);
        const ways = [[0, 0]];
        for (let far = 4; far <= REGIONS.reach; far += REGIONS.reach_step) ways.push(...WAYS.map(([x, y]) => [x * far, y * far]));
        const seek = () => ways.find(([x, y]) => !taken.some((other) => atlas.overlap(place(x, y), other)));
        let free = seek();
        if (!free) {
          size = item.bare;
          free = seek();
        }
        item.node.classList.toggle("bare", size === item.bare);
        item.node.classList.toggle("off", !free && atlas.small(stage));
        [item.dx, item.dy] = free || [0, 0];
        if (!free) continue;
        taken.push(place(item.dx, item.dy));
        stage.words.push(place(item.dx, item.dy));
      }
    },
    onRemove() {
      atlas.Pinned.prototype.onRemove.call(this);
      if (atlas.stage.words === this.words) atlas.stage.words = null;
    },
  });
  atlas.regionWords = (data) => new RegionWords(data);
})();
