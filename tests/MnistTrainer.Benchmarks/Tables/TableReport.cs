using System.Globalization;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>
/// Prints the results in Markdown: a row for each table, in which the first trainer but LightGbm is compared with it, and totals of every trainer.
/// </summary>
/// <param name="trainers">The names of the measured trainers.</param>
/// <param name="peers">Results of other programs on the same folds.</param>
internal sealed class TableReport(IReadOnlyList<string> trainers, IReadOnlyList<TableScore> peers)
{
    private const string Reference = "LightGbm",
        None = "–";

    private readonly string[] _columns = [.. trainers, .. peers.Select(score => score.Trainer).Distinct()];
    private readonly string _ours = trainers.FirstOrDefault(name => name != Reference) ?? Reference;
    private readonly List<(PublicTable Table, Dictionary<string, TableSummary> Summaries)> _rows = [];

    /// <summary>Prints the legend and the head of the table.</summary>
    public void Begin()
    {
        Console.WriteLine($"{ProcessorName.Find()}, one thread");
        Console.WriteLine(
            $"""

            Mean ± standard deviation over {TableRows.Folds} folds, and seconds of CPU for a fold's training; the best mean is bold. Of two trainers, one is
            ahead or behind if their means differ by more than the spread, the larger of both deviations. The error is 1 less the metric.
            """
        );
        string[] head =
        [
            "table",
            "metric",
            .. _columns,
            $"{_ours} vs {Reference}",
            "ratio of errors",
            "ratio of seconds",
            $"{_ours} vs {PeerScores.NeuralNetwork}",
        ];
        Console.WriteLine();
        PrintRow(head);
        PrintRow(head.Select((_, i) => i is 0 or 1 ? "---" : "--:"));
    }

    /// <summary>Prints the row of a table.</summary>
    public void Add(PublicTable table, IReadOnlyList<TableScore> scores)
    {
        ILookup<string, TableScore> byTrainer = scores
            .Concat(peers.Where(score => score.Table == table.Name))
            .ToLookup(score => score.Trainer);
        var summaries = byTrainer.ToDictionary(folds => folds.Key, folds => TableSummary.Of(folds));
        _rows.Add((table, summaries));
        double? best = summaries.Values.Max(summary => (double?)summary.Mean);
        TableComparison? comparison = Compare(_rows[^1], _ours, Reference);
        PrintRow([
            table.Name,
            TableMetric.Name(table.Task),
            .. _columns.Select(name => summaries.TryGetValue(name, out TableSummary? one) ? one.ToCell(one.Mean == best) : None),
            Text(comparison),
            Ratio(comparison?.ErrorRatio),
            Ratio(comparison?.SecondsRatio),
            Text(Compare(_rows[^1], _ours, PeerScores.NeuralNetwork)),
        ]);
    }

    /// <summary>Prints the totals.</summary>
    public void End()
    {
        Console.WriteLine(
            $"\nCompared with {Reference}, and on how many tables behind {PeerScores.NeuralNetwork}; geometric means of ratios:\n"
        );
        PrintRow([
            "trainer",
            "tables",
            "ahead or within the spread",
            "ahead",
            "better mean",
            "ratio of errors",
            "ratio of seconds",
            "behind the MLP",
        ]);
        PrintRow(["---", "--:", "--:", "--:", "--:", "--:", "--:", "--:"]);
        foreach (string name in trainers)
        {
            TableComparison[] all = [.. _rows.Select(row => Compare(row, name, Reference)).OfType<TableComparison>()],
                peer = [.. _rows.Select(row => Compare(row, name, PeerScores.NeuralNetwork)).OfType<TableComparison>()];
            PrintRow([
                name,
                Count(all, _ => true),
                Count(all, one => one.Standing != Standing.Behind),
                Count(all, one => one.Standing == Standing.Ahead),
                Count(all, one => one.HasBetterMean),
                Ratio(GeometricMean(all.Select(one => one.ErrorRatio))),
                Ratio(GeometricMean(all.Select(one => one.SecondsRatio))),
                $"{Count(peer, one => one.Standing == Standing.Behind)} of {Count(peer, _ => true)}",
            ]);
        }
    }

    private static TableComparison? Compare(
        (PublicTable Table, Dictionary<string, TableSummary> Summaries) row,
        string ours,
        string theirs
    ) =>
        row.Summaries.TryGetValue(ours, out TableSummary? first) && row.Summaries.TryGetValue(theirs, out TableSummary? second)
            ? TableComparison.Of(first, second, row.Table.Rows)
            : null;

    private static string Text(TableComparison? comparison) => comparison is null ? None : TableComparison.Text(comparison.Standing);

    private static string Ratio(double? ratio) =>
        ratio is double value ? value.ToString(value < 100 ? "F2" : "G3", CultureInfo.InvariantCulture) : None;

    private static double? GeometricMean(IEnumerable<double> ratios)
    {
        double[] logarithms = [.. ratios.Select(ratio => Math.Log(ratio))];
        return logarithms.Length > 0 ? Math.Exp(logarithms.Average()) : null;
    }

    private static string Count(TableComparison[] comparisons, Func<TableComparison, bool> condition) =>
        comparisons.Count(condition).ToString(CultureInfo.InvariantCulture);

    private static void PrintRow(IEnumerable<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
