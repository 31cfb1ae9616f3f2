// Random numbers that are the same on every machine for a seed: Mulberry32, and normal ones by Box and Muller. No part of the page.
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  // From 0 to below 1.
  next() {
    this.state = (this.state + 0x6D2B79F5) >>> 0;
    let bits = this.state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  normal() {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  shuffle(list) {
    for (let i = list.length - 1; i > 0; i--) {
      const j = Math.floor(this.next() * (i + 1));
      [list[i], list[j]] = [list[j], list[i]];
    }

    return list;
  }
}
