// Marks of clusters, with their leader lines, the outline around a crowded place, and their names.
(function () {
  "use strict";
  const { FRAME, MARKS, SPREAD } = atlas.constants;
  const LETTER = window.devicePixelRatio >= 2 ? MARKS.letter_fine : MARKS.letter;

  // Marks are smaller where they are many and grow to full size as the reader comes nearer.
  atlas.markScale = (stage, count, zoom) => {
    const scale = stage.scale * (atlas.small(stage) ? FRAME.phone : 1);
    const home = stage.homeZoom || zoom;
    const room = (MARKS.crowd * 4 ** (home - MARKS.desk)) / scale ** 2;
    const many = Math.sqrt(room / (count || 1)) * 2 ** (Math.max(0, zoom - home) / 2);
    return scale * Math.max(MARKS.least, Math.min(1, many));
  };
  atlas.plain = (stage, count, zoom) =>
    2 * stage.base.marks[2].r * atlas.markScale(stage, count, zoom) < LETTER;

  // Marks of one city that stand shoulder to shoulder, as groups with the pairs that touch.
  function crowds(spots) {
    const groups = [];
    for (const spot of spots) {
      const pairs = [];
      const met = groups.filter(({ members }) => members.some((other) => {
        const near = Math.hypot(spot.x - other.x, spot.y - other.y) < spot.r + other.r + MARKS.touch;
        if (near) pairs.push([spot, other]);
        return near;
      }));
      met.forEach((group) => groups.splice(groups.indexOf(group), 1));
      groups.push({ members: [spot, ...met.flatMap((group) => group.members)],
                    pairs: [...pairs, ...met.flatMap((group) => group.pairs)] });
    }
    return groups;
  }
  // Whether many of them were fanned out from one place.
  const fanned = (members) => members.some((spot) => members.filter((other) =>
    Math.hypot(spot.place.x - other.place.x, spot.place.y - other.place.y) < MARKS.one_place
  ).length >= MARKS.hull);

  const C = MARKS.corner;
  // Corners for a label of w × h px next to a mark, best first.
  const beside = atlas.beside = (gap, w, h) => [
    [gap, -h / 2], [-gap - w, -h / 2], [-w / 2, gap], [-w / 2, -gap - h],
    [gap - C, gap - C], [C - gap - w, gap - C], [gap - C, C - gap - h], [C - gap - w, C - gap - h],
  ];
  // The same, then ever farther out; the label of a chosen mark may stand apart from it.
  const around = (gap, w, h) => MARKS.out.flatMap((out) => beside(gap + out, w, h));

  const Marks = atlas.Pinned.extend({
    paneName: "marks",

    // data: [[cluster_id, whether it counts], …]
    build(map) {
      const { stage } = atlas;
      const { cities, marks, characters } = stage.base;
      const lang = stage.lang === "zh" ? 0 : 1;
      const byId = new Map(cities.map((city) => [city.id, city]));
      stage.marks = this;
      this.sketch = atlas.svg("svg", { class: "atlas-sketch", width: 1, height: 1 },
                              map.getPane("leaders"));
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", atlas.word("marks"));
      // Large tiers are placed first and drawn last.
      const rows = atlas.known(this.data).map(([id, counts]) => [id, stage.clusters.get(id), counts])
        .sort(([a, { tier }], [b, other]) => tier - other.tier || (a < b ? -1 : 1));
      for (const [id, cluster, counts] of rows) {
        const { tier, hue } = cluster;
        const form = marks[tier];
        const node = atlas.el("div", `atlas-mark fam-${hue} t${tier}`);
        if (hue === "other" || !counts) node.classList.add("hollow");
        if (cluster.vague) node.classList.add("hollow", "vague");
        node.dataset.id = id;
        node.tabIndex = -1;
        node.setAttribute("role", "button");
        node.style.setProperty("--box", form.box);
        const half = form.box;
        const icon = atlas.svg("svg", { viewBox: `${-half} ${-half} ${2 * half} ${2 * half}` }, node);
        atlas.svg("circle", { class: "ring", r: half + 2.5 }, icon);
        atlas.svg("path", { d: form.d }, icon);
        const text = atlas.svg("text", { y: form.dy, dy: ".36em" }, icon);
        node.style.setProperty("--font", form.font);
        text.textContent = counts ? characters[hue][lang] : MARKS.doubt;
        const area = cluster.vague ? byId.get(cluster.area) : null;
        const item = { id, node, cluster, tier, counts, area, at: area ? area.seat : cluster.at,
                       dx: 0, dy: 0, free: form.r };
        node.setAttribute("aria-label", atlas.said(this.tell(item).filter(Boolean)));
        this.items.push(item);
      }
      [...this.items].reverse().forEach((item) => this.root.appendChild(item.node));
      this.byId = new Map(this.items.map((item) => [item.id, item]));
      atlas.press(this);
    },
    onRemove() {
      this.root.remove();
      this.sketch.remove();
      if (atlas.stage.marks === this) atlas.stage.marks = null;
      atlas.tip.hide();
    },
    getEvents() {
      return { ...atlas.Pinned.prototype.getEvents.call(this), "atlas:resize": this.again };
    },
    again() {
      this._arranged = this._frame = null;
      this._follow();
    },
    settled() {
      this.lines();
      this.label();
      this._map.fire("atlas:marks");
    },
    panned() {
      this.label();
    },
    find(id) {
      return this.byId.get(id);
    },
    spot(item) {
      const { x, y } = this._map.latLngToLayerPoint(atlas.latlng(item.at));
      const [mx, my] = item.moved || [0, 0];
      return { x: x + item.dx, y: y + item.dy, r: item.free * this.scale, place: { x: x + mx, y: y + my } };
    },
    tell({ cluster }) {
      const { base, lang } = atlas.stage;
      const lists = cluster.tip.slice(0, -2), [chain, place] = cluster.tip.slice(-2);
      const units = [base.cities.find(({ id }) => id === cluster.cities[0]),
                     base.counties.find(({ id }) => id === cluster.county)];
      const at = [...new Set(units.filter(Boolean).map((unit) => unit[lang]))];
      return [
        cluster.name, ...lists.map((chip) => ({ chip })),
        cluster.line.length === 0 && { label: atlas.word("card.at"), value: at.join(" · ") },
        { label: atlas.word("card.chain"), value: chain },
        { foot: `${place} · ${atlas.word("card.source")}` },
      ];
    },
    choose({ id }) {
      atlas.emit("cluster", id);
    },
    boxes() {
      return this.items.map((item) => {
        const { x, y, r } = this.spot(item);
        return [x - r, y - r, x + r, y + r];
      });
    },

    // Those in the inset are spread by themselves, inside it; the others keep clear of it and of
    // the part that it shows.
    arrange(zoom) {
      const { stage } = atlas;
      const map = this._map || stage.map;
      const inset = atlas.insetAt(map, zoom);
      const wish = this.items.map((item) => {
        const p = atlas.pixel(map, item.at, zoom);
        const shift = item.area ? atlas.nameShift(map, item.area, zoom) : { x: 0, y: 0, inset: null };
        const moved = !inset || item.area || !inset.holds(p) ? L.point(shift.x, shift.y) : inset.into(p).subtract(p);
        item.moved = item.area ? null : [moved.x, moved.y];
        return { item, p, x: p.x + moved.x, y: p.y + moved.y, r: item.free,
                 apart: Boolean(item.area ? shift.inset : inset && inset.holds(p)) };
      });
      const groups = [wish.filter((one) => !one.apart), wish.filter((one) => one.apart)];
      this.scale = atlas.markScale(stage, groups[0].length, zoom);
      this.root.style.setProperty("--k", this.scale);
      map.getContainer().classList.toggle("atlas-plain", atlas.plain(stage, groups[0].length, zoom));
      const boxes = inset ? [...stage.boxes, inset.to, inset.from] : stage.boxes;
      groups.forEach((group, n) => {
        if (!group.length) return;
        for (const one of group) one.r *= this.scale;
        const spots = n ? atlas.spread(group, [...stage.boxes, inset.tag], SPREAD.gap, inset.room)
          : atlas.spread(group, boxes);
        group.forEach(({ item, p }, i) => {
          item.dx = spots[i].x - p.x;
          item.dy = spots[i].y - p.y;
        });
      });
    },

    // Leader lines back to the true place; an outline around many fanned out from one place.
    lines() {
      this.sketch.replaceChildren();
      if (this._map.getContainer().classList.contains("atlas-plain")) return;
      const known = this.items.filter((item) => !item.cluster.vague)
        .map((item) => ({ ...this.spot(item), city: item.cluster.cities[0] }));
      for (const city of new Set(known.map((spot) => spot.city))) {
        for (const { members, pairs } of crowds(known.filter((spot) => spot.city === city))) {
          if (fanned(members)) this.hull(members, pairs);
        }
      }
      for (const { x, y, place } of known) {
        if (Math.hypot(x - place.x, y - place.y) < MARKS.leader * this.scale) continue;
        atlas.svg("line", { class: "leader", x1: place.x, y1: place.y, x2: x, y2: y }, this.sketch);
        atlas.svg("circle", { class: "place", cx: place.x, cy: place.y, r: MARKS.place }, this.sketch);
      }
    },
    // Discs around the marks and bars between them, first in line colour, then, a little smaller,
    // in ground colour: what is left to see is one thin outline.
    hull(members, pairs) {
      for (const [name, extra] of [["hull-edge", 1], ["hull", 0]]) {
        for (const [a, b] of pairs) {
          const width = MARKS.hull_bar * (Math.min(a.r, b.r) + extra);
          atlas.svg("line", { class: name, x1: a.x, y1: a.y, x2: b.x, y2: b.y,
                              "stroke-width": width }, this.sketch);
        }
        for (const { x, y, r } of members) {
          atlas.svg("circle", { class: name, cx: x, cy: y, r: r + MARKS.hull_room + extra }, this.sketch);
        }
      }
    },

    // Names beside the marks, for the chosen one always and for all when near, where there is room.
    label() {
      const { stage } = atlas;
      const map = this._map;
      const near = map.getZoom() >= MARKS.names_from;
      const view = map.getBounds();
      const origin = map.getPixelOrigin();
      const taken = stage.boxes.map((box) => [box[0] - origin.x, box[1] - origin.y,
                                              box[2] - origin.x, box[3] - origin.y]);
      taken.push(...this.boxes());
      const corner = map.containerPointToLayerPoint([MARKS.edge, MARKS.edge]);
      const frame = L.bounds(corner, corner.add(map.getSize()).subtract([2 * MARKS.edge, 2 * MARKS.edge]));
      this.root.querySelectorAll(".label").forEach((label) => label.remove());
      this.sketch.querySelectorAll(".callout").forEach((line) => line.remove());
      const chosen = this.items.filter((item) => item.node.classList.contains("selected"));
      const others = near ? this.items.filter((item) => !chosen.includes(item)) : [];
      const named = [...chosen, ...others].filter((item) => view.contains(atlas.latlng(item.at)))
        .map((item) => [item, atlas.el("div", "label", item.node, item.cluster.name)])
        .map(([item, node]) => ({ item, node, w: node.offsetWidth, h: node.offsetHeight }));
      let left = MARKS.most_names;
      for (const { item, node, w, h } of named) {
        const first = chosen.includes(item);
        const { x, y, r } = this.spot(item);
        const gap = r + (first ? MARKS.gap_chosen : MARKS.gap) * this.scale;
        const seek = first ? around(gap, w, h) : beside(gap, w, h);
        const free = seek.find(([dx, dy]) => {
          const box = [x + dx, y + dy, x + dx + w, y + dy + h];
          return box[0] > frame.min.x && box[1] > frame.min.y && box[2] < frame.max.x &&
            box[3] < frame.max.y && !taken.some((other) => atlas.overlap(box, other));
        });
        if (!first && (!free || !left)) {
          node.remove();
          continue;
        }
        const [dx, dy] = free || seek[2];
        if (first) this.callout(x, y, dx, dy, w, h);
        node.style.transform = `translate(${Math.round(dx)}px,${Math.round(dy)}px)`;
        taken.push([x + dx, y + dy, x + dx + w, y + dy + h]);
        left -= 1;
      }
    },
    // Line from a chosen mark to the nearest point of its label.
    callout(x, y, dx, dy, w, h) {
      const to = [Math.max(dx, Math.min(0, dx + w)), Math.max(dy, Math.min(0, dy + h))];
      atlas.svg("line", { class: "callout", x1: x, y1: y, x2: x + to[0], y2: y + to[1] },
                this.sketch);
    },
    select(id) {
      const item = this.byId.get(id);
      for (const other of this.items) other.node.classList.remove("hot");
      if (!item) return;
      item.node.classList.add("selected");
      item.node.setAttribute("aria-pressed", "true");
      this.label();
    },
  });
  atlas.marks = (data) => new Marks(data);
})();
