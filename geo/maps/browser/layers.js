// Layers of a scene, apart from the marks: speech, areas, links, names, selection, focus.
(function () {
  "use strict";
  // What a reader chose by clicking goes out once, numbered so that a repeated click counts.
  atlas.emit = (kind, id) => {
    const { stage } = atlas;
    stage.sent += 1;
    atlas.send(id === undefined ? { kind, n: stage.sent } : { kind, id, n: stage.sent });
  };

  const nameOf = (unit) => unit[atlas.stage.lang];

  // Hover and click of land, cities and counties alike.
  atlas.listen = (stage, paths, kind) => {
    const units = new Map((kind === "city" ? stage.base.cities : stage.base.counties)
      .map((unit) => [unit.id, unit]));
    for (const [id, path] of paths) {
      path.on("mousemove", (e) => {
        const figure = stage.figure && stage.figure.level === kind ? stage.figure : null;
        const shown = (stage.counts || {})[id];
        const more = figure ? figure.title + "  " + (figure.areas[id] || ["", "–"])[1]
          : kind === "city" && shown ? atlas.word("shown").replace("{n}", shown) : "";
        const point = e.containerPoint;
        atlas.tip.show(point.x, point.y, [nameOf(units.get(id)), more]);
      });
      path.on("mouseout", () => atlas.tip.hide());
      path.on("click", () => {
        path._path.classList.add("hot");
        atlas.emit(kind, id);
      });
    }
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
      this.speak();
      if (!stage.listening) {
        stage.listening = true;
        stage.map.on("click", () => atlas.emit("ground"));
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
    atlas.listen(stage, stage.counties, "county");
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

  // [[cluster_id, hue], …]: the line through all cities of a cluster that spans several.
  atlas.links = atlas.layer({
    onAdd() {
      const { stage } = atlas;
      this.drawn = this.data.filter(([id]) => stage.clusters.has(id)).map(([id, hue]) => {
        const points = stage.clusters.get(id).line.map(atlas.latlng);
        return stage.shape("polyline", "lines", points, "link fam-" + hue);
      });
    },
    onRemove() {
      this.drawn.forEach((line) => line.remove());
    },
  });

  // {cities: [adcode], cluster: id}
  atlas.selection = atlas.layer({
    onAdd() {
      const { stage } = atlas;
      for (const path of [...stage.land.values(), ...(stage.counties || new Map()).values()]) {
        path._path.classList.remove("hot");
      }
      const chosen = [...stage.base.cities, ...stage.base.counties]
        .filter((unit) => this.data.areas.includes(unit.id));
      const unique = new Map(chosen.map((unit) => [unit.id, unit]));
      this.drawn = [...unique.values()].flatMap((unit) => {
        const points = stage.rings(unit).flat();
        return ["outline-edge", "outline"].map((name) =>
          stage.shape("polyline", "outline", points, name));
      });
      if (stage.marks) stage.marks.select(this.data.cluster);
    },
    onRemove() {
      this.drawn.forEach((line) => line.remove());
    },
  });

  // {area: adcode or null, cluster: id or null}: moves the map once for each new target, without a
  // flight. An area fills the frame; a cluster only has to be in view, and not if that means
  // leaving an area that has just been asked for.
  atlas.focus = atlas.layer({
    onAdd(map) {
      const { stage } = atlas;
      const { area, cluster } = this.data;
      const other = area !== stage.focusArea;
      if (other) {
        stage.focusArea = area;
        const path = stage.land.get(area);
        const unit = stage.base.counties.find((county) => county.id === area);
        stage.focus = path ? path.getBounds()
          : unit ? L.latLngBounds(stage.rings(unit).flat(2)) : null;
        if (stage.focus || !stage.touched) {
          stage.touched = false;
          stage.fit();
        }
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
