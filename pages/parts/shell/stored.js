// Tells the server what this browser keeps of presentations and no link can: notes that are too long
// for one, and presentations beside the one that is told, the one that was made last first.
const STORY = "hubei-cluster-atlas-story";
const RESTS = 8; // looks, 50 ms apart

export default function ({ data, setStateValue, setTriggerValue }) {
  const told = (window.atlasStored ||= new Set()); // what the server could not use is not told again
  clearTimeout(window.atlasStoredSoon);
  tell(RESTS);

  // Only when the page has been at rest for a while: as long as it runs, or is about to because the
  // browser brings a presentation back, its address still says what was chosen before.
  function tell(rests) {
    const rest = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
    if (!rest || rests > 0) {
      window.atlasStoredSoon = setTimeout(tell, 50, rest ? rests - 1 : RESTS);
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
