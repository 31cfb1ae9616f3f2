// The texts of this chapter in Korean. texts.en.js has the same keys.
export const korean = {
  title: "활성화 함수", summary: "노드는 순입력으로 무엇을 만들고, 돌아오는 오차는 그것을 어떻게 지날까요?",
  lead: "노드는 입력에 가중치를 곱해 더합니다. 그 합, 곧 순입력을 출력으로 바꾸는 것이 **활성화 함수**(activation function)입니다. 활성화 함수가 없으면 계층이 아무리 많아도 하나와 같습니다. 그런데 오차는 그 함수의 **기울기**를 지나 되돌아옵니다. 기울기가 0이면 아무것도 배우지 못합니다.",
  activation: "활성화 함수", net: "순입력 x", output: "출력", slope: "기울기", state: "상태", layer: "계층", layers: "계층 수", node: "노드",
  dead: "죽음", saturated: "포화", live: "살아 있음",
  "name-identity": "항등 함수", "name-step": "계단 함수", "name-sigmoid": "시그모이드", "name-clamp": "범위 제한",

  curvesTitle: "곡선과 기울기",
  curves: `이 프로젝트의 활성화 함수 가운데 순입력이 하나인 것들입니다. 고른 함수는 굵게, 나머지는 뒤에 흐리게 그립니다. 둘째 그림은 고른 함수의 기울기입니다. 순입력을 끌어 보세요.

기울기가 정확히 0인 곳에서 노드는 **죽어** 있습니다(dead). 오차가 전혀 지나가지 못합니다. 기울기가 0.05보다 작은 곳에서는 **포화** 상태입니다(saturated). 오차가 거의 지나가지 못합니다.`,
  curvesPlot: "순입력에 따른 활성화 함수와 접선. 다른 함수들은 뒤에 흐리게", slopesPlot: "고른 활성화 함수의 기울기와 죽거나 포화된 구역",
  "about-identity": "순입력 그대로입니다. 계산하는 것이 없어서 계층이 여럿이어도 하나로 합쳐집니다. 수를 예측할 때 마지막 계층에 씁니다.",
  "about-step": "첫 퍼셉트론의 분계점입니다(Rosenblatt 1958). 신경 세포처럼 켜지거나 꺼집니다. 기울기가 어디서나 0이라서 경사 하강법으로 학습할 수 없습니다.",
  "about-sigmoid": "책에 나오는 로지스틱 함수입니다. 0에서 1까지 매끄럽게 올라갑니다. 기울기는 $o(1 - o)$입니다.", "about-tanh": "−1에서 1까지인 시그모이드입니다. 출력의 평균이 0에 가깝습니다. 기울기는 $1 - o^2$입니다.",
  "about-relu": "양수만 남깁니다. 계산이 쉽고, 오차를 줄이지 않고 넘겨줍니다. 왼쪽에서는 죽어 있습니다.", "about-leaky-relu": "왼쪽에도 0.01의 기울기를 둔 ReLU입니다. 그래서 죽은 노드가 없습니다(Maas, Hannun, Ng 2013).",
  "about-clamp": "두 경계 사이의 순입력이고, 여기서는 −1과 1 사이입니다. 하드 탄젠트(hard tanh)라고도 합니다(Collobert 2004). 경계 밖에서는 죽어 있습니다. 예측한 수를 샘플의 범위 안에 둘 때 씁니다.",
  "about-elu": "매끄럽게 −1로 다가가는 ReLU입니다(Clevert, Unterthiner, Hochreiter 2016).", "about-softplus": "매끄러운 ReLU입니다(Dugas 외 2001). 기울기가 바로 시그모이드입니다.",
  "about-selu": "$\\lambda = 1.0507$과 $\\alpha = 1.6733$을 넣은 ELU입니다. 여러 계층을 지나도 평균 0과 분산 1을 지킵니다(Klambauer 외 2017).", "about-gelu": "정규 분포를 따르는 수가 순입력보다 작을 확률을 순입력에 곱합니다(Hendrycks, Gimpel 2016). 내려갔다가 올라갑니다.",
  "about-silu": "순입력에 그 시그모이드를 곱합니다. 스위시(swish)라고도 합니다(Elfwing, Uchibe, Doya 2018).", "about-mish": "SiLU와 비슷하고 조금 더 매끄럽습니다(Misra 2019).",
  curvesQuestion: "시그모이드가 가장 가파른 곳에서 기울기는 얼마일까요?",
  curvesReason: "$x = 0$에서 가장 가파르고 거기서 $o = 0.5$이므로 $0.5 \\cdot (1 - 0.5) = 0.25$입니다. 시그모이드 노드는 오차를 많아야 4분의 1만 넘겨줍니다.",
  curvesTry1: "5에서 시그모이드: 출력은 1에 가깝고 기울기는 거의 없습니다.", curvesTry2: "−2에서 ReLU: 죽어 있습니다.", curvesTry3: "−0.75에서 GELU: 가장 낮은 곳이고, 기울기의 부호가 바뀝니다.",
  curvesReadout: (x, value, slope, state) => `$x$ = ${x}: 출력 **${value}**, 기울기 **${slope}**, ${state}`,
  curvesTable: "이 순입력에서 모든 활성화 함수의 출력과 기울기",

  zonesTitle: "죽은 노드와 포화된 노드",
  zones: `한 계층에 있는 노드들의 순입력은 평균 둘레에 흩어져 있습니다. 종 모양 곡선처럼 정규 분포라고 합시다. 그 가운데 얼마나 배울 수 있을까요?

가중치가 너무 크면 순입력이 넓게 흩어져 그 구역으로 들어갑니다. 편향이 너무 작은 음수이면 모두 함께 옮겨 갑니다. 모든 샘플에서 죽은 ReLU는 다시 살아나지 못합니다. 기울기가 없으면 가중치도 바뀌지 않기 때문입니다.`,
  zonesPlot: "활성화 함수의 기울기와 죽거나 포화된 구역, 그리고 순입력의 분포를 나타내는 종 모양 곡선", mean: "순입력의 평균", spread: "순입력의 표준 편차",
  zonesQuestion: "ReLU이고 순입력이 0 둘레에 흩어져 있습니다. 기울기가 정확히 0인 노드는 몇 퍼센트일까요?",
  zonesReason: "순입력이 음수인 절반입니다. 샘플마다 다른 절반이라면 해롭지 않습니다.",
  zonesTry1: "평균이 −3인 ReLU: 거의 모두 죽어 있습니다.", zonesTry2: "같은 자리의 Leaky ReLU: 죽은 노드는 없지만 모두 느립니다.", zonesTry3: "가중치가 클 때처럼 순입력이 널리 흩어진 시그모이드: 포화되어 있습니다.", zonesTry4: "계단 함수: 모두 죽어 있습니다.",
  zonesReadout: (live, saturated, dead) => `살아 있음 **${live}**, 포화 ${saturated}, 죽음 ${dead}`,
  zonesTable: "활성화 함수마다 노드의 비율",

  vanishTitle: "사라지는 곱",
  vanish: `계층마다 노드가 하나씩이고 가중치 $w$가 모두 같은 깊은 신경망입니다. 되돌아오는 오차에는 계층마다 $w \\cdot f'(x)$가 곱해집니다.

$$\\frac{\\partial o_n}{\\partial o_0} = \\prod_{k=1}^n w f'(x_k)$$

곱하는 수가 1보다 작으면 곱이 **사라져서**(vanishing) 앞쪽 계층은 아무것도 배우지 못합니다. 1보다 크면 **폭발합니다**(exploding).`,
  vanishPlot: "계층 수에 따른 가중치와 기울기의 곱. 로그 축", product: "곱",
  vanishQuestion: "시그모이드 계층이 열 개이고 가중치는 1입니다. 첫 계층에는 오차가 많아야 얼마나 도착할까요?",
  tenth: "10분의 1", thousandth: "1000분의 1", millionth: "100만분의 1",
  vanishReason: "계층마다 많아야 4분의 1을 넘겨주므로 $0.25^{10}$은 0.00000095, 약 100만분의 1입니다. 깊은 신경망이 오랫동안 배우지 못한 까닭입니다.",
  vanishTry1: "가중치 1인 ReLU: 곱이 1 그대로입니다.", vanishTry2: "가중치 2인 ReLU: 폭발합니다.", vanishTry3: "tanh: 시그모이드보다 훨씬 천천히 사라집니다.", vanishTry4: "4분의 1을 메우도록 가중치가 4인 시그모이드. 그런데도 왜 사라질까요?",
  vanishTry5: "가중치 −1인 ReLU: 순입력이 음수라서 곱이 0입니다.",
  vanishReadout: (layers, name, product) => `${name}, 계층 ${layers}개: 곱 **${product}**`, weight: "가중치 w", input: "입력",
  vanishTable: "고른 활성화 함수에서 계층마다 순입력, 출력, 기울기, 곱",

  maxoutTitle: "맥스아웃: 여러 직선 가운데 가장 높은 것",
  maxout: `**맥스아웃**(maxout) 노드는 순입력이 여럿이고, 저마다 가중치와 편향이 따로 있습니다. 출력은 그 가운데 가장 큰 값입니다(Goodfellow 외 2013).

$$o = \\max(w_1 x + b_1, \\dots)$$

그래서 활성화 함수의 모양까지 배웁니다. 오차는 이긴 직선으로만 가고, 그 가중치만 바뀝니다. 직선의 끝을 끌어 보세요.`,
  maxoutPlot: "양 끝을 끌 수 있는 맥스아웃 노드의 직선들과 그 최댓값", maxoutOutput: "노드의 출력", lineAt: (line, x) => `${x}에서 직선 ${line}`, pieces: "직선의 수", atX: "위치 x",
  maxoutQuestion: "직선을 어떻게 골라도 맥스아웃 노드가 가질 수 없는 모양은 무엇일까요?",
  shapeV: "V 모양", shapeBowl: "직선 조각으로 된 그릇", shapeHill: "언덕",
  maxoutReason: "다른 직선이 이어받는 것은 그 직선이 더 빨리 올라가기 때문입니다. 그래서 기울기는 왼쪽에서 오른쪽으로 커지기만 합니다. V와 그릇은 되지만 언덕은 될 수 없습니다. 다음 계층이 음수 가중치로 뒤집을 수는 있습니다.",
  maxoutTry1: "직선 0과 x: ReLU입니다.", maxoutTry2: "직선 −x와 x: 절댓값입니다.", maxoutTry3: "포물선의 접선 네 개.",
  maxoutReadout: (x, nets, value, winner, slope) => `$x$ = ${x}: 순입력 ${nets}, 출력 **${value}**, 직선 ${winner}, 기울기 ${slope}`,
  maxoutTable: "출력과 이긴 직선", winner: "직선",

  softmaxTitle: "소프트맥스: 모든 노드가 함께",
  softmax: `분류하는 신경망의 마지막 계층에서 출력은 확률이어야 합니다. 양수이고 더하면 1입니다. **소프트맥스**(softmax)는 e를 순입력만큼 거듭제곱하고 그 합으로 나눕니다.

$$o_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}$$

그래서 출력 하나하나가 모든 순입력에 달려 있습니다. 끌어 보세요.`,
  netsPlot: "끌 수 있는 순입력 셋", softmaxPlot: "소프트맥스의 출력 셋을 나타낸 막대", netOf: node => `노드 ${node}의 순입력`,
  softmaxQuestion: "순입력 세 개가 모두 2씩 커집니다. 출력은 어떻게 될까요?",
  grow: "커집니다", stay: "그대로입니다", shrink: "작아집니다",
  softmaxReason: "모든 $e^{x}$에 $e^2$이 곱해지고 그 합에도 곱해집니다. 차이만 중요합니다.",
  softmaxTry1: "순입력이 모두 같을 때.", softmaxTry2: "차이를 두 배로: 가장 큰 것이 거의 다 가져갑니다.",
  softmaxReadout: (one, two, three) => `출력 **${one}**, **${two}**, **${three}**, 합 1`,
  softmaxTable: "순입력과 그 거듭제곱, 그리고 출력",
};
