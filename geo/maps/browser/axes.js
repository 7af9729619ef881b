// Names of corridors: along a line that is straight and free, beside one too short for its name,
// else outside the province on a thin line of their own.
(function () {
  "use strict";
  const { AXES } = atlas.constants;
  const HALF = AXES.half;

  const far = (a, b) => Math.hypot(b.x - a.x, b.y - a.y);
  const inside = ({ x, y }, box, room) =>
    x > box[0] - room && x < box[2] + room && y > box[1] - room && y < box[3] + room;

  function sampled(line) {
    const whole = line.getTotalLength();
    const number = Math.max(1, Math.round(whole / AXES.step));
    return Array.from({ length: number + 1 }, (_, n) => line.getPointAtLength((n / number) * whole));
  }

  // Lengths of the horizontal line at a height that lie in an area of rings.
  function within(rings, y) {
    const xs = [];
    for (const ring of rings) {
      for (let i = 0; i + 1 < ring.length; i++) {
        const a = ring[i], b = ring[i + 1];
        if (a.y > y !== b.y > y) xs.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
      }
    }
    return xs.sort((a, b) => a - b);
  }

  class Names {
    // lines: [[path, name]]; taken: boxes to keep clear of; rings: the area that is no margin.
    constructor(root, lines, taken, rings, view) {
      Object.assign(this, { root, taken, rings, view, rows: new Map(), calls: [] });
      this.lines = lines.map(([path, name], i) => ({ path, name, i, points: sampled(path) }));
    }
    // How many points of other lines lie within a distance of a point.
    crossed(line, point, room) {
      let number = 0;
      for (const other of this.lines) {
        if (other === line) continue;
        for (const p of other.points) number += Math.abs(p.x - point.x) < room && Math.abs(p.y - point.y) < room;
      }
      return number;
    }
    met(box) {
      return this.taken.filter((other) => atlas.overlap(box, other)).length;
    }
    write() {
      for (const line of this.lines) {
        const text = atlas.svg("text", { class: "axis-name" }, this.root);
        text.textContent = line.name;
        line.length = text.getComputedTextLength();
        text.remove();
        if (!this.along(line) && !this.beside(line, false) && !this.outside(line)) this.beside(line, true);
      }
    }

    along(line) {
      const { path, length, name, i } = line;
      const whole = path.getTotalLength();
      let best = null;
      for (let share = 0; share * whole + length <= whole; share += AXES.stride) {
        const from = share * whole;
        const points = Array.from({ length: AXES.samples + 1 }, (_, n) =>
          path.getPointAtLength(from + (n / AXES.samples) * length));
        if (points[0].x > points[AXES.samples].x) points.reverse();
        const a = points[0], b = points[AXES.samples], chord = far(a, b);
        const up = { x: (b.y - a.y) / chord, y: (a.x - b.x) / chord };
        const middles = points.map(({ x, y }) => ({ x: x + up.x * AXES.above, y: y + up.y * AXES.above }));
        const free = middles.every((p) => !this.taken.some((box) => inside(p, box, HALF)));
        if (!free || chord < length * AXES.straight) continue;
        const crossed = middles.reduce((sum, p) => sum + this.crossed(line, p, HALF - 1), 0);
        const off = Math.abs(share + length / whole / 2 - 0.5);
        const cost = crossed * AXES.covered + (length - chord) * AXES.bent + off * AXES.aside;
        if (crossed <= AXES.crossed && (!best || cost < best.cost)) best = { cost, points, middles };
      }
      if (!best) return false;
      const id = "atlas-axis-" + i;
      const d = "M" + best.points.map((p) => p.x.toFixed(1) + " " + p.y.toFixed(1)).join("L");
      atlas.svg("path", { id, d, fill: "none" }, this.root);
      const text = atlas.svg("text", { class: "axis-name", dy: -AXES.rise }, this.root);
      atlas.svg("textPath", { href: "#" + id }, text).textContent = name;
      for (const { x, y } of best.middles) this.taken.push([x - HALF, y - HALF, x + HALF, y + HALF]);
      return true;
    }

    // Near a line that is too short for its name; or, at any cost, near any line.
    beside(line, must) {
      const { path, length, name } = line;
      const whole = path.getTotalLength();
      if (!must && whole > length * AXES.short) return false;
      const places = AXES.shares.flatMap((share) => {
        const { x, y } = path.getPointAtLength(share * whole);
        return AXES.downs.flatMap((dy) => AXES.asides.map((aside) => {
          const at = { x: x + aside * length, y: y + dy };
          const box = [at.x - length / 2, at.y - AXES.body[0], at.x + length / 2, at.y + AXES.body[1]];
          const covered = AXES.parts.reduce((sum, part) =>
            sum + this.crossed(line, { x: at.x + part * length, y: at.y - AXES.body[2] }, HALF), 0);
          const fault = this.met(box) * AXES.met + covered * AXES.covered;
          return { at, box, fault, cost: fault + Math.abs(dy) + Math.abs(aside) * AXES.off };
        }));
      });
      const best = places.reduce((a, b) => (b.cost < a.cost ? b : a));
      if (best.fault && !must) return false;
      this.text(name, best.at, "middle", best.box);
      return true;
    }

    outside(line) {
      const { points, length, name } = line;
      const room = points.map((p) => (this.crossed(line, p, AXES.busy[0]) ? AXES.busy[1] : 0));
      const slots = [];
      const [left, top, right, bottom] = this.view;
      for (let y = top + AXES.row; y < bottom - AXES.margin; y += AXES.row) {
        for (let x = left + AXES.margin; x + length < right - AXES.margin; x += AXES.column) {
          const box = [x, y - HALF, x + length, y + HALF];
          if (this.land(box) || this.met(box)) continue;
          let best = null;
          points.forEach((p, n) => {
            const from = { x: p.x < x ? x - AXES.call : p.x > x + length ? x + length + AXES.call : x + length / 2,
                           y: p.x >= x && p.x <= x + length ? y + (p.y < y ? -HALF : HALF) : y };
            const cost = far(from, p) + room[n];
            if (!best || cost < best.cost) best = { cost, from, to: p, box };
          });
          slots.push(best);
        }
      }
      slots.sort((a, b) => a.cost - b.cost);
      const tried = slots.slice(0, AXES.tried).map((slot) => ({ ...slot, cost: slot.cost + this.hindered(slot) }));
      if (!tried.length) return false;
      const { from, to, box } = tried.reduce((a, b) => (b.cost < a.cost ? b : a));
      atlas.svg("path", { class: "axis-call", d: `M${from.x} ${from.y}L${to.x} ${to.y}` }, this.root);
      atlas.svg("circle", { class: "axis-end", cx: to.x, cy: to.y, r: AXES.dot }, this.root);
      this.calls.push([from, to]);
      this.text(name, { x: (box[0] + box[2]) / 2, y: box[1] + HALF + 4 }, "middle", box);
      return true;
    }
    // What the thin line of a name would run over.
    hindered({ from, to }) {
      const steps = Math.ceil(far(from, to) / AXES.look);
      const on = Array.from({ length: steps }, (_, n) => ({ x: from.x + ((to.x - from.x) * n) / steps,
                                                            y: from.y + ((to.y - from.y) * n) / steps }));
      const boxes = this.taken.filter((box) => on.some((p) => inside(p, box, AXES.near))).length;
      const side = (a, b, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
      const calls = this.calls.filter(([a, b]) => side(a, b, from) !== side(a, b, to) &&
        side(from, to, a) !== side(from, to, b)).length;
      return boxes * AXES.over_box + calls * AXES.over_call;
    }
    land([x0, y0, x1, y1]) {
      return [y0, (y0 + y1) / 2, y1].some((y) => {
        const row = Math.round(y / AXES.land_row) * AXES.land_row;
        if (!this.rows.has(row)) this.rows.set(row, within(this.rings, row));
        const xs = this.rows.get(row);
        for (let i = 0; i + 1 < xs.length; i += 2) if (x0 - AXES.land_room < xs[i + 1] && x1 + AXES.land_room > xs[i]) return true;
        return false;
      });
    }

    text(name, at, anchor, box) {
      const node = atlas.svg("text", { x: at.x, y: at.y, class: "axis-name " + anchor }, this.root);
      node.textContent = name;
      this.taken.push(box);
    }
  }

  atlas.axisNames = (...all) => new Names(...all).write();
})();
