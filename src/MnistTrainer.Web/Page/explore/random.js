// Random numbers from 0 to 1 that are the same for the same seed (mulberry32).
export function random(seed) {
  let state = Math.imul(seed + 1, 0x9E3779B1) >>> 0;
  return () => {
    state = following(state);
    return mixed(state);
  };
}

// The state after a state, and the number from 0 to below 1 that a state gives.
export const following = state => (state + 0x6D2B79F5) >>> 0;
export function mixed(state) {
  let bits = Math.imul(state ^ (state >>> 15), state | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
}
