// Tells the server what this browser keeps of presentations and no link can: notes that are too long
// for one, and presentations beside the one that is told, the one that was made last first.
const STORY = "hubei-cluster-atlas-story";

export default function ({ data, setStateValue, setTriggerValue }) {
  const told = (window.atlasStored ||= new Set()); // what the server could not use is not told again
  clearTimeout(window.atlasStoredSoon);
  tell();

  // Only at rest: while the page runs, its address still says what was chosen before.
  function tell() {
    if (document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning") {
      window.atlasStoredSoon = setTimeout(tell, 50);
      return;
    }
    const notes = data.lacks && read(`${STORY}-notes`)?.[data.lacks];
    if (typeof notes === "string" && !told.has(notes)) {
      told.add(notes);
      setTriggerValue("notes", notes);
    }
    const others = data.lists && [last(), ...(read(`${STORY}-others`) || [])]
      .filter((one) => one && one !== data.told);
    if (others && JSON.stringify(others) !== JSON.stringify(data.lists)) setStateValue("others", others);
  }
  function last() {
    try { return localStorage.getItem(STORY); } catch { return null; } // a frame that may keep nothing
  }
  function read(name) {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  }
}
