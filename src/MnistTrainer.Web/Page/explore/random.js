// Random numbers from 0 to 1 that are the same for the same seed (mulberry32).
export function random(seed) {
  let state = Math.imul(seed + 1, 0x9E3779B1) >>> 0;
  return () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
