using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.Data;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Explanations of models whose rule is known.</summary>
public sealed class TableExplanationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Exchanging the values of an independent addend adds twice its variance to the squared error (the expectation of the squared difference of two draws), so R² loses
    /// 2 Var(addend) / Var(sum).
    /// </summary>
    [Fact]
    public void Importance_of_an_addend_is_twice_its_share_of_the_variance()
    {
        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, GeneratedTable.Houses(4000), "price"));
        TableRows rows = trained.Model.Encode(
            TextTable.Load(
                _folder.Write("new.csv", GeneratedTable.Houses(4000, seed: 2)),
                cancellation: TestContext.Current.CancellationToken
            ),
            withLabels: true
        );
        (TableEvaluation unchanged, ImmutableArray<ColumnImportance> columns) = ColumnImportance.Measure(
            trained.Model,
            rows.Samples,
            repetitions: 5,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.InRange(unchanged.Score, 0.98, 1);
        Assert.Equal(["size", "place", "rooms"], columns.Take(3).Select(column => column.Column.Name));
        TextTable table = TextTable.Load(_folder["new.csv"], cancellation: TestContext.Current.CancellationToken);
        double all = Variance(table.Columns[6], cell => double.Parse(cell, CultureInfo.InvariantCulture));
        double[] shares =
        [
            Variance(table.Columns[2], cell => 20 * double.Parse(cell, CultureInfo.InvariantCulture)) / all,
            Variance(table.Columns[3], cell => cell == "city" ? 300 : 0) / all,
            Variance(table.Columns[1], cell => 30 * double.Parse(cell, CultureInfo.InvariantCulture)) / all,
        ];
        for (int column = 0; column < shares.Length; column++)
            Assert.Equal(2 * shares[column], columns[column].Loss.Mean, (0.06 * shares[column]) + 0.005);
        Assert.All(columns.Skip(3), column => Assert.InRange(Math.Abs(column.Loss.Mean), 0, 0.005));
        Assert.All(columns, column => Assert.InRange(column.Loss.HalfWidth, 0, 0.1));
    }

    [Fact]
    public void Importance_of_classes_finds_the_two_columns_that_matter()
    {
        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, GeneratedTable.Flowers(1500), "flower"));
        (TableEvaluation unchanged, ImmutableArray<ColumnImportance> columns) = ColumnImportance.Measure(
            trained.Model,
            trained.Data.Test,
            repetitions: 4,
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal("accuracy", unchanged.ScoreName);
        Assert.Equal("height", columns[^1].Column.Name);
        Assert.True(columns[1].Loss.Mean > 0.1 && Math.Abs(columns[2].Loss.Mean) < 0.03);
    }

    /// <summary>Of a sum, a cell contributes its distance from the mean in the unit of the label, so that two cells differ by their own distance, whatever the other cells.</summary>
    [Fact]
    public void A_row_of_a_sum_is_explained_in_the_unit_of_the_label()
    {
        TrainedTable trained = GeneratedTable.Train(GeneratedTable.Load(_folder, GeneratedTable.Houses(4000), "price"));
        TextTable table = TextTable.Load(_folder["price.csv"], cancellation: TestContext.Current.CancellationToken);
        TableRows rows = trained.Model.Encode(table, withLabels: false);
        List<(double Size, double Contribution)> sizes = [];
        for (int row = 0; row < 5; row++)
        {
            var explanation = RowExplanation.Of(trained.Model, rows, row, cancellation: TestContext.Current.CancellationToken);
            Assert.Equal($"h{row}", explanation.Prediction.Row);
            double gain = explanation.Output - explanation.Baseline;
            Assert.Equal(gain, explanation.Cells.Sum(cell => cell.Contribution), Math.Max(0.5, 2e-3 * Math.Abs(gain)));
            CellContribution size = explanation.Cells.Single(cell => cell.Column.Name == "size");
            Assert.Equal(table.Columns[2][row], size.Cell);
            sizes.Add((double.Parse(size.Cell, CultureInfo.InvariantCulture), size.Contribution));
            CellContribution place = explanation.Cells.Single(cell => cell.Column.Name == "place");
            Assert.Equal(place.Cell == "city" ? 150 : -150, place.Contribution, 40.0);
            Assert.InRange(Math.Abs(explanation.Cells.Single(cell => cell.Column.Name == "color").Contribution), 0, 25);
        }

        // The rows that an explanation compares with are drawn, and their mean size is not exactly 50; differences of two rows do not depend on it.
        foreach ((double size, double contribution) in sizes)
            Assert.Equal(20 * (size - sizes[0].Size), contribution - sizes[0].Contribution, 40.0);
    }

    private static double Variance(TextColumn column, Func<string, double> valueOf)
    {
        double[] values = [.. Enumerable.Range(0, column.Count).Select(row => valueOf(column[row]))];
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }
}
