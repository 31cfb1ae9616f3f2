// A drawing in the address: 784 pixels in tenths, from 0 to 10, each a character of its own, ten being "a", and 2 to 26 zeros in a row one letter from "b" to "z".
import { Pixels } from "../../digits.js";

export const ink = {
  initial: [],
  read: text => {
    if (text === "")
      return [];
    const all = /^[0-9a-z]{1,784}$/.test(text) ? text.replace(/[b-z]/g, letter => "0".repeat(letter.charCodeAt(0) - 96)) : "";
    return all.length === Pixels ? Array.from(all, pixel => parseInt(pixel, 11)) : undefined;
  },
  write: pixels => pixels.map(pixel => pixel.toString(11)).join("").replace(/0{2,26}/g, zeros => String.fromCharCode(96 + zeros.length)),
};
