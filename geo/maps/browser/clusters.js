// What the map knows of cities and clusters. Scenes tell it once; afterwards they speak of codes alone.
(function () {
  "use strict";

  // {set, words, rows: [[cluster_id, lon, lat, areas, name, [word, …], how vague, kept by, line], …],
  //  cities: [[adcode, firms, [word, …], value, rank, …], …], standing: [year, how many are ranked],
  //  wholes: {fam: {chain: family}, tier: {programme: tier}, region: {region: [adcode, …]}}}, where
  // kept by is [tier class, hue, chain, [[programme, year, whether it counts], …]], codes by their words:
  // the first area is the county where that is known; what another data set told before is forgotten.
  atlas.clusters = atlas.layer({
    onAdd() {
      const { stage } = atlas;
      const { set, words, rows, cities: told = [], standing, wholes } = this.data;
      const cityOf = new Map(stage.base.counties.map(({ id, city }) => [id, city]));
      if (stage.set !== set) Object.assign(stage, { set, clusters: new Map(), facts: new Map() });
      for (const [id, lon, lat, [first, ...others], name, tip, how, [tier, hue, chain, listed], line = []]
        of rows) {
        const city = cityOf.get(first) || first;
        stage.clusters.set(id, { at: [lon, lat], cities: [city, ...others], name,
                                 county: cityOf.has(first) ? first : null,
                                 tip: tip.map((word) => words[word]), line,
                                 vague: how > 0, area: how === 2 ? city : null,
                                 tier, hue: words[hue], chain: chain === null ? null : words[chain],
                                 listed: listed.map(([code, ...of]) => [words[code], ...of]) });
      }
      for (const [id, firms, chains, ...figures] of told) {
        stage.facts.set(id, { firms, chains: chains.map((word) => words[word]), figures });
      }
      if (standing) stage.standing = standing;
      if (wholes) stage.wholes = wholes;
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
