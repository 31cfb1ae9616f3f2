// Particles of Korean after a number, which follow how its last digit is read: 일, 삼, 육, 칠, 팔 and 영 end in a consonant.
const endsIn = (number, digits) => digits.includes(String(number).at(-1));

export const quoting = number => endsIn(number, "013678") ? "이라고" : "라고";
// After ㄹ, as in 일, it is the same as after a vowel.
export const toward = number => endsIn(number, "036") ? "으로" : "로";
