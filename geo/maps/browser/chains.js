// Layers of an industry chain: roles and stages by area, links between cities, firms and zones.
(function () {
  "use strict";
  const { CHEVRON, CORRIDOR, LINKS, PLACES } = atlas.constants;
  const WIDE_LABEL = 21, HIGH_LABEL = 10; // px that a label of a link takes to either side, and above
  const SPOT = 8; // px from the middle of a firm or zone to its tooltip
  const MOST = 8; // names that this tooltip lists
  const SIGNS = ["off", "open", "on"];

  // Three cells in the order of the flow: filled on record, dashed asked about, hollow not seen.
  function chevron(parent, signs, letters) {
    const { cell, high, tip } = CHEVRON;
    const wide = 3 * cell + tip;
    const svg = atlas.svg("svg", { class: "chevron", viewBox: `-1 -1 ${wide + 2} ${high + 2}` }, parent);
    signs.forEach((sign, n) => {
      const x = n * cell, end = x + cell - CHEVRON.gap, back = n ? tip : 0;
      const group = atlas.svg("g", { class: SIGNS[sign] }, svg);
      atlas.svg("path", { d: `M${x} 0H${end}L${end + tip} ${high / 2}L${end} ${high}H${x}L${x + back} ${high / 2}Z` }, group);
      const text = atlas.svg("text", { x: x + cell / 2 + (n ? 3 : 1), y: high / 2, dy: ".36em" }, group);
      text.textContent = letters[n];
    });
  }

  // {level, title, none, letters, areas: {adcode: [class, text, "", signs]}, counties: {adcode: class}}
  atlas.chainAreas = atlas.layer({
    onAdd(map) {
      const { stage } = atlas;
      const { areas, counties, letters, none } = this.data;
      map.getContainer().classList.add("atlas-figure", "atlas-chain");
      this.painted = [];
      for (const [id, path] of stage.land) {
        if (!areas[id]) areas[id] = ["none", none, "", null];
        const name = "area-" + areas[id][0];
        path._path.classList.add(name);
        this.painted.push([path, name]);
      }
      stage.figure = this.data;
      this.drawn = stage.base.counties.filter((unit) => counties[unit.id] && !stage.land.has(unit.id))
        .map((unit) => stage.shape("polygon", "county-lines", stage.rings(unit),
                                   "chain-county area-" + counties[unit.id]));
      stage.dress = (unit, kind, text) => {
        const signs = kind === "city" && areas[unit.id] && areas[unit.id][3];
        if (signs) chevron(text, signs, letters);
        return Boolean(signs);
      };
    },
    onRemove(map) {
      for (const [path, name] of this.painted) path._path.classList.remove(name);
      this.drawn.forEach((path) => path.remove());
      map.getContainer().classList.remove("atlas-figure", "atlas-chain");
      atlas.stage.figure = null;
      atlas.stage.dress = null;
    },
  });

  // A long name stands in two lines, parted at the space nearest to its middle.
  function lines(text, name) {
    const spaces = [...name.matchAll(/ /g)].map((found) => found.index);
    if (name.length < CORRIDOR.long || !spaces.length) return void (text.textContent = name);
    const half = name.length / 2;
    const cut = spaces.reduce((a, b) => (Math.abs(b - half) < Math.abs(a - half) ? b : a));
    [name.slice(0, cut), name.slice(cut + 1)].forEach((part, n) => {
      atlas.svg("tspan", { dy: n ? "1.2em" : "-.2em" }, text).textContent = part;
    });
  }

  const seatOf = (adcode) => atlas.stage.base.cities.find((city) => city.id === adcode).seat;

  // A link that stops short of both seats: start, control point and end.
  atlas.linkCurve = (a, b, k) => {
    const dx = b.x - a.x, dy = b.y - a.y;
    const mid = { x: (a.x + b.x) / 2 - dy * LINKS.bend, y: (a.y + b.y) / 2 + dx * LINKS.bend };
    const cut = (p, px) => {
      const far = Math.hypot(mid.x - p.x, mid.y - p.y) || 1;
      return { x: p.x + ((mid.x - p.x) * px) / far, y: p.y + ((mid.y - p.y) * px) / far };
    };
    return [cut(a, LINKS.start * k), mid, cut(b, LINKS.end * k)];
  };
  const HEAD = "M" + LINKS.head.map((corner) => corner.join(" ")).join("L") + "Z";

  // {links: [[from, to, label], …], gap}: curved arrows between seats, in pixels.
  const Links = atlas.Sketch.extend({
    paneName: "lines",
    // Their labels stand over outlines of what is chosen.
    onAdd(map) {
      this.labels = atlas.svg("svg", { class: "atlas-sketch", width: 1, height: 1 }, map.getPane("leaders"));
      atlas.Sketch.prototype.onAdd.call(this, map);
    },
    onRemove() {
      this.labels.remove();
      atlas.Sketch.prototype.onRemove.call(this);
    },
    getEvents() {
      return { ...atlas.Sketch.prototype.getEvents.call(this), "atlas:names": this._redraw };
    },
    draw(map) {
      this.labels.replaceChildren();
      const { links, gap } = this.data;
      const small = atlas.stage.scale * (atlas.small(atlas.stage) ? LINKS.phone : 1);
      for (const svg of [this.root, this.labels]) svg.classList.add(gap ? "chain-gaps" : "chain-links");
      const curves = links.map(([from, to, label]) => {
        const a = map.latLngToLayerPoint(atlas.latlng(seatOf(from)));
        const b = map.latLngToLayerPoint(atlas.latlng(seatOf(to)));
        const [s, mid, e] = atlas.linkCurve(a, b, small);
        const turn = (Math.atan2(e.y - mid.y, e.x - mid.x) * 180) / Math.PI;
        return { d: `M${s.x} ${s.y}Q${mid.x} ${mid.y} ${e.x} ${e.y}`, s, e, mid, turn, label };
      });
      for (const name of ["edge", "line"]) {
        for (const { d, e, turn } of curves) {
          atlas.svg("path", { class: name, d }, this.root);
          atlas.svg("path", { class: name + " head", d: HEAD,
                              transform: `translate(${e.x} ${e.y}) rotate(${turn}) scale(${small})` }, this.root);
        }
      }
      for (const { s } of curves) {
        atlas.svg("circle", { class: "end", cx: s.x, cy: s.y, r: LINKS.dot * small }, this.root);
      }
      const { x: left, y: top } = map.getPixelOrigin();
      const taken = (atlas.stage.boxes || []).map((own) => [own[0] - left, own[1] - top, own[2] - left, own[3] - top]);
      const box = (x, y) => [x - WIDE_LABEL, y - HIGH_LABEL, x + WIDE_LABEL, y + 3];
      for (const { s, e, mid, label } of curves) {
        if (!label || Math.hypot(e.x - s.x, e.y - s.y) < LINKS.room) continue;
        // In the middle of the arrow, or as far along it as names and other labels ask for.
        const at = [0.5, 0.56, 0.44, 0.62, 0.38, 0.7, 0.3].map((share) => {
          const of = (a) => s[a] * (1 - share) ** 2 + mid[a] * 2 * share * (1 - share) + e[a] * share ** 2;
          return { x: of("x"), y: of("y") - LINKS.rise };
        }).find(({ x, y }) => !taken.some((other) => atlas.overlap(box(x, y), other)));
        if (!at) continue;
        taken.push(box(at.x, at.y));
        atlas.svg("text", at, this.labels).textContent = label;
      }
    },
  });
  atlas.chainLinks = (data) => new Links(data);

  // {name, cities: [adcode]}: a schematic line through the seats, in the order of the cities.
  const Corridor = atlas.Sketch.extend({
    paneName: "lines",
    draw(map) {
      const points = this.data.cities.map((code) => map.latLngToLayerPoint(atlas.latlng(seatOf(code))));
      const at = (n) => points[Math.max(0, Math.min(points.length - 1, n))];
      let d = `M${points[0].x} ${points[0].y}`;
      for (let n = 0; n < points.length - 1; n++) {
        const [p, a, b, q] = [at(n - 1), at(n), at(n + 1), at(n + 2)];
        d += `C${a.x + (b.x - p.x) / 6} ${a.y + (b.y - p.y) / 6} ` +
          `${b.x - (q.x - a.x) / 6} ${b.y - (q.y - a.y) / 6} ${b.x} ${b.y}`;
      }
      this.root.classList.add("chain-corridor");
      atlas.svg("path", { class: "edge", d }, this.root);
      atlas.svg("path", { class: "line", d }, this.root);
      const r = atlas.stage.scale * (atlas.small(atlas.stage) ? CORRIDOR.dot_phone : CORRIDOR.dot);
      for (const { x, y } of points) atlas.svg("circle", { cx: x, cy: y, r }, this.root);
      if (!atlas.small(atlas.stage)) this.call(map, points);
    },
    // The name stands beside the longest reach, on a thin line, towards the north-east.
    call(map, points) {
      const far = (n) => Math.hypot(points[n + 1].x - points[n].x, points[n + 1].y - points[n].y);
      let best = 0;
      for (let n = 1; n < points.length - 1; n++) if (far(n) > far(best)) best = n;
      const x = (points[best].x + points[best + 1].x) / 2, y = (points[best].y + points[best + 1].y) / 2;
      const { scale } = atlas.stage, up = CORRIDOR.call[1] * scale;
      const text = atlas.svg("text", { y: y - up, dy: ".36em" }, this.root);
      lines(text, this.data.name);
      const move = (to) => [text, ...text.children].forEach((node) => node.setAttribute("x", to));
      move(0); // or the lines would be measured side by side
      const room = map.containerPointToLayerPoint(map.getSize()).x - text.getBBox().width - CORRIDOR.margin;
      const at = Math.min(x + CORRIDOR.call[0] * scale, room);
      move(at);
      atlas.svg("path", { class: "call", d: `M${x} ${y}Q${x + CORRIDOR.bow} ${y - up} ${at - CORRIDOR.bow} ${y - up}` }, this.root);
    },
  });
  atlas.chainCorridor = (data) => new Corridor(data);

  // {kind: "firm" or "zone", title, marks: [[lon, lat, adcode, [details], [names]], …]}
  const Places = atlas.Pinned.extend({
    paneName: "marks",
    build() {
      const { kind, title, marks } = this.data;
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", title);
      for (const [lon, lat, adcode, details, names] of marks) {
        const node = atlas.el("div", "chain-place " + kind, this.root);
        node.tabIndex = -1;
        node.setAttribute("role", "button");
        node.setAttribute("aria-label", `${title}: ${names.join(", ")}`);
        const many = kind === "firm" && names.length > 1;
        const r = many ? PLACES.firms : PLACES.firm, z = PLACES.zone;
        const svg = atlas.svg("svg", { viewBox: "-9 -9 18 18" }, node);
        atlas.svg("circle", { class: "ring", r: r + 4 }, svg);
        if (kind === "zone") atlas.svg("path", { d: `M0 ${-z}L${z} 0L0 ${z}L${-z} 0Z` }, svg);
        else atlas.svg("circle", { class: "dot", r }, svg);
        if (many) atlas.svg("text", { dy: ".36em" }, svg).textContent = names.length;
        this.items.push({ node, adcode, details, names, at: [lon, lat], dx: 0, dy: 0 });
      }
      atlas.press(this);
    },
    arrange() {},
    spot({ at }) {
      return { ...this._map.latLngToLayerPoint(atlas.latlng(at)), r: SPOT };
    },
    tell({ adcode, details, names }) {
      const { base, lang } = atlas.stage;
      const told = names.map((name, n) => [name, details[n]].filter(Boolean).join(" · "));
      return [this.data.title, ...told.slice(0, MOST), ...(names.length > MOST ? ["…"] : []),
              { label: atlas.word("card.at"), value: base.cities.find(({ id }) => id === adcode)[lang] }];
    },
    choose({ adcode }) {
      atlas.emit("city", adcode);
    },
  });
  atlas.chainPlaces = (data) => new Places(data);
})();
