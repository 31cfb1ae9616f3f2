// The texts of this chapter in Korean. texts.en.js has the same keys.
export const korean = {
  title: "가중치 두 개", summary: "오차를 지형으로 봅니다. 그릇, 협곡, 안장, 그리고 내려가는 열 가지 방법.",
  lead: "가중치가 하나이면 오차는 곡선입니다. 둘이면 **지형**이 됩니다. 가중치 두 값이 한 지점이고 오차가 그곳의 높이입니다. 가중치가 10만 개인 신경망의 지형은 방향이 10만 개라서 아무도 그릴 수 없지만, 내려가는 길을 어렵게 하는 것은 두 개만 있어도 모두 나타납니다.",
  plainDescent: "경사 하강법", start: "시작점", rate: "학습률", stepColumn: "걸음", error: "오차", optimizer: "최적화 기법", surfaceLabel: "지형", slopeAlong: axis => `${axis}의 기울기`,
  bowl: "그릇", ravine: "협곡", saddle: "안장", rosenbrock: "로젠브록", neuron: "뉴런",
  bowlFormula: "$f = \\frac{1}{2}(x^2 + y^2)$: 어느 쪽이나 똑같이 가파릅니다.", ravineFormula: "$f = \\frac{1}{2}(x^2 + 25 y^2)$: 가로지르는 쪽이 따라가는 쪽보다 25배 더 휘었습니다.",
  saddleFormula: "$f = \\frac{1}{2}x^2 + \\frac{1}{4}(y^2 - 1)^2$: 두 계곡 사이의 고개입니다. 고개에서는 기울기가 0이지만 최저점이 아닙니다.",
  rosenbrockFormula: "$f = (1 - x)^2 + 100(y - x^2)^2$. 로젠브록(Rosenbrock, 1960)의 굽은 협곡입니다. 높이는 $\\ln(1 + f)$로 그립니다.",
  neuronFormula: "뉴런 $o = \\sigma(w_1 x_1 + w_2 x_2)$의 샘플 여덟 개에 대한 $\\frac{1}{2}(o - t)^2$의 평균입니다. 아래에서 자세히 봅니다.",

  surfaceTitle: "지형과 기울기",
  surface: `오차가 같은 곳을 이은 선이 **등고선**(contour)입니다. 산의 지도처럼, 선이 촘촘한 곳이 가파릅니다. 십자는 최저점입니다.

지형의 기울기는 수가 둘입니다. 가중치마다 하나씩, 그 가중치만 움직일 때 오차가 얼마나 달라지는지를 나타냅니다. 둘을 함께 가리킬 때에도 **기울기**(gradient)라고 합니다. 화살표는 그 반대쪽, 곧 가장 가파른 내리막을 가리킵니다. 경사 하강법은 가중치를 저마다의 기울기만큼 바꿉니다.

$$x \\gets x - r \\cdot \\frac{\\partial f}{\\partial x} \\quad y \\gets y - r \\cdot \\frac{\\partial f}{\\partial y}$$

지도에서 시작점을 끌고, 지형을 돌려 보세요.`,
  contourPlot: "두 가중치에 따른 등고선과 경사 하강법의 걸음, 그리고 내리막을 가리키는 화살표", landscape: "두 가중치에 따른 오차를 삼차원 지형으로 그린 그림과 경사 하강법의 걸음",
  turn: "돌리기", tilt: "기울이기",
  surfaceQuestion: "협곡 $f = \\frac{1}{2}(x^2 + 25y^2)$의 $x = -2.5$, $y = 1.2$에 서 있습니다. 최저점은 0, 0입니다. 가장 가파른 내리막은 어디로 이어질까요?",
  towardMinimum: "최저점 쪽으로", acrossRavine: "협곡을 거의 똑바로 가로질러", alongRavine: "협곡을 따라",
  surfaceReason: "기울기는 $x = -2.5$와 $25y = 30$입니다. 따라갈 길이 더 먼데도 가로지르는 걸음이 열두 배 큽니다. 그래서 양쪽을 오가며 느리게 나아갑니다.",
  surfaceTry1: "협곡에서 학습률 0.07: 가로로 오가며 천천히 나아갑니다.", surfaceTry2: "$2/25$를 넘는 0.081: 오가는 폭이 커집니다. 가장 가파른 쪽이 학습률을 제한합니다.",
  surfaceTry3: "안장의 능선 바로 위: 고개에서 멈춥니다. 시작점을 조금만 옮겨 보세요.", surfaceTry4: "로젠브록: 몇 걸음에 굽은 협곡으로 들어가지만, 그다음에는 거의 나아가지 못합니다.",
  surfaceReadout: (x, y, value, slopeX, slopeY, moveX, moveY) => `(${x}, ${y})에서 오차 **${value}**, 기울기 ${slopeX}와 ${slopeY}, 다음 이동 (${moveX}, ${moveY})`,
  surfaceTable: "경사 하강법의 모든 걸음",

  raceTitle: "열 가지의 경주",
  race: `이 프로젝트의 최적화 기법(옵티마이저)이 모두 같은 곳에서 출발합니다. 서로 다른 것은 무엇을 기억하느냐입니다. **모멘텀**(Momentum)은 속도를 기억하며 공처럼 구릅니다. 오가는 움직임은 서로 지워지고 협곡을 따라가는 움직임만 남습니다. **AdaGrad**와 그 뒤를 이은 기법들은 기울기를 평소 크기로 나누어, 가파른 쪽과 완만한 쪽이 고르게 나아갑니다. **Adam**은 둘 다 합니다.

한 기법에 좋은 학습률이 다른 기법에는 쓸모없습니다. 그래서 저마다 학습률이 따로 있고 **최적** 버튼이 있습니다. 0.0001에서 1000까지 71가지 가운데 100걸음 동안의 평균 오차가 가장 낮은 학습률입니다. 이 지형과 이 시작점에만 맞는 값이고, 미리 아는 사람은 없습니다.

기울기가 정확하면 SGD의 걸음은 경사 하강법과 같습니다. 뉴런의 지형에서는 이름(확률적 경사 하강법)대로 한 걸음에 샘플 하나만 씁니다.`,
  racePlot: "등고선 위에 그린 최적화 기법들의 길", raceTime: "걸음마다 각 최적화 기법의 오차", racers: "최적화 기법과 학습률",
  rateOf: name => `${name}의 학습률`, best: "최적", allBest: "저마다 최적의 학습률", allDefaults: "라이브러리의 기본값",
  raceQuestion: "AdaGrad는 지금까지의 **모든** 기울기의 제곱을 더해 그 제곱근으로 나눕니다. 기울기가 늘 같다면 걸음은 어떻게 될까요?",
  longer: "점점 길어집니다", shorter: "점점 짧아집니다", equalLength: "길이가 같습니다",
  raceReason: "같은 기울기가 $n$번이면 합은 $n g^2$이고 걸음은 $\\eta / \\sqrt{n}$입니다. 백 번째 걸음은 첫걸음의 10분의 1입니다. AdaGrad는 지칩니다. RMSProp, AdaDelta, Adam은 오래된 기울기를 잊으므로 지치지 않습니다.",
  raceTry1: "라이브러리의 기본 학습률: 수많은 작은 가중치에 맞는 값이라 이 협곡에는 맞지 않습니다.", raceTry2: "안장의 능선 가까이: 누가 먼저 벗어납니까?",
  raceTry3: "25걸음 뒤의 모멘텀: 최저점을 지나쳐 굴러가 이제 돌아섭니다. 45걸음 뒤에는 돌아와 있습니다.", raceTry4: "논문대로 학습률 1인 AdaDelta: 아직 움직인 적이 없어서 첫걸음이 아주 작습니다.",
  raceTable: "지금 걸음에서 최적화 기법마다의 위치", stepsTo: "오차가 0.01보다 작아지기까지의 걸음",
  insideLabel: "속을 들여다보기", "part-slope": "기울기", "part-velocity": "속도", "part-sum": "기울기 제곱의 합", "part-squares": "기울기 제곱의 평균", "part-mean": "기울기의 평균", "part-moves": "이동 제곱의 평균", "part-move": "이동",
  "idea-gradient-descent": "데이터 전체의 기울기로, 가장 가파른 내리막을 따라갑니다.", "idea-sgd": "샘플 몇 개나 하나의 기울기만 씁니다. 어림이지만, 값싼 여러 걸음이 정확한 한 걸음보다 멀리 갑니다.",
  "idea-momentum": "속도의 0.9가 남습니다. 같은 방향은 쌓여서 기울기의 열 배가 되고, 반대 방향은 서로 지워집니다.",
  "idea-nesterov": "속도가 데려갈 곳의 기울기를 쓰는 모멘텀입니다. 그래서 더 일찍 속도를 줄입니다.",
  "idea-adagrad": "가중치마다 걸음이 다릅니다. 그동안 기울기가 컸을수록 걸음은 작아집니다.", "idea-adadelta": "RMSProp과 같지만 분자가 그동안 이동한 크기입니다. 그래서 학습률이 필요 없습니다.",
  "idea-rmsprop": "잊어버리는 AdaGrad입니다. 합 대신 이동 평균을 씁니다.", "idea-adam": "모멘텀에 가중치마다의 크기 조절을 더했습니다. 두 평균은 0에서 시작하므로 모자(^)가 그것을 바로잡습니다.",
  "idea-nadam": "네스테로프처럼 앞을 내다보는 Adam입니다.", "idea-adamw": "모든 가중치를 0 쪽으로 조금씩 당기는 Adam입니다. 기울기를 거치지 않고 걸음 옆에서 따로 당깁니다.",

  dataTitle: "진짜 뉴런",
  data: `이런 지형은 어디에서 올까요? 여기 입력 둘과 가중치 둘인 뉴런 $o = \\sigma(w_1 x_1 + w_2 x_2)$와 샘플 여덟 개가 있습니다. 지도의 한 지점이 뉴런 하나입니다. 둘째 그림은 그 뉴런이 곳곳에서 내놓는 출력과, 출력이 ½인 직선을 보여 줍니다.

지도에서 내려가면 두 종류의 샘플 사이에서 **직선이 돌아갑니다**. 좋은 직선이어도 샘플 하나는 반대편에 남아서 오차가 0이 되지는 않습니다. 목표 값은 시그모이드가 닿을 수 있는 0.9와 0.1입니다.

최적화 기법마다 처음 시작점에서 지도를 벗어나지 않는 학습률 가운데 최적인 것을 씁니다.`,
  neuronWeights: "뉴런의 두 가중치에 따른 오차와 최적화 기법의 길", neuronData: "샘플 여덟 개와 뉴런이 곳곳에서 내놓는 출력, 그리고 출력이 2분의 1인 직선",
  input: i => `입력 x${"₁₂"[i - 1]}`, output: "출력", target: "목표 값", targetHigh: "목표 값 0.9(점), 출력 ½보다 큼", targetLow: "목표 값 0.1(네모), 출력 ½보다 작음",
  neuronQuestion: "두 가중치가 모두 0입니다. 뉴런은 샘플에 어떤 출력을 낼까요?",
  neuronReason: "어느 샘플이나 순입력이 $0 \\cdot x_1 + 0 \\cdot x_2 = 0$이고 $\\sigma(0) = 0.5$입니다. 아무것도 모르는 뉴런입니다.",
  neuronTry1: "SGD: 한 걸음에 샘플 하나. 길이 흔들려도 도착합니다.", neuronTry2: "40걸음 뒤의 모멘텀: 계곡을 한참 지나쳐서 이제 돌아섭니다.", neuronTry3: "다른 시작점: 왼쪽의 평평한 곳으로 끌어 보세요. 거기서는 왜 느릴까요?",
  neuronReadout: (w1, w2, value, correct) => `$w_1$ = ${w1}, $w_2$ = ${w2}: 오차 **${value}**, 8개 가운데 ${correct}개가 제 편에 있습니다`,
  neuronTable: "지금 걸음에서 샘플마다 뉴런의 출력",

  familyTitle: "가계도",
  family: "172년 동안 열 가지 최적화 기법이 나왔지만 생각은 몇 가지뿐입니다. 샘플을 적게 쓰기, 속도, 가중치마다의 크기 조절, 그리고 잊기입니다. 하나를 골라 누구의 생각을 이어받았는지 보세요.",
  familyTree: "해마다 나온 최적화 기법들과, 생각을 이어받은 선",
  parents: names => `바탕이 된 기법: ${names}`, children: names => `이어받은 기법: ${names}`,
  "by-gradient-descent": "오귀스탱 루이 코시(Cauchy)", "by-sgd": "로빈스(Robbins)와 먼로(Monro)", "by-momentum": "보리스 폴랴크(Polyak)", "by-nesterov": "유리 네스테로프(Nesterov)", "by-adagrad": "두치(Duchi), 하잔(Hazan), 싱어(Singer)",
  "by-adadelta": "매슈 자일러(Zeiler)", "by-rmsprop": "틸레만(Tieleman)과 힌턴(Hinton)의 강의", "by-adam": "킹마(Kingma)와 바(Ba)", "by-nadam": "티머시 도자트(Dozat)", "by-adamw": "로실로프(Loshchilov)와 후터(Hutter)",
};
