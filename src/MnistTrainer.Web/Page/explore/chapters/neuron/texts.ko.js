// The texts of this chapter in Korean. texts.en.js has the same keys.
export const korean = {
  title: "뉴런에서 노드로", summary: "노드가 뉴런에서 가져온 것: 신호와 분계점, 그리고 그것을 대신하는 매끄러운 함수.",
  lead: "우리가 몇 분 걸릴 곱셈을 컴퓨터는 눈 깜짝할 사이에 합니다. 그런데 컴퓨터가 어려워하는 일, 곧 알아보는 일은 작은 동물도 해냅니다. 동물의 뇌는 느리고 단순한 뉴런으로 되어 있습니다. **신경망**(neural network)은 그 생각을 가장 간단한 꼴로 빌려 왔습니다. 이 장은 세포에서 시작해 신경망을 이루는 노드까지 갑니다.",
  signal: node => `신호 ${node}`, threshold: "분계점", sumName: "합", outputName: "출력", quantity: "이름", value: "값", input: node => `입력 ${node}`, weight: node => `가중치 ${node}`,
  stepFunction: "계단 함수", sigmoidFunction: "시그모이드 함수", layer: "계층",

  brainsTitle: "이렇게 적어도 됩니다",
  brains: `비둘기의 뉴런은 컴퓨터의 기억 소자보다 훨씬 적고, 하나하나는 훨씬 느립니다. 그래도 비둘기는 먹이를 찾고 위험을 피하고 집으로 날아옵니다. 벌레는 몇백 개로 살아갑니다.

그러니 개수만의 문제가 아닙니다. 모두가 한꺼번에 **함께** 일하고, 몇 개를 잃거나 신호가 조금 틀려도 여전히 일합니다. 숫자를 읽는 책의 신경망에서 계산하는 노드는 은닉 노드 200개와 출력 노드 10개, 모두 210개입니다.`,
  brainsPlot: "벌레, 초파리, 비둘기, 사람의 뉴런 수와 신경망의 노드 수. 로그 축", brainsCount: "뉴런 수", animal: "동물", source: "센 사람",
  worm: "벌레 (예쁜꼬마선충)", fly: "초파리", pigeon: "비둘기", human: "사람", ownNodes: "내 신경망의 노드",
  brainsQuestion: "초파리는 날고, 먹고, 짝을 찾고, 우리 손을 피합니다. 여기에 뉴런이 몇 개나 필요할까요?",
  brainsHundreds: "몇백 개", brainsThousands: "십만 개쯤", brainsMillions: "일억 개",
  brainsReason: "책에 나오듯이 약 10만 개입니다. 하나하나 세어 보니 139,255개였습니다. 노드 그만큼은 어느 컴퓨터의 메모리에나 들어갑니다.",
  brainsBegin: "한 걸음마다 동물이 하나씩 나옵니다.", brainsReadout: (name, cells, times) => `${name}: 뉴런 **${cells}**개, 내 신경망 노드의 ${times}배`,
  brainsTable: "동물의 뉴런 수",

  cellTitle: "분계점이 있는 뉴런",
  cell: `전기 신호는 **수상돌기**(dendrite)로 들어와 세포체에 모이고, **축삭돌기**(axon)로 나가, 그 말단에서 다음 뉴런의 수상돌기로 넘어갑니다. 라몬 이 카할이 1899년에 비둘기의 뇌에서 이런 세포를 그렸습니다. 이것은 간단하게 그린 것입니다.

출력은 그저 입력만큼 커질까요? 아닙니다. 뉴런은 신호가 충분히 모일 때까지 내보내지 않고 있습니다. 가득 차기 전에는 한 방울도 넘치지 않는 물컵과 같습니다. 출력을 내보내기 시작하는 값이 **분계점**(threshold, 임계값)입니다. 그래서 작은 잡음은 넘어가지 못하고 충분히 센 신호만 넘어갑니다.`,
  cellPlot: "뉴런. 왼쪽에 수상돌기 셋, 차오르는 세포체, 오른쪽에 축삭돌기와 말단",
  dendrites: "수상돌기", body: "세포체", axon: "축삭돌기", terminals: "축삭 말단",
  cellQuestion: "신호 0.4, 0.4, 0.1이 들어오고 분계점은 1입니다. 뉴런에서 무엇이 나갈까요?",
  cellShare: "0.9의 신호", cellNothing: "아무것도 나가지 않습니다", cellRest: "0.1의 신호",
  cellReason: "합은 0.9로 분계점에 조금 못 미칩니다. 뉴런은 일부만 내보내지 않습니다. 내보내거나 조용하거나 둘 중 하나입니다.",
  cellTry1: "딱 충분합니다. 0.4 + 0.4 + 0.2는 분계점에 이릅니다.", cellTry2: "분계점의 세 배: 더 세게 내보낼까요?", cellTry3: "아주 낮은 분계점: 이제 모든 잡음에 반응합니다.",
  moment0: "아직 아무것도 들어오지 않았습니다.", moment1: numbers => `수상돌기에 신호가 들어옵니다: ${numbers}.`, moment2: (numbers, sum) => `세포체에서 더해집니다: ${numbers} = **${sum}**.`,
  fires3: (numbers, sum, threshold) => `합 **${sum}**, 분계점 ${threshold}에 이르렀습니다. 뉴런이 신호를 내보냅니다.`, fires4: () => "신호가 축삭돌기를 따라갑니다.", fires5: () => "말단에서 다른 뉴런으로 넘어갑니다. 출력은 **1**입니다.",
  quiet3: (numbers, sum, threshold) => `합 **${sum}**, 분계점 ${threshold}에 못 미칩니다. 뉴런은 조용합니다.`, quiet4: () => "축삭돌기에는 아무것도 지나가지 않습니다.", quiet5: () => "넘어가는 것이 없습니다. 출력은 **0**입니다.",
  cellTable: "신호와 합, 분계점, 출력",

  functionsTitle: "계단이냐 시그모이드냐",
  functions: `신호를 받아 분계점 같은 것을 두고 출력을 만드는 함수를 **활성화 함수**(activation function)라고 합니다. 위의 뉴런은 **계단 함수**(step function)입니다. 분계점 아래에서는 0, 거기부터는 1입니다.

자연에는 그렇게 날카로운 모서리가 없습니다. S 모양의 **시그모이드 함수**(sigmoid function)는 더 매끄럽습니다. 분계점보다 훨씬 아래에서는 거의 0, 훨씬 위에서는 거의 1이고, 그 사이에서는 서서히 바뀝니다. 시그모이드가 더 좋은 까닭이 또 있습니다. 계단 함수는 평평해서 입력을 조금 바꾸어도 아무것도 달라지지 않고, 어느 쪽으로 고쳐야 하는지 알 수 없습니다. 시그모이드는 어디에나 기울기가 있습니다.`,
  functionsPlot: "신호의 합에 따른 계단 함수와 시그모이드 함수", steepness: "시그모이드의 가파른 정도",
  functionsQuestion: "시그모이드가 점점 더 가팔라집니다. 무엇이 될까요?",
  functionsLine: "직선", functionsStep: "계단 함수", functionsHalf: "늘 ½인 함수",
  functionsReason: "분계점 아래는 0으로 내려가고 위는 1로 올라가며, 그 사이는 수직이 됩니다. 계단 함수는 한없이 가파른 시그모이드입니다.",
  functionsTry1: "분계점 바로 아래: 점을 끌어 넘어가며 둘을 견주어 보세요.", functionsTry2: "분계점 −2: 두 함수가 함께 옮겨 갑니다. 거기에서 시그모이드의 높이는 얼마입니까?",
  functionsReadout: (sum, step, smooth) => `합 ${sum}: 계단 함수 **${step}**, 시그모이드 **${smooth}**`,
  functionsTable: "몇 가지 합에서 두 함수의 값",

  logisticTitle: "로지스틱 함수",
  logistic: `S 모양의 함수는 여럿 있습니다. 책과 이 프로그램이 쓰는 것은 **로지스틱 함수**(logistic function)입니다.

$$y = \\frac{1}{1 + e^{-x}}$$

보기보다 쉽습니다. 계산기로 네 번 계산하면 됩니다. 한 번씩 하면서 수와 곡선을 함께 따라가 보세요.`,
  logisticPlot: "네 번의 계산 뒤마다의 곡선. 마지막이 로지스틱 함수",
  logisticQuestion: "로지스틱 함수는 $x = 0$에서, 곧 y축과 만나는 곳에서 얼마일까요?",
  logisticReason: "어떤 수든 0제곱은 1이므로 $e^0 = 1$이고 $y = 1 / (1 + 1) = 1/2$입니다.",
  logisticTry1: "다음 장에 나오는 합 1.05: 0.7408이 됩니다.", logisticTry2: "큰 $x$: $e^{-x}$이 거의 없으므로 출력은 1에 가깝습니다.", logisticTry3: "아주 작은 음수 $x$: 분모가 커서 출력은 0에 가깝습니다.",
  stage0: x => `$x$ = **${x}**에서 시작합니다.`, stage1: (x, minus) => `부호를 바꿉니다: $-x$ = **${minus}**`, stage2: (x, minus, power) => `$e$를 그만큼 거듭제곱합니다: $e^{-x}$ = **${power}**. 절대로 음수가 되지 않습니다.`,
  stage3: (x, minus, power, plus) => `1을 더합니다: $1 + e^{-x}$ = **${plus}**. 언제나 1보다 큽니다.`, stage4: (x, minus, power, plus, share) => `1을 그것으로 나눕니다: 1 / ${plus} = **${share}**. 언제나 0과 1 사이입니다.`,
  logisticTable: "몇 가지 x에서 모든 계산",

  eulerTitle: "그런데 e는 무엇일까",
  euler: `$e$는 π처럼 수학과 물리학 곳곳에 나오는 상수입니다. 2.71828…로 이어지며 끝나지 않습니다. 이런 수를 초월수(transcendental number)라고 합니다.

$e$가 나오는 곳을 하나 봅시다. 값 1이 한 해에 100 %씩 자랍니다. 연말에 한 번 더하면 2가 됩니다. 반씩 두 번에 나누어 더하면 먼저 더한 것도 자라므로 $1.5 \\cdot 1.5 = 2.25$가 됩니다. $n$번에 나누면 다음과 같습니다.

$$(1 + \\frac{1}{n})^n$$`,
  eulerPlot: "한 해를 똑같이 나누고, 나눈 기간마다 그 몫만큼 자라는 값", year: "해", parts: "나눈 수 n",
  eulerQuestion: "천 번, 백만 번, 점점 더 잘게 나눕니다. 값은 어디까지 커질까요?",
  eulerEndless: "끝없이", eulerThree: "정확히 3까지", eulerBelow: "3보다 작은 어떤 수까지",
  eulerReason: "나눈 수를 두 배로 할 때마다 늘어나는 양은 바로 앞의 절반쯤입니다. 끝은 $e$ = 2.718281828…이고, 나누지 않고 매 순간 자라는 것이 $e^x$입니다.",
  eulerReadout: (parts, value) => `$n$ = ${parts}: **${value}**`, eulerTable: "한 해 뒤의 값",

  layersTitle: "계층을 이루는 노드",
  layers: `인공 뉴런을 **노드**(node)라고 합니다. 노드는 **계층**(layer)을 이루고, 노드마다 다음 계층의 모든 노드에 연결됩니다. 이것을 **완전 연결**(fully connected, FC)이라고 합니다. 모든 연결이 쓸모 있는 것은 아닙니다. 그래도 컴퓨터로 쓰기 쉽고, 필요 없는 연결은 학습하면서 약해집니다.

**입력 계층**(input layer)은 아무 계산도 하지 않습니다. 입력을 나타내고 넘겨줄 뿐입니다. 합과 시그모이드는 나머지 모든 노드가 계산합니다.`,
  layersPlot: "노드로 된 세 계층과 그 사이의 모든 연결. 계산하는 노드에는 시그모이드가, 입력 계층의 노드에는 직선이 그려져 있습니다",
  inputLayer: "입력 계층", hiddenLayer: "은닉 계층", outputLayer: "출력 계층",
  layersQuestion: "노드가 3개, 4개, 2개인 계층이 완전 연결되어 있습니다. 연결은 모두 몇 개일까요?",
  layersReason: "3개마다 4개에, 4개마다 2개에 연결됩니다. $3 \\cdot 4 + 4 \\cdot 2 = 20$입니다. 연결마다 가중치가 하나씩 있게 됩니다.",
  layersTry1: "책에 나오는, 노드가 셋씩인 세 계층입니다.", layersTry2: "노드가 여덟씩이면 연결은 노드보다 훨씬 빨리 늘어납니다.",
  reached0: "아직 신호가 없습니다.", reached1: "입력이 그대로 있습니다.", reached2: "은닉 계층이 계산했습니다.", reached3: "출력 계층이 계산했습니다.",
  layersReadout: (sum, total) => `연결: $${sum} =$ **${total}**`,
  nodesOf: layer => `${layer}의 노드`, nodes: "노드", incoming: "들어오는 연결", computes: "계산", nothing: "없음", sumAndSigmoid: "합과 시그모이드",
  layersTable: "계층과 노드, 연결의 수",

  fadeTitle: "가중치가 0에 가까우면",
  fade: `신경망이 학습한 것은 어디에 있을까요? 시그모이드가 늘 똑같은 노드가 아니라 연결의 세기에 있습니다. 신호마다 그 연결의 **가중치**(weight)를 곱하고, 학습은 가중치를 바꿉니다.

큰 가중치는 신호를 키워서 넘기고, 작은 가중치는 약하게 해서 넘기고, 음수인 가중치는 출력을 거스릅니다. 가중치가 0이면 무엇이든 0을 곱하므로 연결이 없는 것과 같습니다. 그래서 **가중치가 작아지면 연결도 희미해지고**, 신경망은 이렇게 필요 없는 연결을 없앱니다.`,
  fadeDrawing: "입력이 셋인 노드. 연결은 가중치만큼 진합니다", fadePlot: "입력 하나가 0에서 1로 바뀌고 나머지는 0.5일 때의 출력. 입력마다 곡선 하나",
  changedInput: "바뀌는 입력 하나",
  fadeQuestion: "입력 3의 가중치가 0입니다. 입력 3이 0에서 1로 커지면 출력은 어떻게 될까요?",
  fadeZero: "0으로 떨어집니다.", fadeSame: "그대로입니다.", fadeHalf: "0.5가 됩니다.",
  fadeReason: "입력이 합에 더하는 것은 $0 \\cdot 0 = 0$이고 나중에도 $1 \\cdot 0 = 0$입니다. 곡선이 평평합니다. 출력은 이제 이 입력과 상관없습니다.",
  fadeTry1: "가중치 3을 0.1로: 거의 평평하고 거의 없는 것과 같습니다.", fadeTry2: "입력 1만 남았습니다.", fadeTry3: "모든 가중치가 0: 어느 입력도 상관없고 출력은 ½입니다.",
  fadeReadout: (first, second, third) => `0에서 1로 바뀔 때 출력이 움직이는 양: 입력 1은 **${first}**, 입력 2는 **${second}**, 입력 3은 **${third}**`,
  fadeTable: "입력마다 양 끝에서의 출력", inputColumn: "입력", weightColumn: "가중치", outputAtZero: "0일 때 출력", outputAtOne: "1일 때 출력",
};
