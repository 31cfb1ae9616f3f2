namespace MnistTrainer.Experiments;

/// <summary>The style sheet of <see cref="EvaluationPage"/>, for screens and for paper.</summary>
internal static class ReportStyle
{
    /// <summary>The style sheet as text.</summary>
    public const string Text = """

        :root { color-scheme: light dark; background: Canvas; color: CanvasText; --line: color-mix(in srgb, currentColor 15%, transparent); --dim: color-mix(in srgb, currentColor 68%, transparent); --train: light-dark(#4f46e5, #8f8bff); --validation: light-dark(#c2570c, #ffa45c); --edge: color-mix(in srgb, currentColor 45%, transparent); }
        * { box-sizing: border-box; }
        body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif; max-width: 62rem; margin: clamp(1rem, 5vw, 3rem) auto; padding: 0 1rem; overflow-wrap: anywhere; word-break: keep-all; }
        :root[lang="ko"] [lang="en"]:not(button), :root:not([lang="ko"]) [lang="ko"]:not(button) { display: none; }
        [hidden] { display: none !important; }
        .top { display: flex; gap: 1rem; align-items: flex-start; justify-content: space-between; }
        h1 { font-size: 1.1rem; font-weight: 500; color: var(--dim); margin: 0; }
        h2 { font-size: 1.15rem; margin: 3rem 0 .75rem; line-height: 1.25; }
        h3 { font-size: .95rem; font-weight: 600; margin: 0 0 .25rem; }
        .accuracy { font-size: clamp(2.5rem, 15vw, 4.5rem); overflow-wrap: normal; font-weight: 700; line-height: 1.1; letter-spacing: -.03em; }
        .dim { color: var(--dim); }
        p { max-width: 46rem; }
        .wide { overflow-x: auto; }
        .wide:focus-visible, button:focus-visible, select:focus-visible, summary:focus-visible { outline: 3px solid #e08a00; outline-offset: 2px; }
        button, select { font: inherit; min-height: 2.75rem; padding: .25rem .9rem; border-radius: 10px; border: 1px solid var(--edge); background: Canvas; color: CanvasText; max-width: 100%; }
        button { cursor: pointer; }
        .top button { flex: none; }
        dl { display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: .35rem 1.25rem; margin: 0; }
        dt { color: var(--dim); }
        dd { margin: 0; }
        code { display: block; font-size: .9rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
        code span { display: inline-block; }
        table { border-collapse: collapse; overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
        th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid var(--line); }
        th { max-width: 12rem; unicode-bidi: isolate; }
        td { white-space: nowrap; }
        th:first-child { text-align: left; }
        th button { border: 0; padding: 0 .25rem; min-height: 2.5rem; font-weight: inherit; border-radius: 6px; background: transparent; }
        th[aria-sort] button::after { content: " ▾"; }
        th[aria-sort="ascending"] button::after { content: " ▴"; }
        summary { cursor: pointer; padding: .6rem 0; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1.5rem 2rem; align-items: start; }
        .chart svg { width: 100%; height: auto; display: block; font: 12px system-ui, sans-serif; overflow: visible; }
        svg text { fill: currentColor; opacity: .8; }
        .grid { stroke: var(--line); }
        .ideal { stroke: currentColor; stroke-dasharray: 4 4; opacity: .7; }
        .bar { fill: var(--train); }
        .gap { fill: none; stroke: var(--validation); stroke-width: 2; }
        .curve { fill: none; stroke: var(--train); stroke-width: 2.2; stroke-linejoin: round; }
        .curve.validation { stroke: var(--validation); stroke-dasharray: 7 3; }
        .dot { fill: var(--train); }
        .dot.validation { fill: var(--validation); }
        .key { font-size: .85rem; color: var(--dim); }
        .key b { font-weight: 600; color: var(--train); }
        .key b.validation { color: var(--validation); }
        .filters { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; margin: 0 0 1rem; }
        .filters label { display: flex; flex-wrap: wrap; gap: .1rem .5rem; align-items: center; max-width: 100%; }
        .mistakes { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); gap: 1rem; }
        figure { margin: 0; min-width: 0; }
        img { width: 100%; image-rendering: pixelated; border-radius: 6px; display: block; background: #000; }
        .weights { width: auto; max-width: 100%; border-radius: 0; }
        figcaption b { unicode-bidi: isolate; }
        .mistakes figcaption { font-size: .85rem; margin-top: .25rem; }
        @media (forced-colors: active) { td, img, .bar, .curve, .dot { forced-color-adjust: none; } td { color: CanvasText; } td[style] { outline: 1px dotted CanvasText; outline-offset: -2px; } .bar, .dot { fill: Highlight; } .curve { stroke: CanvasText; } }
        @media (max-width: 40rem) { th, td { padding: .25rem .4rem; } th { max-width: 7rem; } table { font-size: .9rem; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } .chart svg { font-size: 15px; } }
        @media print {
          :root { color-scheme: light; }
          body { margin: 0; max-width: none; font-size: 10.5pt; }
          .scripted, summary { display: none !important; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          h2 { margin-top: 1.5rem; break-after: avoid; }
          figure, tr, .chart, code { break-inside: avoid; }
          .wide { overflow: visible; }
          .mistakes { grid-template-columns: repeat(8, 1fr); gap: .5rem; }
          .charts { grid-template-columns: 1fr 1fr; }
        }

        """;
}
