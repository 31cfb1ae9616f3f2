namespace MnistTrainer.Experiments;

/// <summary>The style sheet of <see cref="ConfirmationPage"/>.</summary>
internal static class ConfirmationStyle
{
    /// <summary>The style sheet as text.</summary>
    public const string Text = """

        :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent); --dim: color-mix(in srgb, currentColor 65%, transparent); }
        * { box-sizing: border-box; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .5rem; }
        h2 { font-size: 1rem; margin: 0; unicode-bidi: isolate; }
        p { margin: 0 0 .75rem; max-width: 46rem; }
        b { unicode-bidi: isolate; }
        code { font-size: .9em; }
        .dim { color: var(--dim); }
        .bar { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; padding: .75rem 0; margin-bottom: 1rem; background: Canvas; border-bottom: 1px solid var(--line); }
        .bar label { display: flex; gap: .5rem; align-items: center; }
        .counts { margin-left: auto; font-variant-numeric: tabular-nums; }
        select, button { font: inherit; min-height: 2.5rem; padding: .25rem .75rem; max-width: 100%; border-radius: 8px; border: 1px solid var(--line); background: Canvas; color: CanvasText; }
        button { background: #1257b8; border-color: #1257b8; color: #fff; font-weight: 600; cursor: pointer; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 1rem; }
        article { border: 1px solid var(--line); border-radius: 12px; padding: .75rem; display: flex; flex-direction: column; gap: .5rem; }
        article[hidden] { display: none; }
        article[data-action="keep"] { border-style: dashed; }
        .images { display: flex; gap: .75rem; }
        figure { margin: 0; width: 6.5rem; min-width: 0; }
        figcaption { font-size: .8rem; color: var(--dim); }
        img { width: 100%; image-rendering: pixelated; border-radius: 6px; display: block; background: #000; }
        article p { margin: 0; font-size: .9rem; }
        fieldset { display: flex; border: 0; padding: 0; margin: auto 0 0; min-width: 0; }
        legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        fieldset label { flex: 1; min-width: 0; position: relative; display: grid; }
        fieldset input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
        fieldset input:disabled { cursor: not-allowed; }
        fieldset span { display: grid; place-items: center; text-align: center; min-height: 2.75rem; padding: .25rem; line-height: 1.15; border: 1px solid var(--line); margin-left: -1px; font-size: .9rem; }
        fieldset label:first-of-type span { border-radius: 8px 0 0 8px; margin-left: 0; }
        fieldset label:last-of-type span { border-radius: 0 8px 8px 0; }
        input:checked + span { background: #1257b8; border-color: #1257b8; color: #fff; font-weight: 600; }
        input:disabled + span { color: var(--dim); }
        input:focus-visible + span, select:focus-visible, button:focus-visible { outline: 3px solid #e08a00; outline-offset: 2px; }
        @media (forced-colors: active) { img { forced-color-adjust: none; } input:checked + span { forced-color-adjust: none; background: Highlight; color: HighlightText; } }
        @media (max-width: 30rem) { .counts { margin-left: 0; } .bar { position: static; } }

        """;
}
