// Tells the server what this browser keeps of presentations and no link can: notes that are too long
// for one, and presentations beside the one that is told.
const STORY = "hubei-cluster-atlas-story";

export default function ({ data, setStateValue, setTriggerValue }) {
  const told = (window.atlasStored ||= new Set()); // what the server could not use is not told again
  const read = (name) => {
    try { return JSON.parse(localStorage.getItem(`${STORY}-${name}`)); } catch { return null; }
  };
  const notes = data.lacks && read("notes")?.[data.lacks];
  if (typeof notes === "string" && !told.has(notes)) {
    told.add(notes);
    setTriggerValue("notes", notes);
  }
  const others = data.lists && (read("others") || []);
  if (others && JSON.stringify(others) !== JSON.stringify(data.lists)) setStateValue("others", others);
}
