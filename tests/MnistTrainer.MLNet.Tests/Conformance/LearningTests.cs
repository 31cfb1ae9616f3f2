using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Rows that say nothing are left out and counted, and weights say how much the others count.</summary>
public sealed class LearningTests
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _warnings = [];

    public LearningTests() =>
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
    public void A_row_whose_feature_is_missing_is_left_out_and_counted(string name)
    {
        ConformanceRow[] rows = ConformanceRow.Many(150);
        for (int i = 0; i < rows.Length; i += 10)
            rows[i].Features[i % 4] = float.NaN;
        AssertLearned(name, rows);
        AssertCounted(15);
    }

    [Theory]
    [MemberData(nameof(Regression))]
    public void A_row_without_a_number_is_left_out(string name)
    {
        ConformanceRow[] rows = ConformanceRow.Many(150);
        for (int i = 0; i < rows.Length; i += 10)
            rows[i].Amount = float.NaN;
        AssertLearned(name, rows);
        AssertCounted(15);
    }

    /// <summary>A class that was never seen has no key.</summary>
    [Theory]
    [MemberData(nameof(Multiclass))]
    public void A_row_without_a_class_is_left_out(string name)
    {
        IDataView data = ConformanceRow.Data(_context, ConformanceRow.Many(150));
        var keys = _context.Transforms.Conversion.MapValueToKey("Label", "Class").Fit(data);
        ConformanceRow[] rows = ConformanceRow.Many(150);
        for (int i = 0; i < rows.Length; i += 10)
            rows[i].Class = "nowhere";
        IDataView keyed = keys.Transform(_context.Data.LoadFromEnumerable(rows));
        Assert.Equal(15, keyed.GetColumn<uint>("Label").Count(key => key == 0));
        ITransformer model = Subject.Named(name).Trainer(_context).Fit(keyed);
        Assert.Equal(1, _context.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy);
        AssertCounted(15);
    }

    /// <summary>Every row stands there twice and says the opposite; what counts more is learned.</summary>
    [Theory]
    [MemberData(nameof(Subjects))]
    public void Of_two_rows_that_disagree_the_heavier_is_believed(string name)
    {
        ConformanceRow[] rows = ConformanceRow.Many(150),
            lies = ConformanceRow.Many(150);
        for (int i = 0; i < rows.Length; i++)
        {
            ConformanceRow other = rows[(i + 1) % rows.Length];
            (lies[i].Class, lies[i].IsFirst, lies[i].Amount) = (other.Class, !rows[i].IsFirst, rows[i].Amount + 10);
            (rows[i].Weight, lies[i].Weight) = (10, 0.001f);
        }

        IDataView data = ConformanceRow.Data(_context, rows.Concat(lies));
        AssertRight(name, Subject.Named(name).Create(_context, Subject.Named(name).LabelColumn, "Weight").Fit(data));
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_weight_of_nothing_makes_a_row_nothing(string name)
    {
        ConformanceRow[] rows = ConformanceRow.Many(150);
        ConformanceRow[] lies = ConformanceRow.Many(30);
        foreach (ConformanceRow lie in lies)
            (lie.Weight, lie.Amount, lie.IsFirst) = (0, 1000, !lie.IsFirst);
        AssertRight(
            name,
            Subject
                .Named(name)
                .Create(_context, Subject.Named(name).LabelColumn, "Weight")
                .Fit(ConformanceRow.Data(_context, rows.Concat(lies)))
        );
    }

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Without_a_row_to_learn_from_there_is_no_model(string name) =>
        Assert.ThrowsAny<Exception>(() => Subject.Named(name).Trainer(_context).Fit(ConformanceRow.Data(_context, [])));

    private void AssertLearned(string name, ConformanceRow[] rows) =>
        AssertRight(name, Subject.Named(name).Trainer(_context).Fit(ConformanceRow.Data(_context, rows)));

    /// <summary>The corners are far apart, so that whoever learned them knows nearly all.</summary>
    private void AssertRight(string name, ITransformer model)
    {
        IDataView scored = model.Transform(ConformanceRow.Data(_context, ConformanceRow.Many(90, seed: 99)));
        string label = Subject.Named(name).LabelColumn;
        double share = label switch
        {
            nameof(ConformanceRow.IsFirst) => _context.BinaryClassification.Evaluate(scored, label).Accuracy,
            nameof(ConformanceRow.Amount) => _context.Regression.Evaluate(scored, label).RSquared,
            _ => _context.MulticlassClassification.Evaluate(scored, label).MicroAccuracy,
        };
        Assert.True(share > 0.95, $"{share}");
    }

    private void AssertCounted(int rows) => Assert.Contains(_warnings, warning => warning.Contains($"{rows} ", StringComparison.Ordinal));
}
