// Random numbers that are the same on every machine for a seed: Mulberry32, and normal ones by Box and Muller. No part of the page.
import { following, mixed } from "../../random.js";

export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }

  // From 0 to below 1.
  next() {
    this.state = following(this.state);
    return mixed(this.state);
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
