// The texts of this chapter in Korean. texts.en.js has the same keys.
export const korean = {
  title: "오차함수", summary: "신경망은 얼마나 틀렸을까요? 오차를 더하는 세 가지 방법과 제곱이 좋은 이유.",
  lead: "경사 하강법에는 신경망이 좋을수록 작아지는 수 하나가 있어야 합니다. 이것이 **오차함수**(error function)이고, 손실 함수(loss function)라고도 합니다. 출력이 되어야 할 **목표 값**과 출력의 **실제 값**의 차이로 만듭니다. 만드는 방법은 여럿이고, 모두 똑같이 좋지는 않습니다.",
  node: "노드", value: "값", output: "출력", outputOf: node => `노드 ${node}의 출력`, target: "목표 값", difference: "목표 − 출력", absolute: "절댓값", square: "제곱", sum: "합",
  error: "오차", slope: "기울기", slopeOf: name => `${name}의 기울기`, rate: "학습률", stepColumn: "걸음", begin: "시작할 때의 출력", netInput: "순입력 z",

  sumsTitle: "서로 지워지는 합",
  sums: `출력이 셋, 목표 값이 셋입니다. 가장 간단한 오차는 목표 값에서 출력을 뺀 차이입니다. 그런데 너무 작은 출력의 차이는 양수이고 너무 큰 출력의 차이는 음수입니다. 더하면 서로 지워져서, 두 번 틀린 신경망이 완벽해 보입니다.

**절댓값**(absolute value)과 **제곱**(square)에는 부호가 없으므로 지워지지 않습니다. 출력을 끌어 보세요.`,
  sumsPlot: "끌 수 있는 출력 셋과 목표 값, 그리고 그 차이",
  sumsQuestion: "출력 세 개가 목표 값과 0.3, −0.2, −0.1만큼 차이가 납니다. 차이의 합은 얼마일까요?",
  sumsReason: "0.3 − 0.2 − 0.1 = 0입니다. 셋 다 틀렸는데도 그렇습니다. 절댓값의 합은 0.6이고 제곱의 합은 0.14입니다.",
  sumsTry1: "책에 있는 표: 0.1, −0.1, 0.", sumsTry2: "아주 많이 틀렸는데 합은 여전히 0입니다.", sumsTry3: "출력 하나만 틀렸습니다. 세 합이 모두 알아챕니다.",
  sumsReadout: (difference, absolute, square) => `합: 차이 ${difference}, 절댓값 **${absolute}**, 제곱 **${square}**`,
  sumsTable: "출력과 목표 값, 그리고 세 가지 오차",

  curvesTitle: "세 곡선과 기울기",
  curves: `이제 출력 하나를 두고, 그 출력이 가질 수 있는 모든 값에서 오차를 봅니다.

차이는 직선입니다. 최저점이 없어서 0 아래로도 내리막이 이어집니다. 절댓값은 **V** 모양입니다. 오차가 아무리 작아도 기울기는 −1 아니면 1이고, 목표 값에서 갑자기 바뀝니다. 제곱 $(t - y)^2$은 매끄러운 계곡이고 기울기는 $2(y - t)$입니다. 출력이 가까워질수록 작아집니다.`,
  curvesPlot: "출력에 따른 세 오차함수. 점선이 목표 값", slopesPlot: "세 오차함수의 기울기",
  curvesTry1: "목표 값에 아주 가깝습니다. 어느 기울기가 그것을 알려 줍니까?", curvesTry2: "멀리 있습니다. 어느 기울기가 가장 큽니까?",
  curvesReadout: (difference, absolute, square) => `기울기: 차이 ${difference}, 절댓값 **${absolute}**, 제곱 **${square}**`,
  curvesTable: "몇 가지 출력에서 오차와 기울기",

  descentTitle: "경사 하강법을 해 보면",
  descent: `경사 하강법은 출력을 기울기와 반대쪽으로 바꿉니다. $y \\gets y - r \\cdot \\text{기울기}$. 셋 다 같은 곳에서 시작합니다.

3장의 크기가 같은 걸음을 떠올려 보세요. 기울기가 늘 1 아니면 −1이면 바로 그 걸음이 됩니다.`,
  descentPlot: "세 오차함수에서 걸음마다의 출력",
  descentQuestion: "절댓값에서 학습률 0.1로, 0.98에서 목표 값 0.5로 내려갑니다. 어떻게 끝날까요?",
  settles: "목표 값에 멈춥니다.", hovers: "목표 값 둘레를 맴돌며 멈추지 않습니다.", runsAway: "달아나 버립니다.",
  descentReason: "모든 걸음의 크기가 0.1입니다. 0.98, 0.88, …, 0.58, 0.48, 0.58, 0.48. V는 맴돕니다. 제곱은 느려지며 멈추고, 차이는 목표 값에서 끝없이 멀어집니다.",
  descentTry1: "작은 학습률: V가 덜 맴돌지만 모두 오래 걸립니다.", descentTry2: "학습률 0.5: 제곱은 한 걸음에 닿습니다.",
  descentTable: "세 가지에서 걸음마다의 출력",

  entropyTitle: "책 너머: 교차 엔트로피",
  entropy: `시그모이드의 출력은 $y = \\sigma(z)$입니다. 1이어야 하는데 $z$가 아주 작은 음수이면, 확신하고 틀린 것입니다. 이때 제곱은 평평한 곳에 있습니다. 기울기에 곱해지는 $y(1 - y)$가 거의 0이기 때문입니다.

목표 값이 1일 때 **교차 엔트로피**(cross-entropy) $-\\ln y$는 이 곱을 지웁니다. 기울기는 $y - 1$이므로 많이 틀릴수록 가파릅니다.`,
  entropyPlot: "목표 값이 1인 시그모이드의 순입력에 따른 제곱오차와 교차 엔트로피", entropyTime: "두 오차함수에서 걸음마다의 출력",
  squareError: "제곱오차", entropyError: "교차 엔트로피",
  entropyQuestion: "순입력은 −5, 출력은 0.0067에서 시작하고 1이 되어야 합니다. 어느 오차함수가 먼저 바로잡을까요?",
  squareFirst: "제곱오차", entropyFirst: "교차 엔트로피", bothEqual: "둘이 똑같이 걸립니다",
  entropyReason: "$z = -5$에서 제곱의 기울기는 −0.013이고 교차 엔트로피의 기울기는 −0.993입니다. 약 75배입니다.",
  entropyReadout: (z, output, square, entropy) => `$z$ = ${z}, 출력 ${output}, 기울기: 제곱 ${square}, 교차 엔트로피 **${entropy}**`,
  entropyTable: "둘에서 걸음마다의 출력",
};
