// Which clusters a selection keeps. A filter of the page is answered here at once; the scene that the
// server makes of the same selection then confirms it. See geo/maps/membership.py.
(function () {
  "use strict";
  // Selections that were drawn here and that no scene has confirmed, oldest first.
  let ahead = [];
  const same = (a, b) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

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

  function draw(selection) {
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

  // What a reader does to the selection, drawn before the server knows of it.
  atlas.ahead = (change) => {
    const { kept } = atlas.stage;
    if (!kept || !kept.selection) return;
    const before = ahead.at(-1) || kept.selection;
    const after = change(before);
    if (same(before, after)) return;
    ahead.push(after);
    draw(after);
  };

  // The server has come to rest and has the last word.
  atlas.rested = () => {
    const { kept } = atlas.stage;
    const other = kept && ahead.length && !same(ahead.at(-1), kept.selection);
    ahead = [];
    if (other) draw(kept.selection);
  };

  // {selection: choices by their names, or null where a frame cannot know what is kept, cluster}: the
  // last layer of a scene. A scene that answers an earlier click gives way to the latest.
  atlas.kept = atlas.layer({
    onAdd() {
      const { selection } = (atlas.stage.kept = this.data);
      const answered = selection ? ahead.findIndex((one) => same(one, selection)) : -1;
      ahead = answered < 0 ? [] : ahead.slice(answered + 1);
      if (ahead.length) draw(ahead.at(-1));
    },
    onRemove() {
      if (atlas.stage.kept === this.data) atlas.stage.kept = null;
    },
  });
})();
