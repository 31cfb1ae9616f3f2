// The words of model files in Korean. What Korean books leave in Latin letters (Adam, ReLU) is written as they do.

const Terms = {
  dense: "완전 연결", dropout: "드롭아웃", "batch normalization": "배치 정규화", "gaussian noise": "가우스 잡음", "feature encoding": "특징 부호화", "column scaling": "열별 배율", "category embedding": "범주 임베딩", "periodic embedding": "주기 임베딩", columns: "열", waves: "파동", values: "값", rate: "학습 속도", ramps: "구간별 경사", indicators: "결측값 표시", "no bias": "편향 없음", "of channels": "(채널 단위)", "networks averaged": "개 신경망의 평균",
  convolution: "합성곱", "max pooling": "최대 풀링", "average pooling": "평균 풀링", "global average pooling": "전역 평균 풀링", flatten: "평탄화", stride: "보폭", same: "같은 크기",
  sigmoid: "시그모이드", softmax: "소프트맥스", tanh: "하이퍼볼릭 탄젠트", threshold: "계단 함수", step: "계단 함수", identity: "항등 함수", maxout: "맥스아웃", softplus: "소프트플러스",
  relu: "ReLU", "leaky-relu": "누설 ReLU", clamp: "범위 제한", elu: "ELU", selu: "SELU", gelu: "GELU", silu: "SiLU", mish: "Mish",
  adam: "Adam", adamw: "AdamW", nadam: "Nadam", adagrad: "AdaGrad", adadelta: "AdaDelta", rmsprop: "RMSProp", momentum: "모멘텀", nesterov: "네스테로프 모멘텀",
  sgd: "확률적 경사 하강법", "gradient-descent": "경사 하강법", "batch-gradient-descent": "배치 경사 하강법",
  none: "없음", "flip-and-crop": "뒤집기와 자르기", flips: "뒤집기", drawing: "그림 흉내", elastic: "탄성 변형", rotation: "회전", scaling: "크기", slant: "기울기", shift: "이동", displacement: "변위",
  thickness: "굵기", breaks: "끊김", blur: "흐림", contrast: "대비", noise: "잡음", plain: "변형만 하는 비율",
};

// Names of data sets, which are only translated as a whole.
const Names = { mnist: "MNIST", "fashion-mnist": "Fashion-MNIST", kmnist: "KMNIST", digits: "합성 숫자", corrections: "고친 그림" };

const Translated = ["layers", "optimizer", "augmentation"];
const longestFirst = Object.keys(Terms).sort((one, other) => other.length - one.length);
const Words = new RegExp(`(?<![\\p{L}\\p{N}-])(${longestFirst.join("|")})(?![\\p{L}\\p{N}-])`, "gu");

// A value of the model card.
export function translated(name, value) {
  // "12 images of corrections": the count comes last.
  const learned = name === "learned" && /^(\d+) images of (.*)$/su.exec(value);
  if (learned)
    return `${Names[learned[2]] ?? learned[2]} ${learned[1]}장`;
  return Translated.includes(name) ? value.replace(Words, word => Terms[word]) : Names[value] ?? value;
}
