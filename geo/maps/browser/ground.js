// The constant base: panes in drawing order, land, water, lines, controls, and how the map is held.
(function () {
  "use strict";
  // From below to above; marks give way to names, selection lies over both.
  const PANES = ["tiles", "land", "counties", "county-lines", "cells", "water", "city-lines",
                 "province-line", "lines", "outline", "inset", "leaders", "names", "marks", "selection"];
  const LIVE = new Set(["land", "counties", "inset", "marks"]);
  const { FRAME } = atlas.constants;
  const SLIP = 4;  // pixels that a hand moves while it clicks

  function panes(map) {
    const renderers = {};
    PANES.forEach((name, order) => {
      const pane = map.createPane(name);
      pane.classList.add("atlas-" + name);
      pane.style.zIndex = 400 + order * 10;
      if (!LIVE.has(name)) pane.style.pointerEvents = "none";
      renderers[name] = L.svg({ pane: name, padding: 0.6 });
    });
    return renderers;
  }

  atlas.start = (map, options = {}) => {
    const base = window.ATLAS;
    const stage = (map.stage = atlas.stage = {
      map, base, renderers: panes(map), lang: "zh", scale: 1, boxes: [], touched: false,
      home: L.latLngBounds(base.bounds), land: new Map(), counties: null, clusters: new Map(),
      facts: new Map(), named: new Map(), linked: [], outlined: [], standing: [0, 0], sent: 0,
    });
    const shape = (kind, pane, points, className, interactive = false) =>
      L[kind](points, { pane, renderer: stage.renderers[pane], className, interactive,
                        smoothFactor: 0.3, bubblingMouseEvents: false, stroke: true }).addTo(map);
    stage.shape = shape;
    const rings = (unit) => unit.shape.map((part) => part.map(atlas.line));
    stage.rings = rings;

    for (const city of base.cities) {
      stage.land.set(city.id, shape("polygon", "land", rings(city), "land", true));
    }
    atlas.units(stage, stage.land, "city");
    shape("polyline", "county-lines", base.counties.flatMap((unit) => rings(unit).flat()),
          "county-line");
    for (const lake of base.lakes) shape("polygon", "water", rings(lake), "lake");
    for (const river of base.rivers) {
      shape("polyline", "water", river.lines.map(atlas.line), "river river-" + river.rank);
    }
    shape("polyline", "city-lines", base.cities.flatMap((unit) => rings(unit).flat()), "city-line");
    shape("polyline", "province-line", base.province.flat().map(atlas.line), "province-line");

    hatch(map.getContainer());
    atlas.tip.mount(map);
    atlas.controls(stage);
    hold(stage);
    clicksOnly(map.getContainer());
    atlas.paper(stage);
    if (options.tiles) tiles(stage, options.tiles);
    atlas.send = options.send || (() => {});
    return stage;
  };

  // "Nothing known" as a pattern; whichever path needs it refers to it.
  function hatch(box) {
    const svg = atlas.svg("svg", { width: 0, height: 0, class: "atlas-sketch" }, box);
    const pattern = atlas.svg("pattern", {
      id: "atlas-hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse",
      patternTransform: "rotate(45)",
    }, atlas.svg("defs", {}, svg));
    atlas.svg("rect", { class: "hatch-ground", width: 6, height: 6 }, pattern);
    atlas.svg("line", { class: "hatch-line", x1: 0.7, y1: 0, x2: 0.7, y2: 6 }, pattern);
  }

  // A press that moved on is no click. Leaflet knows this of its own drags, but takes no drag while
  // a zoom is animated. A click by keyboard has no press (detail 0).
  function clicksOnly(box) {
    let x = 0, y = 0;
    box.addEventListener("pointerdown", (e) => {
      ({ clientX: x, clientY: y } = e);
    }, true);
    box.addEventListener("click", (e) => {
      const far = Math.hypot(e.clientX - x, e.clientY - y) > SLIP;
      if (e.detail && far) e.stopImmediatePropagation();
    }, true);
  }

  // Fitting: the whole province, or the area that the page looks at, until the reader takes over.
  function hold(stage) {
    const { map } = stage;
    const box = map.getContainer();
    stage.fit = () => {
      // The line with scale and sources breaks on a phone.
      const foot = Math.max(FRAME.foot * stage.scale, stage.credit.offsetHeight + 6);
      // Around the whole of the layout runs a line of its own.
      const padding = FRAME.padding * (box.classList.contains("atlas-regions-whole") ? 2 : 1);
      const size = map.getSize();
      if (size.x < 40 || size.y < 40) return;
      // As an option: setMinZoom() would animate the map there while it is being fitted.
      map.options.minZoom = 0;
      stage.homeZoom = map.getBoundsZoom(stage.home, false, L.point(2 * padding, padding + foot));
      map.options.minZoom = stage.homeZoom;
      if (stage.focus) {
        map.fitBounds(stage.focus, { paddingTopLeft: [padding, padding], paddingBottomRight: [padding, foot],
                                     animate: false });
        return;
      }
      // In the left lower corner: what is left over joins the white of the north-east.
      const corner = map.project(stage.home.getSouthWest(), stage.homeZoom);
      const middle = corner.add([size.x / 2 - padding, foot - size.y / 2]);
      map.setView(map.unproject(middle, stage.homeZoom), stage.homeZoom, { animate: false });
    };
    const near = () => box.classList.toggle("atlas-near", map.getZoom() >= FRAME.near);
    map.on("zoomend viewreset", near);
    const small = () => box.classList.toggle("atlas-small", atlas.small(stage));
    // As options, for the same reason.
    map.options.maxBounds = stage.home.pad(0.35);
    map.options.maxBoundsViscosity = 1;
    const take = () => { stage.touched = true; };
    map.on("dragstart", take);
    box.addEventListener("touchmove", (e) => e.touches.length > 1 && take(), { passive: true });
    map.on("boxzoomend", take);
    stage.take = take;
    // What is clicked twice comes to the middle, one step nearer.
    map.doubleClickZoom.disable();
    map.on("dblclick", (e) => {
      take();
      map.setView(e.latlng, map.getZoom() + 1, { animate: !atlas.still() });
    });

    // The wheel belongs to the page, which is said once; with Ctrl, or by two fingers on a pad, which
    // comes as the same, it zooms.
    box.addEventListener("wheel", (e) => {
      const zooms = e.ctrlKey || e.metaKey;
      map.scrollWheelZoom[zooms ? "enable" : "disable"]();
      if (zooms) take();
      else atlas.sayOnce(stage);
    }, { capture: true, passive: false }); // or the browser would not wait for Leaflet's answer
    // One finger scrolls the page, two fingers move the map.
    if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();

    let sized = map.getSize();
    new ResizeObserver(() => {
      if (!box.clientWidth || !box.clientHeight) return;
      map.invalidateSize({ animate: false, pan: false });
      small();
      if (!stage.touched) stage.fit();
      // Leaflet may have heard of the new size before.
      const other = !map.getSize().equals(sized);
      sized = map.getSize();
      if (other) map.fire("atlas:resize");
    }).observe(box);
    if (box.clientWidth && box.clientHeight) stage.fit();
    small();
    near();
  }

  // Opt-in tiles lie under the land, which turns transparent; the first failure takes them away.
  function tiles(stage, sources) {
    const box = stage.map.getContainer();
    const layers = sources.map((source) =>
      L.tileLayer(source.url, { pane: "tiles", subdomains: source.subdomains || "abc",
                                maxZoom: 18 }));
    const drop = () => {
      layers.forEach((layer) => layer.remove());
      box.classList.remove("atlas-tiled");
      stage.tiled = stage.shifted = "";
      atlas.credit(stage);
    };
    let loaded = false;
    for (const layer of layers) {
      layer.on("tileload", () => {
        loaded = true;
        box.classList.add("atlas-tiled");
      });
      layer.on("tileerror", () => loaded || drop());
      layer.addTo(stage.map);
    }
    stage.tiled = sources[0].attribution || "";
    stage.shifted = sources[0].datum || "";
  }
})();
