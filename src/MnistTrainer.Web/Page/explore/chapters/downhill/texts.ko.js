// The texts of this chapter in Korean. texts.en.js has the same keys.
export const korean = {
  title: "내리막", summary: "경사 하강법. 기울기를 느끼고 한 걸음 내딛기를 되풀이합니다.",
  lead: "어두운 밤 산비탈에 서 있습니다. 계곡은 보이지 않아도 발밑의 기울기는 느껴집니다. 그래서 내리막으로 한 걸음 내딛고, 다시 기울기를 느끼고, 또 한 걸음 내딛습니다. 이것이 **경사 하강법**(gradient descent)이고, 신경망이 가중치를 찾는 방법입니다.",
  start: "시작점", rate: "학습률", stepColumn: "걸음", slopeColumn: "기울기", moveColumn: "이동",
  timePlot: "걸음마다의 x",

  walkTitle: "한 걸음씩",
  walk: `곡선은 $y = (x - 1)^2 + 1$입니다. 가장 낮은 곳, 곧 **최저점**(minimum)은 $x = 1$에 있습니다.

어느 점에서나 접선의 기울기(slope)는 $2(x - 1)$입니다. 오른쪽에서는 기울기가 양수이고 내리막은 왼쪽입니다. 왼쪽에서는 기울기가 음수이고 내리막은 오른쪽입니다. 그러니 걸음은 언제나 기울기를 **거슬러** 내딛습니다.

$$x \\gets x - r \\cdot 2(x - 1)$$

곱한 수 $r$이 **학습률**(learning rate)입니다. 시작점을 계곡의 양쪽으로 끌어 보세요.`,
  walkPlot: "곡선 y = (x − 1)² + 1과 경사 하강법의 걸음들, 그리고 지금 점의 접선",
  walkQuestion: "$x = -2$에서 시작하고 학습률은 0.1입니다. 한 걸음 뒤에는 어디에 있을까요?",
  walkReason: "−2에서 기울기는 $2(-2 - 1) = -6$입니다. 걸음은 $-0.1 \\cdot (-6) = 0.6$, 곧 오른쪽이므로 $x = -1.4$입니다.",
  walkTry1: "멀리 5에서 시작해 보세요. 첫걸음은 얼마나 크고, 열째 걸음은 얼마나 큽니까?", walkTry2: "학습률 0.5이면 최저점까지 몇 걸음입니까?", walkTry3: "최저점에서 시작해 보세요. 기울기는 얼마이고 걸음은 얼마나 큽니까?",
  walkReadout: (rate, x, slope, move, next) => `$x$ = ${x}, 기울기 ${slope}, 이동 −${rate} × ${slope.startsWith("−") ? `(${slope})` : slope} = ${move}, 다음 $x$ = **${next}**`,
  walkTable: "시작점부터 모든 걸음",

  zonesTitle: "학습률이 결정합니다",
  zones: `걸음을 최저점까지의 거리로 쓰면 간단해집니다.

$$(x - 1) \\gets (1 - 2r) (x - 1)$$

한 걸음마다 거리에 $1 - 2r$을 곱합니다. 학습률이 0.5보다 작으면 이 수는 양수이고, 같은 쪽에서 점점 가까워집니다. 0.5와 1 사이에서는 음수이고, 걸음마다 계곡을 건너뛰지만 더 가까운 곳에 내립니다. 이것을 **오버슈팅**(overshooting)이라고 합니다. 1보다 크면 −1을 넘어서고, 걸음마다 더 멀어집니다.`,
  zonesPlot: "학습률마다 열 걸음 뒤 최저점까지의 거리. 0.5와 1에서 나뉘는 세 구역",
  distanceAfter: steps => `${steps}걸음 뒤의 거리`,
  zoneSame: "같은 쪽", zoneOver: "오버슈팅", zoneAway: "발산",
  zonesQuestion: "학습률이 0.9이면 어떻게 될까요?",
  approaches: "같은 쪽에서 가까워집니다", arrives: "한 걸음에 닿습니다", overshoots: "건너뛰지만 가까워집니다", swings: "영원히 오갑니다", leaves: "점점 멀어집니다",
  zonesReason: "곱하는 수는 $1 - 2 \\cdot 0.9 = -0.8$입니다. 음수이므로 걸음마다 계곡을 건너고, 0.8이므로 거리는 5분의 1씩 줄어듭니다.",
  zonesTry1: "정확히 0.5: 곱하는 수가 0입니다.", zonesTry2: "정확히 1: 곱하는 수가 −1입니다.", zonesTry3: "1.1: 몇 걸음 만에 그림 밖으로 나갑니까?",
  zonesReadout: (rate, factor, fate) => `$r$ = ${rate}: 곱하는 수 $1 - 2r$ = **${factor}**, ${fate}`,
  zonesTable: "몇 가지 학습률에서 1, 2, 3, 10걸음 뒤의 x", fateColumn: "결과",

  proportionalTitle: "걸음은 왜 작아질까",
  proportional: `걸음은 학습률 곱하기 기울기입니다. 최저점 가까이에서는 기울기가 작으므로 걸음도 **저절로** 작아집니다.

모든 걸음의 크기가 같고 방향만 기울기가 정한다면 어떨까요? 멀리서는 괜찮습니다. 그러나 최저점 가까이에서는 한 걸음에 건너갔다가 다음 걸음에 되돌아옵니다.`,
  proportionalPlot: "같은 곡선 위의 두 가지 하강. 하나는 기울기에 비례하는 걸음, 하나는 크기가 같은 걸음",
  proportionalQuestion: "3에서 시작하고 모든 걸음의 크기가 0.7입니다. 어디에서 끝날까요?",
  proportionalArrives: "최저점 $x = 1$에서", proportionalHovers: "0.9와 1.6 사이를 오가며", proportionalLeaves: "왼쪽 먼 곳에서",
  proportionalReason: "3, 2.3, 1.6, 0.9로 갔다가 다시 1.6, 0.9로 되풀이합니다. 0.7보다 작은 걸음이 없으므로 0.1보다 가까워지지 못합니다.",
  proportionalTry1: "3에서 크기 0.5: 운 좋게 닿습니다. 이제 시작점을 조금 끌어 보세요.", proportionalTry2: "크기 0.05: 정밀하지만 얼마나 갔습니까?",
  proportionalSteps: "기울기에 비례하는 걸음", equalSteps: "크기가 같은 걸음", size: "같은 걸음의 크기", proportionalTable: "두 가지 방법으로 걸음마다의 x",

  ownTitle: "나만의 함수",
  own: `포물선이 아니어도 됩니다. $x$의 함수를 아무것이나 적으면, 이 페이지가 모든 점에서 기울기를 정확히 계산하며 내려갑니다.

계곡이 여럿인 함수도, 모서리가 있는 함수도, 거의 평평한 함수도 있습니다. 거기에서 경사 하강법은 어떻게 될까요?`,
  ownPlot: "직접 적은 함수와 경사 하강법의 걸음들",
  ownField: "y =", ownHelp: functions => `+ − * / ^ ( ), 수, x, pi, e, 그리고 ${functions}`,
  reach: "x의 범위", ownTable: "이 함수에서 모든 걸음", ownNothing: "아직 함수가 없습니다.",
  ownReadout: (x, y, slope, move) => `$x$ = ${x}, $y$ = ${y}, 기울기 **${slope}**, 이동 ${move}`,
  ownTry1: "계곡이 둘입니다. 사이에 있는 언덕의 왼쪽과 오른쪽에서 시작해 보세요.", ownTry2: "절댓값: 어디서나 기울기가 1 아니면 −1이므로 걸음이 작아지지 않습니다.",
  ownTry3: "물결: 어디에서 시작하면 어느 계곡에 닿습니까?", ownTry4: "시그모이드: 멀리서는 평평해서 거의 움직이지 않습니다.",
  "error-empty": () => "x의 함수를 적으세요. 예: (x - 1)^2 + 1", "error-unexpected": (found, at) => `${at}번째 자리의 “${found}”는 거기에 올 수 없습니다.`,
  "error-unfinished": () => "함수가 끝나지 않았습니다. 수나 x, 또는 닫는 괄호가 빠졌습니다.", "error-unknown": (found, at) => `${at}번째 자리의 “${found}”는 x도 아니고 아는 함수도 아닙니다.`,
  "error-bracket": (found, at) => `${at}번째 자리에 괄호가 필요합니다. 예: ${found}(x)`, "error-long": found => `함수가 ${found}자보다 깁니다.`,
  "error-deep": found => `괄호와 거듭제곱이 ${found}겹보다 깊습니다.`,
};
