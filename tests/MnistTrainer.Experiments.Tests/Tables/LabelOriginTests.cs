using System.Globalization;
using MnistTrainer.Data;

namespace MnistTrainer.Experiments.Tests;

/// <summary>A label of large numbers that differ little is learned as the same numbers less a constant.</summary>
public sealed class LabelOriginTests : IDisposable
{
    private const int Added = 1_600_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The median of the smaller labels is 0, so that both networks are trained on the same numbers.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Adding_to_the_label_adds_to_predictions(int members)
    {
        (TrainedTable small, TextTable table) = Train("small", shift: 0, members);
        (TrainedTable large, TextTable same) = Train("large", Added, members);
        Assert.Equal((0, Added), (small.Schema.Label.Origin, large.Schema.Label.Origin));
        Assert.InRange(large.Test.Regression!.RSquared, 0.98, 1);
        Assert.Equal(small.Test.Regression!.RSquared, large.Test.Regression.RSquared, 1e-6);
        Assert.Equal(small.Test.Regression.Baseline, large.Test.Regression.Baseline, 1e-6);

        large.Save(_folder["large.zip"]);
        var loaded = TableModel.Load(_folder["large.zip"]);
        TableEvaluation evaluation = loaded.Evaluate(same, cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(evaluation.Score, 0.98, 1);
        Assert.Equal(small.Model.Evaluate(table, cancellation: TestContext.Current.CancellationToken).Score, evaluation.Score, 1e-6);
        TablePredictions few = small.Model.Predict(table, cancellation: TestContext.Current.CancellationToken);
        TablePredictions many = loaded.Predict(same, cancellation: TestContext.Current.CancellationToken);
        using StringWriter text = new();
        many.Write(text);
        string[] lines = text.ToString().Split('\n');
        for (int row = 0; row < few.Predictions.Length; row++)
        {
            Assert.Equal(Added, many.Predictions[row].Value!.Value - few.Predictions[row].Value!.Value, 1e-3);
            Assert.Equal(few.Predictions[row].Deviation, many.Predictions[row].Deviation);
            decimal written = decimal.Parse(lines[row + 1].Split(',')[1], CultureInfo.InvariantCulture);
            Assert.Equal((double)(written - Added), few.Predictions[row].Value!.Value, 1e-3);
        }
    }

    [Fact]
    public void A_row_is_explained_in_the_unit_of_the_label()
    {
        (TrainedTable small, TextTable table) = Train("small", shift: 0);
        (TrainedTable large, TextTable same) = Train("large", Added);
        RowExplanation one = Explain(small, table),
            other = Explain(large, same);
        Assert.Equal(Added, other.Output - one.Output, 1e-3);
        Assert.Equal(Added, other.Baseline - one.Baseline, 1e-3);
        Assert.Equal(other.Prediction.Value!.Value, other.Output, 1e-2);
        Assert.Equal(one.Cells.Select(cell => cell.Contribution), other.Cells.Select(cell => cell.Contribution));
    }

    /// <summary>What reads the network alone is informed by its metadata.</summary>
    [Fact]
    public void The_network_names_what_is_to_be_added()
    {
        Assert.Equal("1600000000", Train("large", Added).Trained.Network.Definition.Metadata["labelOrigin"]);
        Assert.False(Train("small", shift: 0).Trained.Network.Definition.Metadata.ContainsKey("labelOrigin"));
    }

    // y = 1000 a - 300 b of whole numbers, less the median of its different values.
    private (TrainedTable Trained, TextTable Table) Train(string name, int shift, int members = 1)
    {
        Random random = new(7);
        (double A, double B, int Y)[] rows =
        [
            .. Enumerable
                .Range(0, 800)
                .Select(_ => (A: random.NextDouble(), B: random.NextDouble()))
                .Select(row => (row.A, row.B, (int)((1000 * row.A) - (300 * row.B)))),
        ];
        int[] different = [.. rows.Select(row => row.Y).Distinct().Order()];
        int median = different[different.Length / 2];
        string text = string.Concat(
            rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.A:R},{row.B:R},{row.Y - median + shift}\n"))
        );
        string path = _folder.Write($"{name}.csv", "a,b,y\n" + text);
        TableData data = new TableSelection(path) { Options = new TableOptions { LabelColumn = "y" } }.Load(
            cancellation: TestContext.Current.CancellationToken
        );
        TableTraining training = new(TableTraining.RecipeFor(data.Schema, data.Train.Count)) { Members = members };
        return (
            training.Run(data, cancellation: TestContext.Current.CancellationToken),
            TextTable.Load(path, cancellation: TestContext.Current.CancellationToken)
        );
    }

    private static RowExplanation Explain(TrainedTable trained, TextTable table) =>
        RowExplanation.Of(
            trained.Model,
            trained.Model.Encode(table, withLabels: false),
            row: 3,
            cancellation: TestContext.Current.CancellationToken
        );
}
