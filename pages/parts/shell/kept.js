// Has this browser keep for a year what its reader chose.
((cookies, path) => {
  const kept = (window.atlasKept ||= {});
  for (const [name, value] of Object.entries(cookies)) {
    if (kept[name] === value) continue; // another window may have chosen since
    kept[name] = value;
    try {
      document.cookie = `${name}=${value}; path=${path}; max-age=31536000; samesite=lax`;
    } catch { /* a frame that may keep nothing */ }
  }
})(COOKIES, PATH);
