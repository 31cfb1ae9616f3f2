// What the browser remembers of the page; nothing where its storage is blocked or full.

export const lasting = storage(() => localStorage); // for every visit
export const passing = storage(() => sessionStorage); // for this tab

function storage(open) {
  return {
    get(name) {
      try {
        return open().getItem(name);
      } catch {
        return null;
      }
    },
    // Null to forget.
    set(name, value) {
      try {
        if (value === null)
          open().removeItem(name);
        else
          open().setItem(name, value);
      } catch {
        // The page works without.
      }
    },
  };
}
