// All chapters in their order. Whoever adds one adds its folder, and one line here and below.
import { downhill } from "./chapters/downhill/chapter.js";
import { errors } from "./chapters/errors/chapter.js";
import { guess } from "./chapters/guess/chapter.js";
import { valleys } from "./chapters/valleys/chapter.js";

export const chapters = [
  guess,
  downhill,
  valleys,
  errors,
];
