using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Several trainings on a table, against the same trainings one by one.</summary>
public sealed class TableSeriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("flower")]
    [InlineData("price")]
    public void Folds_measure_every_row_once_by_a_network_that_was_not_trained_on_it(string label)
    {
        TableData data = Load(label, 240, holdsOutTest: false);
        Assert.Equal((240, 0), (data.Train.Count, data.Test.Count));
        TableTraining training = new(Short(TableTraining.RecipeFor(data.Schema, 180)));
        TableSeries series = TableSeries.OfFolds(training, data, 4, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([60, 60, 60, 60], series.Trainings.Select(one => one.Test.Count));
        Assert.All(series.Trainings, one => Assert.Equal(180, one.Data.Train.Count));
        string[] measured = [.. series.Trainings.SelectMany(one => RowsOf(one.Data.Test))];
        Assert.Equal(RowsOf(data.Train).Order(StringComparer.Ordinal), measured.Order(StringComparer.Ordinal));
        Assert.All(series.Trainings, one => Assert.Empty(RowsOf(one.Data.Test).Intersect(RowsOf(one.Data.Train))));

        IReadOnlyList<int[]> folds = StratifiedFolds.Split(data.Train, 4, training.Recipe.Training.Seed);
        TableData second = data with
        {
            Train = (Samples<float>)data.Train.Subset([.. folds[0], .. folds[2], .. folds[3]]),
            Test = (Samples<float>)data.Train.Subset(folds[1]),
        };
        TrainedTable twin = training.Run(second, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(twin.Network.Parameters.ToArray(), series.Trainings[1].Network.Parameters.ToArray());
        Assert.Equal(twin.Test.Score, series.Trainings[1].Test.Score);
    }

    [Fact]
    public void Seeds_follow_each_other_on_the_same_rows()
    {
        TableData data = Load("flower", 200, holdsOutTest: true);
        TableTraining training = new(Short(TableTraining.RecipeFor(data.Schema, data.Train.Count)));
        RecordingListener listener = new();
        TableSeries series = TableSeries.OfSeeds(training, data, 3, listener, TestContext.Current.CancellationToken);
        Assert.Equal([1UL, 2UL, 3UL], series.Trainings.Select(one => one.Recipe.Training.Seed));
        Recipe third = training.Recipe with { Training = training.Recipe.Training with { Seed = 3 } };
        TrainedTable twin = new TableTraining(third).Run(data, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(twin.Network.Parameters.ToArray(), series.Trainings[2].Network.Parameters.ToArray());
        double[] accuracies = [.. series.Trainings.Select(one => one.Test.Classification!.MicroAccuracy)];
        Assert.Equal(accuracies.Average(), series.Accuracy!.Value.Mean, 1e-12);
        Assert.Equal(
            Math.Sqrt(accuracies.Sum(one => Math.Pow(one - accuracies.Average(), 2)) / 2),
            series.Accuracy.Value.StandardDeviation,
            1e-12
        );
        Assert.Equal((null, null), (series.RSquared, series.AreaUnderCurve));
    }

    [Fact]
    public void Early_stopping_holds_out_a_tenth_of_what_a_fold_is_trained_on()
    {
        TableData data = Load("price", 200, holdsOutTest: false);
        Recipe recipe = Short(TableTraining.RecipeFor(data.Schema, 100));
        recipe = recipe with { Training = recipe.Training with { EarlyStopping = new EarlyStopping(1) } };
        TableSeries series = TableSeries.OfFolds(new TableTraining(recipe), data, 2, cancellation: TestContext.Current.CancellationToken);
        Assert.All(
            series.Trainings,
            one => Assert.Equal((90, 10, 100), (one.Data.Train.Count, one.Data.Validation!.Count, one.Data.Test.Count))
        );
        Assert.Equal(2, series.RSquared!.Value.Count);
    }

    private TableData Load(string label, int rows, bool holdsOutTest) =>
        new TableSelection(_folder.Write($"{label}.csv", label == "price" ? GeneratedTable.Houses(rows) : GeneratedTable.Flowers(rows)))
        {
            Options = new TableOptions { LabelColumn = label },
            HoldsOutTest = holdsOutTest,
        }.Load(cancellation: TestContext.Current.CancellationToken);

    private static Recipe Short(Recipe recipe) => recipe with { Training = recipe.Training with { Epochs = 3 } };

    private static string[] RowsOf(Samples<float> samples) =>
        [.. Enumerable.Range(0, samples.Count).Select(row => string.Join(' ', samples.Row(row).ToArray()))];
}
