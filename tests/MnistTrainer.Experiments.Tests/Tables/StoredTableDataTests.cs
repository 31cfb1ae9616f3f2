using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Tables that are trained on from a file of rows.</summary>
public sealed class StoredTableDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingListener _listener = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("flower", null)]
    [InlineData("flower", 0.2)]
    [InlineData("price", 0.1)]
    public void Holds_out_the_same_rows_as_in_memory(string label, double? fraction)
    {
        TableSelection selection = Select(label) with { ValidationFraction = fraction, Seed = 3 };
        TableData usual = selection.Load(cancellation: Cancellation),
            data = (selection with { Memory = MemoryBudget.Parse("300MB") }).Load(_listener, Cancellation);
        using RowFile file = data.Stored!.File;
        Assert.Equal(Rows(usual.Test), Rows(data.Test));
        Assert.Equal(usual.Validation is null, data.Validation is null);
        if (usual.Validation is not null)
            Assert.Equal(Rows(usual.Validation), Rows(data.Validation!));
        Assert.Equal(Rows(usual.Train), data.Stored.ReadBlocks().SelectMany(part => Rows((Samples<float>)part)).Order());
        Assert.Equal(usual.TrainCount, data.TrainCount);
        Assert.Contains(_listener.Notes, note => note is RowsStoredNote { Unit: "rows" });
    }

    /// <summary>What is found in the table and what is found in its rows are the same row.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_of_totals_is_noted_once(bool isStored)
    {
        string rows = string.Concat(Enumerable.Range(1, 40).Select(i => $"{i},{2 * i},{(i % 3 == 0 ? "yes" : "no")}\n"));
        TableSelection selection = new(_folder.Write("sales.csv", $"price,count,y\n{rows}820,1640,no\n"))
        {
            Options = new TableOptions { LabelColumn = "y" },
            Memory = isStored ? MemoryBudget.Parse("300MB") : null,
        };
        selection.Load(_listener, Cancellation).Stored?.File.Dispose();
        Assert.Single(
            _listener.Notes.OfType<SourceNote>(),
            note => note.Finding.StartsWith("line 42 holds the sums of price, count", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("flower")]
    [InlineData("price")]
    public void Learns_as_well_as_in_memory_with_the_same_bytes_for_any_threads(string label)
    {
        TableSelection selection = Select(label) with { ValidationFraction = 0.1 };
        double usual = GeneratedTable.Train(selection.Load(cancellation: Cancellation)).Test.Score;
        TableData data = (selection with { Memory = MemoryBudget.Parse("300MB") }).Load(cancellation: Cancellation);
        using RowFile file = data.Stored!.File;
        TrainedTable one = Train(data, threads: 1);
        Assert.InRange(one.Test.Score, usual - 0.03, 1);
        Assert.Equal(one.Network.Parameters, Train(data, threads: 2).Network.Parameters);
        Assert.Equal($"{data.TrainCount}", one.Network.Definition.Metadata["trainCount"]);
        one.Save(_folder["model.zip"]);
        TextTable table = TextTable.Load(selection.Source, cancellation: Cancellation);
        Assert.InRange(TableModel.Load(_folder["model.zip"]).Evaluate(table, cancellation: Cancellation).Score, usual - 0.03, 1);
    }

    [Fact]
    public void Trains_members_and_weighs_classes()
    {
        TableData data = (Select("flower") with { Memory = MemoryBudget.Parse("300MB") }).Load(cancellation: Cancellation);
        using RowFile file = data.Stored!.File;
        Recipe recipe = TableTraining.RecipeFor(data.Schema, data.TrainCount);
        recipe = recipe with { Training = recipe.Training with { ClassWeights = ClassWeights.Balanced, Epochs = 3 } };
        TrainedTable trained = new TableTraining(recipe) { Members = 2 }.Run(data, cancellation: Cancellation);
        Assert.Equal(2, trained.Network.Definition.Members);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            TableSeries.OfFolds(new TableTraining(recipe), data, 3, cancellation: Cancellation)
        );
        Assert.Contains("cross-validation: expected all rows in memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_other_tables_for_the_test_and_for_validation()
    {
        TableSelection selection = Select("flower") with
        {
            Test = _folder.Write("test.csv", GeneratedTable.Flowers(70, seed: 2)),
            ValidationSource = _folder.Write("validation.csv", GeneratedTable.Flowers(60, seed: 3)),
            Memory = MemoryBudget.Parse("300MB"),
        };
        TableData data = selection.Load(cancellation: Cancellation);
        using RowFile file = data.Stored!.File;
        Assert.Equal((800, 70, 60), (data.TrainCount, data.Test.Count, data.Validation!.Count));
        TableData usual = (selection with { Memory = null }).Load(cancellation: Cancellation);
        Assert.Equal(Rows(usual.Test), Rows(data.Test));
    }

    [Fact]
    public void An_interrupted_training_resumes_with_the_same_bytes()
    {
        TableData data = (Select("price") with { Memory = MemoryBudget.Parse("300MB") }).Load(cancellation: Cancellation);
        using RowFile file = data.Stored!.File;
        float[] whole = Train(data, threads: 1).Network.Parameters.ToArray();
        Checkpointing checkpoints = new(_folder["checkpoint"]);
        using CancellationTokenSource source = new();
        Recipe recipe = TableTraining.RecipeFor(data.Schema, data.TrainCount);
        TrainedTable interrupted = new TableTraining(recipe) { Checkpoints = checkpoints }.Run(
            data,
            observer: new Canceler(source),
            cancellation: source.Token
        );
        Assert.True(interrupted.Training.WasCanceled);
        TrainedTable resumed = new TableTraining(recipe) { Checkpoints = checkpoints with { Resume = true } }.Run(
            data,
            cancellation: Cancellation
        );
        Assert.Equal(whole, resumed.Network.Parameters);
    }

    [Fact]
    public void Rejects_a_network_that_leaves_no_memory()
    {
        TableSelection selection = Select("flower") with
        {
            ValidationFraction = 0.5,
            Memory = MemoryBudget.Parse("300MB"),
            MemoryFor = (schema, rows) =>
                TableTraining.RecipeFor(schema, rows) with
                {
                    Network = new NetworkOptions { HiddenUnits = [30_000, 300] },
                },
        };
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => selection.Load(cancellation: Cancellation));
        Assert.Contains("the memory for training: expected at least", error.Message, StringComparison.Ordinal);
    }

    private TableSelection Select(string label) =>
        new(_folder.Write($"{label}.csv", label == "flower" ? GeneratedTable.Flowers(800) : GeneratedTable.Houses(900)))
        {
            Options = new TableOptions { LabelColumn = label },
        };

    private static TrainedTable Train(TableData data, int threads)
    {
        Recipe recipe = TableTraining.RecipeFor(data.Schema, data.TrainCount);
        return new TableTraining(recipe with { Training = recipe.Training with { Threads = threads } }).Run(
            data,
            cancellation: Cancellation
        );
    }

    private static IEnumerable<string> Rows(Samples<float> samples) =>
        Enumerable
            .Range(0, samples.Count)
            .Select(row =>
                $"{string.Join(' ', samples.Row(row).ToArray())}: {(samples.HasTargets ? samples.Targets[row] : samples.Labels[row])}"
            )
            .Order();

    private sealed class Canceler(CancellationTokenSource source) : ITrainingObserver
    {
        public void OnStep(in TrainingProgress progress)
        {
            if (progress.Epoch == 3)
                source.Cancel();
        }
    }
}
