// Asks the server to recognize the paper: one request at a time, while only the latest drawing waits.
import { Offline } from "./connection.js";

const Pause = 90; // milliseconds between requests while drawing: at most ten per second
const Passing = ["too-many-requests", "busy"]; // problems that pass by themselves

export class Asker {
  #connection;
  #several;
  #listener;
  #isAsking = false;
  #waiting = null;
  #age = 0;

  constructor(connection, several, listener) {
    this.#connection = connection;
    this.#several = several;
    this.#listener = listener;
  }

  // Drops pending requests; an answer that still arrives is not shown.
  forget() {
    this.#age++;
    this.#waiting = null;
  }

  ask(getImage, isFinal) {
    this.#waiting = { getImage, isFinal: isFinal || this.#waiting?.isFinal === true };
    this.#listener.onBusy(true);
    if (!this.#isAsking)
      this.#next();
  }

  async #next() {
    this.#isAsking = true;
    while (this.#waiting) {
      const question = this.#waiting;
      this.#waiting = null;
      const age = this.#age;
      let pause = Pause;
      try {
        const image = await question.getImage();
        const answer = await this.#post(image);
        if (age === this.#age)
          this.#listener.onAnswer({ ...answer, place: image }, question.isFinal && !this.#waiting);
      } catch (error) {
        // Another page of the same browser, or somebody else, may be sending requests too; retry a little later.
        if (Passing.includes(error.code)) {
          this.#waiting ??= age === this.#age ? question : null;
          pause = 1000;
        } else if (age === this.#age && !(error instanceof Offline)) {
          this.#listener.onFailure(error.message);
        }
      }

      this.#listener.onBusy(this.#waiting !== null);
      await new Promise(resolve => setTimeout(resolve, pause));
    }

    this.#isAsking = false;
  }

  #post({ blob }) {
    const query = this.#several.checked ? "?stages=true&multiple=true" : "?stages=true";
    return this.#connection.ask(`api/predict${query}`, { method: "POST", body: blob, headers: { "Content-Type": "application/octet-stream" } });
  }
}
