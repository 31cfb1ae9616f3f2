using System.Globalization;

namespace MnistTrainer.Experiments;

/// <summary>Writes the suspicious samples as CSV, which <see cref="ConfirmedTable"/> reads.</summary>
internal static class SuspicionTable
{
    /// <summary>Writes the list.</summary>
    public static void Write(TextWriter writer, LabelDiagnosis diagnosis)
    {
        writer.Write($"{ConfirmedColumns.Header}\n");
        foreach (SuspiciousSample one in diagnosis.Suspicious)
            writer.Write($"{string.Join(',', CellsOf(diagnosis, one))}\n");
    }

    /// <summary>The cells of a line, quoted where necessary, in the order of <see cref="ConfirmedColumns.All"/>.</summary>
    public static string[] CellsOf(LabelDiagnosis diagnosis, SuspiciousSample one)
    {
        ExaminedSource source = diagnosis.Source;
        IReadOnlyList<string> names = source.Samples.ClassNames;
        return
        [
            ConfirmedColumns.NameOf(one.Part),
            Number(one.Row + 1),
            Number(source.PartOf(one.Index).Count),
            ReportFile.SpreadsheetCell(one.Name),
            ReportFile.SpreadsheetCell(names[one.Suspicion.Label]),
            one.Suggested is int suggested ? ReportFile.SpreadsheetCell(names[suggested]) : "",
            Share(one.Suspicion.LabelProbability),
            one.Suggested is null ? "" : Share(one.Suspicion.SuggestedProbability),
            ReportFile.CsvCell(one.Reason),
            one.Duplicate is DuplicateMember duplicate ? source.PlaceOf(duplicate.Other) : "",
            one.Duplicate is DuplicateMember same ? Share(same.Similarity) : "",
            ConfirmedColumns.NameOf(one.Action),
            SampleChecksum.Of(source.Samples, one.Index),
        ];
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Share(double share) => share.ToString("F4", CultureInfo.InvariantCulture);
}
