using System.Globalization;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>A trainer's result on a fold of a table: a line of a file of results.</summary>
internal sealed record TableScore
{
    public const string Header = "table,trainer,metric,fold,value,seconds";

    public required string Table { get; init; }

    public required string Trainer { get; init; }

    public required string Metric { get; init; }

    public required int Fold { get; init; }

    public required double Value { get; init; }

    /// <summary>The seconds of CPU that training took, preparation included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Reads a file of results, or none if it does not exist.</summary>
    public static IEnumerable<TableScore> ReadAll(string path) =>
        File.Exists(path) ? File.ReadLines(path).Skip(1).Select(line => Parse(line.Split(','))) : [];

    /// <summary>Writes a file of results. It is complete at any time.</summary>
    public static void WriteAll(string path, IEnumerable<TableScore> scores)
    {
        string partial = $"{path}.partial";
        File.WriteAllLines(partial, scores.Select(score => score.ToLine()).Prepend(Header));
        File.Move(partial, path, overwrite: true);
    }

    private static TableScore Parse(string[] cells) =>
        new()
        {
            Table = cells[0],
            Trainer = cells[1],
            Metric = cells[2],
            Fold = int.Parse(cells[3], CultureInfo.InvariantCulture),
            Value = double.Parse(cells[4], CultureInfo.InvariantCulture),
            Seconds = double.Parse(cells[5], CultureInfo.InvariantCulture),
        };

    private string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Table},{Trainer},{Metric},{Fold},{Value:F5},{Seconds:F3}");
}
