// The regional layout: outlines joined from cities, belts, corridors, arrows of lead, rings, words.
(function () {
  "use strict";
  const WIDTH = 2.6; // px of an outline
  const SEAM = 0.9; // px of ground between two outlines
  const NEST = 4.4; // px by which the outline of a region inside another is set in further
  const LANE = 5.5; // px between lines that share a stretch
  const RING = [0, 3.6, 10];
  const SAMPLES = 8; // points that a length of curve is checked at

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
  function smooth(points, lane) {
    const aside = (lane % 2 ? 1 : -1) * Math.ceil(lane / 2) * LANE;
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
  }

  const Regions = atlas.Sketch.extend({
    paneName: "lines",

    onAdd(map) {
      const { stage } = atlas;
      const box = map.getContainer();
      this.places = stage.beside = this.data.names;
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
      this.k = stage.scale * (atlas.small(stage) ? 0.74 : 1);
      const seats = new Map(stage.base.cities.map((city) =>
        [city.id, map.latLngToLayerPoint(atlas.latlng(city.seat))]));
      this.seat = (id) => seats.get(id);
      this.taken = this.obstacles(map);
      this.data.regions.forEach((region, i) => this.outline(map, region, i));
      for (const band of this.data.bands) {
        const d = smooth(band.path.map(this.seat), 0);
        this.path(d, `region-band hue-${band.hue}`, 15);
      }
      if (this.data.around.length) this.around(map);
      this.data.axes.forEach((axis, i) => this.axis(axis, i));
      this.data.arrows.forEach(([from, to], i) => this.arrow(this.seat(from), this.seat(to), i));
      for (const [id, hue, size] of this.data.rings) this.ring(this.seat(id), hue, size);
    },

    // Boxes that the names of corridors keep clear of: words, names and rings of cities, arrows.
    obstacles(map) {
      const { stage } = atlas;
      const words = this.data.words.map((at) => {
        const { x, y } = map.latLngToLayerPoint(atlas.latlng(at));
        return [x - 60 * this.k, y - 24 * this.k, x + 60 * this.k, y + 24 * this.k];
      });
      const arrows = this.data.arrows.flatMap((pair, i) => {
        const [start, middle, tip] = this.curve(...pair.map(this.seat), i);
        return [0.1, 0.3, 0.5, 0.7, 0.9].map((s) => {
          const mix = (a) => start[a] * (1 - s) ** 2 + middle[a] * 2 * s * (1 - s) + tip[a] * s ** 2;
          return [mix("x") - 9, mix("y") - 9, mix("x") + 9, mix("y") + 9];
        });
      });
      const names = stage.base.cities.map((city) => {
        const p = map.latLngToLayerPoint(atlas.latlng(city.seat));
        const [dx, dy] = this.places[city.id];
        const half = city[stage.lang].length * (stage.lang === "zh" ? 7 : 3.8);
        return [p.x + dx - half, p.y + dy - 9, p.x + dx + half, p.y + dy + 9];
      });
      const leads = this.data.rings.filter((ring) => ring[2] === 2).map(([id]) => {
        const { x, y } = this.seat(id);
        return [x - 12, y - 12, x + 12, y + 12];
      });
      return [...words, ...arrows, ...names, ...leads];
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
      const seam = SEAM + level * NEST;
      this.path(d, `region-edge hue-${hue}`, 2 * (seam + WIDTH), group);
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

    axis({ path, lane, name }, i) {
      const points = path.map(this.seat);
      let d;
      if (points.length > 1) {
        d = smooth(points, lane);
      } else {
        const r = (16 + lane * 5) * this.k, { x, y } = points[0];
        d = `M${x - r} ${y}A${r} ${r} 0 1 1 ${x + r} ${y}A${r} ${r} 0 1 1 ${x - r} ${y}`;
      }
      this.path(d, "axis-edge");
      const line = this.path(d, "axis");
      if (name) this.along(line, name, i);
    },

    // The name of a corridor follows it where that is almost straight and nothing is in the way.
    along(line, name, i) {
      const whole = line.getTotalLength();
      const label = atlas.svg("text", { class: "axis-name" }, this.root);
      label.textContent = name;
      const length = label.getComputedTextLength();
      let best = null;
      for (let share = 0; share < 1; share += 0.025) {
        const from = share * whole;
        if (from + length > whole) break;
        const points = Array.from({ length: SAMPLES + 1 }, (_, n) =>
          line.getPointAtLength(from + (n / SAMPLES) * length));
        const a = points[0], b = points[SAMPLES];
        const chord = Math.hypot(b.x - a.x, b.y - a.y);
        const met = this.taken.filter((box) => points.some((p) =>
          // A name stands above its line.
          p.x > box[0] - 5 && p.x < box[2] + 5 && p.y > box[1] - 1 && p.y < box[3] + 16)).length;
        const cost = met * 200 + (length - chord) * 20 + Math.abs(share + length / whole / 2 - 0.5) * 10;
        if (!best || cost < best.cost) best = { cost, points, a, b, chord, met };
      }
      label.remove();
      if (!best || best.chord < length * 0.8) return void this.beside(line, name, length);
      if (best.a.x > best.b.x) best.points.reverse();
      const id = "atlas-axis-" + i;
      atlas.svg("path", { id, d: "M" + text(best.points), fill: "none" }, this.root);
      const node = atlas.svg("text", { class: "axis-name", dy: -6 }, this.root);
      const run = atlas.svg("textPath", { href: "#" + id }, node);
      run.textContent = name;
      const xs = best.points.map((p) => p.x), ys = best.points.map((p) => p.y);
      this.taken.push([Math.min(...xs), Math.min(...ys) - 12, Math.max(...xs), Math.max(...ys)]);
    },

    // A line too short for its name has it nearby, where least is in the way.
    beside(line, name, length) {
      const whole = line.getTotalLength();
      const places = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => {
        const { x, y } = line.getPointAtLength(share * whole);
        return [-14, 20, -30, 36, -46, 52].flatMap((dy) => [0, -0.6, 0.6].map((aside) => {
          const at = [x + aside * length, y + dy];
          const box = [at[0] - length / 2, at[1] - 12, at[0] + length / 2, at[1] + 2];
          const met = this.taken.filter((other) => atlas.overlap(box, other)).length;
          return { at, box, cost: met * 100 + Math.abs(dy) + Math.abs(aside) * 30 };
        }));
      });
      const best = places.reduce((a, b) => (b.cost < a.cost ? b : a));
      this.taken.push(best.box);
      const node = atlas.svg("text", { x: best.at[0], y: best.at[1], class: "axis-name middle" },
                             this.root);
      node.textContent = name;
    },

    // A curve that stops short of both rings: start, control point and tip.
    curve(from, to, i) {
      const { k } = this;
      const d = to.subtract(from);
      const bend = i % 2 ? -0.1 : 0.13;
      const middle = L.point((from.x + to.x) / 2 - d.y * bend, (from.y + to.y) / 2 + d.x * bend);
      return [toward(from, middle, 19 * k), middle, toward(to, middle, 19 * k)];
    },
    arrow(from, to, i) {
      const { k } = this;
      if (from.distanceTo(to) < 60 * k) return;
      const [start, middle, tip] = this.curve(from, to, i);
      const neck = toward(tip, middle, 17 * k);
      const out = neck.subtract(tip);
      const side = L.point(-out.y, out.x).multiplyBy(9 * k / Math.hypot(out.x, out.y));
      const shaft = `M${text([start])}Q${text([middle])} ${text([neck])}`;
      const head = "M" + text([tip, neck.add(side), neck.subtract(side)]) + "Z";
      this.path(shaft, "lead-edge", 9.5);
      this.path(head, "lead-edge", 4.5);
      this.path(shaft, "lead-arrow", 5);
      this.path(head, "lead-head");
    },

    ring({ x, y }, hue, size) {
      const r = RING[size] * this.k;
      const circle = (radius, className) =>
        atlas.svg("circle", { cx: x, cy: y, r: radius, class: className }, this.root);
      if (size === 1) return void circle(r, `seat hue-${hue}`);
      circle(r + 2.2, "seat-edge");
      circle(r, `seat lead hue-${hue}`);
      circle(r * 0.42, `seat-middle hue-${hue}`);
    },
  });
  atlas.regions = (data) => new Regions(data);

  // [{at, hue, word, below}, …]
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
    },
    arrange() {},
  });
  atlas.regionWords = (data) => new RegionWords(data);
})();
