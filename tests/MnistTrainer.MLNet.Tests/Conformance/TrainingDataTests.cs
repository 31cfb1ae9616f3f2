using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Unusable rows are skipped and counted, and weights determine the influence of the others.</summary>
public sealed class TrainingDataTests
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _warnings = [];

    public TrainingDataTests() =>
        _context.Log += (_, message) =>
        {
            if (message.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
            {
                lock (_warnings)
                    _warnings.Add(message.RawMessage);
            }
        };

    public static TheoryData<string> Subjects => Subject.Names;

    public static TheoryData<string> Multiclass => Subject.Multiclass;

    public static TheoryData<string> Regression => Subject.Regression;

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Skips_and_counts_rows_with_a_missing_feature(string name)
    {
        ConformanceRow[] rows = ConformanceRow.Many(150);
        for (int i = 0; i < rows.Length; i += 10)
            rows[i].Features[i % 4] = float.NaN;
        AssertTrains(name, rows);
        AssertWarnsOfSkippedRows(15);
    }

    [Theory]
    [MemberData(nameof(Regression))]
    public void Skips_and_counts_rows_without_a_regression_label(string name)
    {
        ConformanceRow[] rows = ConformanceRow.Many(150);
        for (int i = 0; i < rows.Length; i += 10)
            rows[i].Amount = float.NaN;
        AssertTrains(name, rows);
        AssertWarnsOfSkippedRows(15);
    }

    /// <summary>A class that the key mapping has not seen has no key.</summary>
    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Skips_and_counts_rows_without_a_class(string name)
    {
        IDataView data = ConformanceRow.Data(_context, ConformanceRow.Many(150));
        var keys = _context.Transforms.Conversion.MapValueToKey("Label", "Class").Fit(data);
        ConformanceRow[] rows = ConformanceRow.Many(150);
        for (int i = 0; i < rows.Length; i += 10)
            rows[i].Class = "unknown";
        IDataView keyed = keys.Transform(_context.Data.LoadFromEnumerable(rows));
        Assert.Equal(15, keyed.GetColumn<uint>("Label").Count(key => key == 0));
        ITransformer model = Subject.Named(name).Trainer(_context).Fit(keyed);
        Assert.Equal(1, _context.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy);
        AssertWarnsOfSkippedRows(15);
    }

    /// <summary>Every row occurs twice with contradicting labels. The heavier one prevails.</summary>
    [Theory]
    [MemberData(nameof(Subjects))]
    public void Follows_the_heavier_of_two_contradicting_rows(string name)
    {
        ConformanceRow[] rows = ConformanceRow.Many(150),
            mislabeled = ConformanceRow.Many(150);
        for (int i = 0; i < rows.Length; i++)
        {
            ConformanceRow other = rows[(i + 1) % rows.Length];
            (mislabeled[i].Class, mislabeled[i].IsFirst, mislabeled[i].Amount) = (other.Class, !rows[i].IsFirst, rows[i].Amount + 10);
            (rows[i].Weight, mislabeled[i].Weight) = (10, 0.001f);
        }

        IDataView data = ConformanceRow.Data(_context, rows.Concat(mislabeled));
        AssertAccurate(name, Subject.Named(name).Create(_context, Subject.Named(name).LabelColumn, "Weight").Fit(data));
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Ignores_rows_with_a_weight_of_0(string name)
    {
        ConformanceRow[] rows = ConformanceRow.Many(150);
        ConformanceRow[] mislabeled = ConformanceRow.Many(30);
        foreach (ConformanceRow row in mislabeled)
            (row.Weight, row.Amount, row.IsFirst) = (0, 1000, !row.IsFirst);
        AssertAccurate(
            name,
            Subject
                .Named(name)
                .Create(_context, Subject.Named(name).LabelColumn, "Weight")
                .Fit(ConformanceRow.Data(_context, rows.Concat(mislabeled)))
        );
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Fails_without_rows(string name) =>
        Assert.ThrowsAny<Exception>(() => Subject.Named(name).Trainer(_context).Fit(ConformanceRow.Data(_context, [])));

    private void AssertTrains(string name, ConformanceRow[] rows) =>
        AssertAccurate(name, Subject.Named(name).Trainer(_context).Fit(ConformanceRow.Data(_context, rows)));

    /// <summary>The corners are far apart, so any trained model is accurate.</summary>
    private void AssertAccurate(string name, ITransformer model)
    {
        IDataView scored = model.Transform(ConformanceRow.Data(_context, ConformanceRow.Many(90, seed: 99)));
        string label = Subject.Named(name).LabelColumn;
        double share = label switch
        {
            nameof(ConformanceRow.IsFirst) => _context.BinaryClassification.Evaluate(scored, label).Accuracy,
            nameof(ConformanceRow.Amounts) => _context.Regression.EvaluateMultiOutput(scored, label).RSquared,
            nameof(ConformanceRow.Corners) => _context.BinaryClassification.EvaluateMultiLabel(scored, label).SubsetAccuracy,
            nameof(ConformanceRow.Amount) => _context.Regression.Evaluate(scored, label).RSquared,
            _ => _context.MulticlassClassification.Evaluate(scored, label).MicroAccuracy,
        };
        Assert.True(share > 0.95, $"{share}");
    }

    private void AssertWarnsOfSkippedRows(int rows) =>
        Assert.Contains(_warnings, warning => warning.Contains($"{rows} ", StringComparison.Ordinal));
}
