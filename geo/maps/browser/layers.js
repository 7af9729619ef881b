// Layers of a scene, apart from the marks: speech, areas, links, names, selection, focus.
(function () {
  "use strict";
  // What a reader chose by clicking goes out once, numbered so that a repeated click counts.
  atlas.emit = (kind, id) => {
    const { stage } = atlas;
    if (stage.ruling && kind !== "unknown") return stage.measure(kind, id);
    stage.sent += 1;
    return atlas.send(id === undefined ? { kind, n: stage.sent } : { kind, id, n: stage.sent });
  };

  // The second click of a double one zooms; it would take back what the first has chosen.
  const single = (e) => e.originalEvent.detail < 2;

  const TIER = { 1: "national", 2: "national", 3: "provincial", 4: "county" };

  // Clusters by tier of an area, as far as they are on the map and count.
  function tiers(stage, kind, id) {
    const found = {};
    for (const { cluster, tier, counts } of stage.marks ? stage.marks.items : []) {
      const here = kind === "city" ? cluster.cities.includes(id) : cluster.county === id;
      if (here && counts) found[TIER[tier]] = (found[TIER[tier]] || 0) + 1;
    }
    const number = Object.values(found).reduce((sum, n) => sum + n, 0);
    return number && { label: atlas.word("card.clusters").replace("{n}", number), tiers: found };
  }

  // What is told of a city or county: its figure on the map first, then where it stands.
  function tell(stage, kind, unit) {
    const { figure, lang } = stage;
    const shown = figure && figure.level === kind;
    const parts = [shown && `${figure.title}  ${(figure.areas[unit.id] || ["", "–"])[1]}`];
    if (kind === "county") {
      const city = stage.base.cities.find(({ id }) => id === unit.city);
      return [unit[lang], city && city.id !== unit.id && city[lang], ...parts, tiers(stage, kind, unit.id)];
    }
    const known = stage.facts.get(unit.id);
    if (!known) return [unit[lang], ...parts, tiers(stage, kind, unit.id)];
    const comma = lang === "zh" ? "、" : ", ";
    const [year, ranked] = stage.standing;
    return [
      unit[lang], ...parts,
      ...stage.base.figures.map((code, n) => known.figures[2 * n] &&
        { label: atlas.word(`city.short.${code}`), value: known.figures[2 * n], rank: known.figures[2 * n + 1] }),
      tiers(stage, kind, unit.id),
      known.chains.length && { label: atlas.word("card.chains"), value: known.chains.join(comma) },
      known.firms && { label: atlas.word("card.firms"), value: String(known.firms) },
      { foot: [ranked && atlas.word("card.ranked").replace("{n}", ranked).replace("{year}", year),
               atlas.word("card.more")].filter(Boolean).join(" · ") },
    ];
  }

  // Hover, click and keys of cities and counties alike.
  atlas.units = (stage, paths, kind) => {
    const { map } = stage;
    const all = new Map((kind === "city" ? stage.base.cities : stage.base.counties)
      .map((unit) => [unit.id, unit]));
    const items = [...paths].map(([id, path]) => ({ id, node: path._path, path, unit: all.get(id) }));
    const root = items[0].node.ownerSVGElement;
    root.setAttribute("role", "group");
    root.dataset.word = kind === "city" ? "cities" : "counties";
    const choose = ({ id, node }) => {
      node.classList.add("hot");
      atlas.emit(kind, id);
    };
    // A name at least, until there is more to tell.
    const label = () => items.forEach(({ node, unit }) => node.setAttribute("aria-label", unit[stage.lang]));
    label();
    map.on("atlas:speech", label);
    for (const item of items) {
      item.node.tabIndex = -1;
      item.node.setAttribute("role", "button");
      item.path.on("click", (e) => single(e) && choose(item));
    }
    const at = (box) => {
      const [a, b] = [[box[0], box[1]], [box[2], box[3]]]
        .map((corner) => map.layerPointToContainerPoint(L.point(corner).subtract(map.getPixelOrigin())));
      return [a.x, a.y, b.x, b.y];
    };
    atlas.hear({
      root, items, choose,
      spot: ({ unit }) => ({ ...map.latLngToLayerPoint(atlas.latlng(unit.seat || unit.name_at)), r: 0 }),
      tell: ({ unit }) => tell(stage, kind, unit),
      // Its own name and its marks stay in sight; the line ends at its outline.
      about: ({ unit }) => ({
        keep: stage.named.has(unit.id) ? [at(stage.named.get(unit.id))] : [],
        edge: stage.rings(unit).flat(2).map((point) => map.latLngToContainerPoint(point)),
      }),
    });
  };

  // The scale for a projector is meant for a map of a certain height; a lower one has less room.
  const PROJECTED = 690;

  atlas.speech = atlas.layer({
    getEvents() {
      return { "atlas:resize": this.speak };
    },
    speak() {
      const { stage } = atlas;
      const { scale } = this.data;
      stage.scale = Math.max(1, scale * Math.min(1, stage.map.getSize().y / PROJECTED));
      atlas.speak(stage);
    },
    onAdd() {
      const { stage } = atlas;
      stage.lang = this.data.lang;
      stage.begun = performance.now(); // the first layer of a scene
      this.speak();
      if (!stage.listening) {
        stage.listening = true;
        stage.map.on("click", (e) => single(e) && atlas.emit("ground"));
      }
    },
    onRemove() {},
  });

  function counties(stage) {
    if (stage.counties) return stage.counties;
    stage.counties = new Map();
    for (const unit of stage.base.counties) {
      const path = stage.shape("polygon", "counties", stage.rings(unit), "land county", true);
      stage.counties.set(unit.id, path);
    }
    atlas.units(stage, stage.counties, "county");
    return stage.counties;
  }

  // {level, title, areas: {adcode: [class, text]}}; classes are CSS, "none" is the hatch.
  atlas.areas = atlas.layer({
    onAdd(map) {
      const { stage } = atlas;
      const { level, areas } = this.data;
      const paths = level === "county" ? counties(stage) : stage.land;
      map.getContainer().classList.add("atlas-figure", "atlas-by-" + level);
      stage.figure = this.data;
      this.painted = [];
      for (const [id, path] of paths) {
        const name = "area-" + (areas[id] ? areas[id][0] : "none");
        path._path.classList.add(name);
        this.painted.push([path, name]);
      }
    },
    onRemove(map) {
      for (const [path, name] of this.painted) path._path.classList.remove(name);
      map.getContainer().classList.remove("atlas-figure", "atlas-by-city", "atlas-by-county");
      atlas.stage.figure = null;
    },
  });

  // adcode of a city whose counties can be chosen.
  atlas.choosable = atlas.layer({
    onAdd(map) {
      const { stage } = atlas;
      const paths = counties(stage);
      this.open = stage.base.counties.filter(({ id, city }) => city === this.data && id !== city)
        .map(({ id }) => paths.get(id)._path);
      this.open.forEach((node, n) => {
        node.classList.add("open");
        node.tabIndex = n ? -1 : 0;
      });
      map.getContainer().classList.add("atlas-choosing");
    },
    onRemove(map) {
      for (const node of this.open) {
        node.classList.remove("open");
        node.tabIndex = -1;
      }
      map.getContainer().classList.remove("atlas-choosing");
    },
  });

  // [cluster_id, …]: the line through all cities of a cluster that spans several.
  atlas.links = atlas.layer({
    onAdd() {
      const { stage } = atlas;
      stage.linkLayer = this;
      this.lines = this.data.filter((id) => stage.clusters.has(id)).map((id) => stage.clusters.get(id))
        .map(({ line, hue }) => [line.map(atlas.latlng), "link fam-" + hue]);
      this.drawn = this.lines.map(([points, name]) => stage.shape("polyline", "lines", points, name));
      stage.linked = this.lines;
      if (stage.inset) stage.inset.over();
    },
    onRemove() {
      this.drawn.forEach((line) => line.remove());
      // The next scene is there already when this one goes.
      if (atlas.stage.linked === this.lines) atlas.stage.linked = [];
    },
  });

  // {cities: [adcode], cluster: id}
  atlas.chosen = atlas.layer({
    onAdd() {
      const { stage } = atlas;
      for (const path of [...stage.land.values(), ...(stage.counties || new Map()).values()]) {
        path._path.classList.remove("hot");
      }
      const { areas } = this.data;
      const chosen = [...stage.base.cities, ...stage.base.counties].filter((unit) => areas.includes(unit.id));
      const unique = [...new Map(chosen.map((unit) => [unit.id, unit])).values()];
      // A region is outlined as a whole.
      const parts = stage.regions && areas.length > 1 ? [atlas.joined(stage, areas)]
        : unique.map((unit) => stage.rings(unit).flat());
      this.drawn = parts.flatMap((rings) => ["outline-edge", "outline"].map((name) =>
        stage.shape("polyline", "outline", rings, name)));
      stage.outlined = parts.flat();
      if (stage.inset) stage.inset.over();
      if (stage.marks) stage.marks.select(this.data.cluster);
    },
    onRemove() {
      this.drawn.forEach((line) => line.remove());
    },
  });

  // {area: adcode or null, cluster: id or null, subject}: moves the map once for each new target,
  // without a flight. An area fills the frame, and so does the province where the subject is another
  // than before; a cluster only has to be in view, and not if that means leaving an area that has just
  // been asked for.
  atlas.focus = atlas.layer({
    onAdd(map) {
      const { stage } = atlas;
      const { area, cluster, subject } = this.data;
      const other = area !== stage.focusArea || subject !== stage.subject;
      if (other) {
        Object.assign(stage, { focusArea: area, subject, touched: false });
        const path = stage.land.get(area);
        const unit = stage.base.counties.find((county) => county.id === area);
        stage.focus = path ? path.getBounds()
          : unit ? L.latLngBounds(stage.rings(unit).flat(2)) : null;
        stage.fit();
      }
      if (cluster !== stage.focusCluster) {
        stage.focusCluster = cluster;
        const item = !other && cluster && stage.marks && stage.marks.find(cluster);
        if (item && !map.getBounds().pad(-0.06).contains(atlas.latlng(item.at))) {
          stage.touched = true;
          map.panTo(atlas.latlng(item.at), { animate: false });
        }
      }
    },
    onRemove() {},
  });
})();
