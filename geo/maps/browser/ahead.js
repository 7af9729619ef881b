// What a reader asks of the map by a control of the page is drawn here at once: clusters that a
// selection keeps, or another scene that lies ready. The scene that the server makes of the same then
// confirms it. See geo/maps/membership.py and pages/parts/shell/scenes.py.
(function () {
  "use strict";
  // {scene, selection}: what was drawn here and no scene of the server has confirmed, oldest first; and
  // what the server said last.
  let ahead = [], said = null;
  // Scenes that lie ready, by their codes: [[function, what it takes], …]; where they came from.
  let scenes = {}, address = "", fetched = Promise.resolve();
  // Whether one of them is being drawn, and what of the server's they took the place of.
  let own = false, given = null;
  const text = (selection) => selection && JSON.stringify(Object.entries(selection).sort());
  const same = (a, b) => a.scene === b.scene && text(a.selection) === text(b.selection);
  const last = () => ahead.at(-1) || said;

  // Rows of marks. Tier, programme and years are asked of one and the same recognition.
  atlas.keeps = (selection) => {
    const { clusters, wholes } = atlas.stage;
    const asks = (name, code) => !selection[name] || selection[name].includes(code);
    const members = selection.region && selection.region.flatMap((code) => wholes.region[code]);
    const here = (city) => (!members || members.includes(city)) && asks("city", city);
    const [first, last] = selection.year || [];
    const then = (year) => !selection.year || (year !== null && first <= year && year <= last);
    const rows = [];
    for (const [id, { cities, chain, listed }] of clusters) {
      const found = listed.filter(([programme, year]) => asks("prog", programme) &&
        asks("tier", wholes.tier[programme]) && then(year));
      if (found.length && asks("chain", chain) && asks("fam", wholes.fam[chain]) && cities.some(here)) {
        rows.push([id, found.some(([, , counts]) => counts)]);
      }
    }
    return rows;
  };

  function mark(selection) {
    const { stage } = atlas;
    const rows = atlas.keeps(selection);
    const cities = (id) => stage.clusters.get(id).cities;
    const counts = {};
    for (const city of rows.filter(([, firm]) => firm).flatMap(([id]) => cities(id))) {
      counts[city] = (counts[city] || 0) + 1;
    }
    atlas.remake(stage.nameLayer, { counts, marks: rows.length });
    atlas.remake(stage.linkLayer, rows.map(([id]) => id).filter((id) => cities(id).length > 1));
    atlas.remake(stage.marks, rows);
    stage.marks.select(stage.kept.cluster);
  }

  function put(groups) {
    own = true;
    const before = atlas.instead(groups);
    own = false;
    return before;
  }

  function draw({ scene, selection }) {
    const other = scene !== atlas.stage.kept.scene && scenes[scene];
    if (other) {
      const before = put([L.featureGroup(other.map(([kind, data]) => atlas[kind](data)))]);
      given = given || before;
    }
    const there = other && text(selection) === text(atlas.stage.kept.selection);
    if (selection && !there) mark(selection);
  }

  // What a reader does to the selection, drawn before the server knows of it.
  atlas.ahead = (change) => {
    if (!said || !last().selection) return;
    const after = { ...last(), selection: change(last().selection), filtered: true };
    if (same(last(), after)) return;
    ahead.push(after);
    draw(after);
  };

  // Scenes that lie ready under an address; they are fetched once.
  atlas.fetchScenes = (from) => {
    if (address === from) return;
    address = from;
    fetched = fetch(from).then((answer) => (answer.ok ? answer.json() : {}), () => ({}))
      .then((found) => { if (address === from) scenes = found; });
  };

  // Another scene that a reader asks for, drawn before the server knows of it. Where clusters have been
  // chosen anew since the scenes were made, the server alone knows what they show.
  atlas.goAhead = (scene) => fetched.then(() => {
    const layers = scenes[scene];
    if (!said || !layers || last().scene === scene || ahead.some((one) => one.filtered)) return;
    const [, { selection }] = layers.at(-1);
    ahead.push({ scene, selection });
    draw(last());
  });

  // The server has come to rest and has the last word.
  atlas.rested = () => {
    const other = said && ahead.length && !same(last(), said);
    ahead = [];
    if (!other) return;
    if (given) put(given);
    given = null;
    if (said.selection) mark(said.selection);
  };

  // {selection: choices by their names, or null where a frame cannot know what is kept, cluster, scene}:
  // the last layer of a scene. A scene that answers an earlier click gives way to the latest.
  atlas.kept = atlas.layer({
    onAdd() {
      const { stage } = atlas;
      stage.kept = this.data;
      if (own) return;
      said = this.data;
      given = null;
      const answered = ahead.findIndex((one) => same(one, said));
      ahead = answered < 0 ? [] : ahead.slice(answered + 1);
      // The whole scene has to stand before another takes its place.
      if (ahead.length) queueMicrotask(() => ahead.length && draw(last()));
    },
    onRemove() {
      if (atlas.stage.kept === this.data) atlas.stage.kept = null;
    },
  });
})();
