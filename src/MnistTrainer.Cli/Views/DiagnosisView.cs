using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows what the label doctor found: how many samples of each kind, and the most doubtful labels.</summary>
internal static class DiagnosisView
{
    private const int ShownSamples = 10;

    private static readonly (string Name, SuspicionReasons Reasons)[] Kinds =
    [
        ("labels likely wrong", SuspicionReasons.Label),
        ("exact duplicates", SuspicionReasons.ExactDuplicate),
        ("shifted duplicates", SuspicionReasons.ShiftedDuplicate),
        ("near duplicates", SuspicionReasons.NearDuplicate),
        ("duplicates with different labels", SuspicionReasons.OtherLabel),
        ("duplicates in both parts", SuspicionReasons.BothParts),
    ];

    /// <summary>Shows a diagnosis.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="diagnosis">What was found.</param>
    /// <param name="report">The folder of the report; null for none.</param>
    /// <param name="next">The arguments of the command that applies the list of the report.</param>
    public static void Show(Screen screen, LabelDiagnosis diagnosis, string? report, IEnumerable<string> next)
    {
        IAnsiConsole console = screen.Results;
        ExaminedSource source = diagnosis.Source;
        string parts = source
            .Parts.Select(part => Localized.Of($"{Figures.Count(part.Count)} {Localized.Word(part.Name)}"))
            .Aggregate((first, second) => Localized.Of($"{first} and {second}"));
        console.WriteMarkup(
            Localized.Of(
                $"[bold]{MarkupText.Of(source.Name)}[/]: {parts} images of {source.Samples.Shape}, {source.Samples.ClassNames.Count} classes"
            )
        );
        console.WriteMarkup(
            Localized.Of(
                $"{Figures.Percent(diagnosis.Accuracy)} of the labels are predicted correctly by networks that were not trained on the image; about {Figures.Count((long)Math.Round(diagnosis.EstimatedErrors))} labels are estimated to be wrong"
            )
        );
        console.WriteTable(KindTable(diagnosis));
        if (!diagnosis.Suspicious.IsEmpty)
            console.WriteTable(SampleTable(diagnosis));
        ShowNext(screen, diagnosis, report, next);
    }

    private static Table KindTable(LabelDiagnosis diagnosis)
    {
        Table table = new Table().RoundedBorder().AddColumn(Localized.Of("suspicious"));
        foreach (ExaminedPart part in diagnosis.Source.Parts)
            table.AddColumn(new TableColumn(Localized.Word(part.Name)).RightAligned());
        foreach ((string name, SuspicionReasons reasons) in Kinds)
        {
            if (!WasSearched(diagnosis, reasons))
                continue;
            table.AddRow([
                Localized.Word(name),
                .. diagnosis.Source.Parts.Select(part => Figures.Count(diagnosis.Count(part.Split, reasons))),
            ]);
        }

        return table;
    }

    private static bool WasSearched(LabelDiagnosis diagnosis, SuspicionReasons reasons) =>
        reasons switch
        {
            SuspicionReasons.BothParts => diagnosis.Source.Parts.Length > 1,
            SuspicionReasons.ShiftedDuplicate or SuspicionReasons.NearDuplicate => diagnosis.SearchedNear,
            _ => true,
        };

    private static Table SampleTable(LabelDiagnosis diagnosis)
    {
        IReadOnlyList<string> names = diagnosis.Source.Samples.ClassNames;
        Table table = new Table()
            .RoundedBorder()
            .AddColumn(Localized.Of("row"))
            .AddColumn(Localized.Of("label"))
            .AddColumn(new TableColumn(Localized.Of("probability")).RightAligned())
            .AddColumn(Localized.Of("suggested"))
            .AddColumn(new TableColumn(Localized.Of("probability")).RightAligned())
            .AddColumn(Localized.Of("reason"));
        foreach (SuspiciousSample one in diagnosis.Suspicious.Take(ShownSamples))
        {
            string same = one.Duplicate is DuplicateMember duplicate ? $" ({PlaceOf(diagnosis.Source, duplicate.Other)})" : "";
            table.AddRow(
                MarkupText.Of(PlaceOf(diagnosis.Source, one.Index) + (one.Name.Length == 0 ? "" : $" {one.Name}")),
                MarkupText.Of(names[one.Suspicion.Label]),
                Figures.Percent(one.Suspicion.LabelProbability),
                one.Suggested is int suggested ? $"[yellow]{MarkupText.Of(names[suggested])}[/]" : "",
                one.Suggested is null ? "" : Figures.Percent(one.Suspicion.SuggestedProbability),
                MarkupText.Of($"{string.Join(", ", one.Reason.Split(", ").Select(Localized.Recognize))}{same}")
            );
        }

        return table;
    }

    private static string PlaceOf(ExaminedSource source, int index)
    {
        string part = source.PartOf(index).Name;
        return source.PlaceOf(index).Replace(part, Localized.Word(part), StringComparison.Ordinal);
    }

    private static void ShowNext(Screen screen, LabelDiagnosis diagnosis, string? report, IEnumerable<string> next)
    {
        if (diagnosis.Suspicious.IsEmpty)
            return;
        if (report is null)
        {
            screen.Note(
                Localized.Of(
                    $"[grey]The first {Math.Min(ShownSamples, diagnosis.Suspicious.Length)} of {Figures.Count(diagnosis.Suspicious.Length)}; --report DIR writes all of them, and a page for reviewing them[/]"
                )
            );
            return;
        }

        screen.Note(Localized.Of($"[grey]Review them in a browser: {MarkupText.Of(Path.Combine(report, SuspicionReport.PageName))}[/]"));
        screen.Note(Localized.Of($"Next: [bold]./{MnistCommand.Name} {MarkupText.Of(CommandText.Of(next))}[/]"));
    }
}
