// What the map knows of clusters. Scenes tell it once; afterwards they speak of ids alone.
(function () {
  "use strict";

  // {set, words, rows: [[cluster_id, lon, lat, cities, name, [word, …], how vague, line], …]}:
  // what another data set told before is forgotten.
  atlas.clusters = atlas.layer({
    onAdd() {
      const { stage } = atlas;
      const { set, words, rows } = this.data;
      if (stage.set !== set) Object.assign(stage, { set, clusters: new Map() });
      for (const [id, lon, lat, cities, name, tip, how, line = []] of rows) {
        stage.clusters.set(id, { at: [lon, lat], cities, name, tip: tip.map((word) => words[word]), line,
                                 vague: how > 0, area: how === 2 ? cities[0] : null });
      }
    },
    onRemove() {},
  });

  // Rows that begin with the id of a known cluster. A scene that told of the others may never have
  // come here; they are asked for, once until all are known.
  atlas.known = (rows) => {
    const { stage } = atlas;
    const known = rows.filter(([id]) => stage.clusters.has(id));
    const lacking = known.length < rows.length;
    if (lacking && !stage.asked) atlas.emit("unknown");
    stage.asked = lacking;
    return known;
  };
})();
