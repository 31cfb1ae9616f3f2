using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Trainings on a table that are divided among processes, against those of one process.</summary>
public sealed class DividedTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Ways => DividedRuns.Ways;

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Checkpointing Checkpoints => new(_folder["model.zip.runs"]) { KeepAtEnd = true };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Seeds_are_the_same(string way)
    {
        TableData data = Load(holdsOutTest: true);
        TableTraining training = TrainingOn(data);
        TableSeries expected = TableSeries.OfSeeds(training, data, 3, null, Cancellation);
        training = training with { Checkpoints = Checkpoints };
        DividedRuns.Train(way, Checkpoints.Path, listener => training.SeedsOn(data, 3, listener));
        AreSame(expected, TableSeries.OfSeeds(training, data, 3, null, Cancellation));
        new RunFolder(Checkpoints.Path).Delete(training.SeedsOn(data, 3));
        Assert.False(Directory.Exists(Checkpoints.Path));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Folds_are_the_same(string way)
    {
        TableData data = Load(holdsOutTest: false);
        TableTraining training = TrainingOn(data);
        TableSeries expected = TableSeries.OfFolds(training, data, 3, null, null, Cancellation);
        training = training with { Checkpoints = Checkpoints };
        DividedRuns.Train(way, Checkpoints.Path, listener => training.FoldsOn(data, 3, null, listener));
        AreSame(expected, TableSeries.OfFolds(training, data, 3, null, null, Cancellation));
    }

    [Theory]
    [InlineData("2,1")]
    [InlineData("3,2!,1")]
    public void An_ensemble_has_the_same_bytes(string way)
    {
        TableData data = Load(holdsOutTest: true);
        TableTraining training = TrainingOn(data) with { Members = 3 };
        training.Run(data, null, null, Cancellation).Save(_folder["whole.zip"]);
        training = training with { Checkpoints = Checkpoints };
        DividedRuns.Train(way, Checkpoints.Path, listener => training.SeedsOn(data, 3, listener));
        training.Run(data, null, null, Cancellation).Save(_folder["model.zip"]);
        Assert.Equal(File.ReadAllBytes(_folder["whole.zip"]), File.ReadAllBytes(_folder["model.zip"]));
    }

    private static void AreSame(TableSeries expected, TableSeries series)
    {
        Assert.Equal(
            expected.Trainings.Select(one => one.Network.Parameters.ToArray()),
            series.Trainings.Select(one => one.Network.Parameters.ToArray())
        );
        Assert.Equal(expected.RSquared, series.RSquared);
        Assert.Equal(
            expected.Trainings.Select(one => one.Network.Definition.Metadata),
            series.Trainings.Select(one => one.Network.Definition.Metadata)
        );
    }

    private static TableTraining TrainingOn(TableData data)
    {
        Recipe recipe = TableTraining.RecipeFor(data.Schema, data.Train.Count);
        return new TableTraining(recipe with { Training = recipe.Training with { Epochs = 3, Threads = 1 } });
    }

    private TableData Load(bool holdsOutTest) =>
        new TableSelection(_folder.Write("houses.csv", GeneratedTable.Houses(240)))
        {
            Options = new TableOptions { LabelColumn = "price" },
            HoldsOutTest = holdsOutTest,
        }.Load(cancellation: Cancellation);
}
