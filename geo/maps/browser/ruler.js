// The ruler: how far two places lie apart, along the ellipsoid (WGS 84; CGCS2000 differs by less than
// a millimetre). While it is out a click sets a place and chooses nothing.
(function () {
  "use strict";
  const A = 6378137, F = 1 / 298.257223563, B = A * (1 - F);
  const ROUNDS = 200, ENOUGH = 1e-12;

  // Kilometres between two places by Vincenty's inverse formula.
  atlas.kilometres = (one, other) => {
    const rad = (degrees) => (degrees * Math.PI) / 180;
    const reduced = (lat) => Math.atan((1 - F) * Math.tan(rad(lat)));
    const [u1, u2, l] = [reduced(one.lat), reduced(other.lat), rad(other.lng - one.lng)];
    const [s1, c1, s2, c2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
    let lambda = l;
    for (let round = 0; round < ROUNDS; round++) {
      const [sl, cl] = [Math.sin(lambda), Math.cos(lambda)];
      const sin = Math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
      if (!sin) return 0;
      const cos = s1 * s2 + c1 * c2 * cl, sigma = Math.atan2(sin, cos);
      const alpha = (c1 * c2 * sl) / sin, square = 1 - alpha ** 2;
      const middle = square ? cos - (2 * s1 * s2) / square : 0;
      const c = (F / 16) * square * (4 + F * (4 - 3 * square));
      const before = lambda;
      lambda = l + (1 - c) * F * alpha *
        (sigma + c * sin * (middle + c * cos * (2 * middle ** 2 - 1)));
      if (Math.abs(lambda - before) > ENOUGH) continue;
      const u = (square * (A ** 2 - B ** 2)) / B ** 2;
      const a = 1 + (u / 16384) * (4096 + u * (u * (320 - 175 * u) - 768));
      const b = (u / 1024) * (256 + u * (u * (74 - 47 * u) - 128));
      const turn = b * sin * (middle + (b / 4) * (cos * (2 * middle ** 2 - 1) -
        (b / 6) * middle * (4 * sin ** 2 - 3) * (4 * middle ** 2 - 3)));
      return (B * a * (sigma - turn)) / 1000;
    }
    return NaN;
  };

  atlas.rule = (stage, button) => {
    const { map } = stage;
    const box = map.getContainer();
    let places = [], drawn = [];

    const clear = () => {
      drawn.forEach((part) => part.remove());
      [places, drawn] = [[], []];
    };
    const put = (at, className, text) => {
      const icon = L.divIcon({ className, html: atlas.el("span", "", null, text), iconSize: [9, 9] });
      drawn.push(L.marker(at, { icon, interactive: false, keyboard: false, zIndexOffset: 2000 }).addTo(map));
    };
    const say = (text) => stage.note.replaceChildren(text);
    const set = (at) => {
      if (places.length === 2) clear();
      places.push(at);
      put(at, "ruler-end", "");
      if (places.length < 2) return say(atlas.word("ruler_next"));
      const km = atlas.kilometres(...places);
      const text = (km < 10 ? km.toFixed(1) : Math.round(km)) + "\u00a0km";
      drawn.push(stage.shape("polyline", "outline", places, "ruler-line"));
      put(L.latLngBounds(places).getCenter(), "ruler-label", text);
      say("");
      button.setAttribute("aria-label", `${atlas.word("ruler")}: ${text}`);
    };
    const turn = (on) => {
      stage.ruling = on;
      box.classList.toggle("atlas-ruling", on);
      button.setAttribute("aria-pressed", String(on));
      atlas.tip.hide();
      clear();
      say(on ? atlas.word("ruler_first") : "");
    };

    button.addEventListener("click", () => turn(!stage.ruling));
    box.addEventListener("keydown", (e) => {
      if (e.key !== "Escape" || !stage.ruling) return;
      e.preventDefault();
      e.stopPropagation();
      turn(false);
    });
    box.addEventListener("click", (e) => {
      // A click by keyboard has no place of its own; what it chooses has.
      if (!stage.ruling || !e.detail || e.target.closest("button")) return;
      e.stopImmediatePropagation();
      const p = map.containerPointToLayerPoint(map.mouseEventToContainerPoint(e));
      set(map.unproject(atlas.outOfInset(map, p.add(map.getPixelOrigin()))));
    }, true);
    // What keys choose while the ruler is out: a city by its seat, a cluster by its place.
    stage.measure = (kind, id) => {
      const unit = kind === "cluster" ? stage.clusters.get(id)
        : [...stage.base.cities, ...stage.base.counties].find((one) => one.id === id);
      if (unit) set(atlas.latlng(unit.at || unit.seat || unit.name_at));
    };
  };
})();
