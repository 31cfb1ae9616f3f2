// A training in progress: a network, the order of the images, and what was measured. No part of the page.
import { Network, startingWeights } from "./model.js";
import { Random } from "./random.js";

const Interval = 100; // images of a point of the curve
export const Longest = 210_000; // images: 30 epochs

export class Training {
  // inputs and labels: the images to learn from. settings: { hidden, start: "random" or "equal", rate, rule: "book" or "exact", order: "shuffled" or "sorted" }.
  // source: a training to copy.
  constructor(inputs, labels, settings, source = null) {
    Object.assign(this, { inputs, labels, settings });
    this.images = source?.images ?? 0;
    this.losses = [...source?.losses ?? []]; // [images, the mean loss of the last hundred]
    this.sum = source?.sum ?? 0;
    this.network = new Network(source?.network.weights ?? startingWeights(settings.hidden, 1, settings.start === "equal"));
    this.random = new Random(source?.random.state ?? 2);
    this.order = source ? [...source.order] : [...labels.keys()];
  }

  copy() { return new Training(this.inputs, this.labels, this.settings, this); }

  // Takes up to a number of steps, one image each.
  learn(count) {
    const end = Math.min(Longest, this.images + count);
    const { rate, rule } = this.settings;
    while (this.images < end) {
      const at = this.images % this.inputs.length;
      if (at === 0)
        this.#arrange();
      const image = this.order[at];
      this.sum += this.network.learn(this.inputs[image], this.labels[image], rate, rule).loss;
      this.images++;
      if (this.images % Interval === 0) {
        this.losses.push([this.images, this.sum / Interval]);
        this.sum = 0;
      }
    }
  }

  // Another order takes effect at once, not with the next epoch.
  set(settings) {
    const isArranged = settings.order === this.settings.order;
    this.settings = settings;
    if (!isArranged)
      this.#arrange();
  }

  #arrange() {
    if (this.settings.order === "shuffled")
      this.random.shuffle(this.order);
    else
      this.order.sort((a, b) => this.labels[a] - this.labels[b]);
  }
}
