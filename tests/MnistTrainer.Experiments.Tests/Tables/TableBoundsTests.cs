using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>A network for a number of a table predicts no number beyond those of the training rows.</summary>
public sealed class TableBoundsTests : IDisposable
{
    private const string Header = "id,rooms,size,place,color,door\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_row_beyond_the_training_rows_gets_their_largest_or_smallest_label(int members)
    {
        TableData data = GeneratedTable.Load(_folder, GeneratedTable.Houses(400), "price");
        (float least, float greatest) = RangeOf(data);
        TrainedTable clamped = Train(data, members, recipe => recipe),
            free = Train(data, members, recipe => With(recipe, Activation.Identity));
        Assert.Equal(new Clamp(least, greatest), ActivationOf(clamped));
        Assert.Equal(Activation.Identity, ActivationOf(free));
        TablePredictions limited = Predict(clamped),
            unlimited = Predict(free);
        float[] found = OutputsOf(limited),
            beyond = OutputsOf(unlimited);
        Assert.True(beyond[0] > greatest && beyond[1] < least, string.Join(' ', beyond));
        Assert.Equal([greatest, least, beyond[2]], found);
        Assert.Equal(
            [
                $"price: predictions limited to the network's range of {limited.Predictions[1].Answer} to {limited.Predictions[0].Answer} (by default that of the training labels): 2 of 3",
            ],
            LimitsIn(limited)
        );
        Assert.Empty(LimitsIn(unlimited));
        Assert.Empty(LimitsIn(Predict(clamped, Header + "c,3,50,city,red,0.5\n")));
    }

    [Fact]
    public void A_table_in_a_file_has_the_bounds_of_one_in_memory()
    {
        TableSelection selection = new(_folder.Write("price.csv", GeneratedTable.Houses(400)))
        {
            Options = new TableOptions { LabelColumn = "price" },
        };
        TableData usual = selection.Load(cancellation: Cancellation),
            data = (selection with { Memory = MemoryBudget.Parse("300MB") }).Load(cancellation: Cancellation);
        using RowFile file = data.Stored!.File;
        (float least, float greatest) = RangeOf(usual);
        Assert.Equal(new Clamp(least, greatest), ActivationOf(Train(data, 1, Short)));
        Assert.Equal(new Clamp(least, greatest), ActivationOf(Train(usual, 1, Short)));
    }

    [Fact]
    public void Quantiles_and_chosen_activations_have_no_bounds()
    {
        TableData data = GeneratedTable.Load(_folder, GeneratedTable.Houses(60), "price");
        Assert.Equal(Activation.Identity, ActivationOf(Train(data, 1, recipe => With(Short(recipe), Loss.Pinball(0.9f)))));
        Assert.Equal(Activation.Identity, ActivationOf(Train(data, 1, recipe => With(Short(recipe), new Dense(1, Activation.Identity)))));
        Assert.IsType<Clamp>(ActivationOf(Train(data, 1, recipe => With(Short(recipe), new Dense(1)))));
        Assert.IsType<Clamp>(ActivationOf(Train(data, 1, recipe => With(Short(recipe), Loss.AbsoluteError))));
    }

    [Fact]
    public void Contributions_add_up_to_the_bound()
    {
        TableData data = GeneratedTable.Load(_folder, GeneratedTable.Houses(400), "price");
        TrainedTable trained = Train(data, 1, recipe => recipe);
        TableModel model = new(trained.Network, data.Schema);
        var rows = TextTable.Load(
            _folder.Write("more.csv", GeneratedTable.Houses(50) + "x,6,300,city,red,0.5,\n"),
            cancellation: Cancellation
        );
        var explanation = RowExplanation.Of(model, model.Encode(rows, withLabels: false), 50, cancellation: Cancellation);
        Assert.Equal(RangeOf(data).Greatest, explanation.Output);
        double[] contributions = [.. explanation.Cells.Select(cell => cell.Contribution)];
        Assert.Equal(explanation.Output - explanation.Baseline, contributions.Sum(), 1e-3 * contributions.Sum(Math.Abs));
        Assert.Equal("size", explanation.Cells[0].Column.Name);
    }

    private static TrainedTable Train(TableData data, int members, Func<Recipe, Recipe> adjust) =>
        new TableTraining(adjust(TableTraining.RecipeFor(data.Schema, data.TrainCount, members))) { Members = members }.Run(
            data,
            cancellation: Cancellation
        );

    private static Recipe Short(Recipe recipe) => recipe with { Training = recipe.Training with { Epochs = 1 } };

    private static Recipe With(Recipe recipe, Activation output) =>
        recipe with
        {
            Network = recipe.Network with { OutputActivation = output },
        };

    private static Recipe With(Recipe recipe, Loss loss) => recipe with { Training = recipe.Training with { Loss = loss } };

    private static Recipe With(Recipe recipe, Layer last) =>
        recipe with
        {
            Network = recipe.Network with { Layers = [new Dense(4, Activation.ReLU), last] },
        };

    private static (float Least, float Greatest) RangeOf(TableData data) =>
        (data.Train.Targets.ToArray().Min(), data.Train.Targets.ToArray().Max());

    private static Activation ActivationOf(TrainedTable trained) => trained.Network.Definition.Layers[^1].Activation;

    // A palace, a ruin and a house as any other.
    private TablePredictions Predict(
        TrainedTable trained,
        string rows = Header + "a,6,300,city,red,0.5\nb,1,-200,country,red,0.5\nc,3,50,city,red,0.5\n"
    ) =>
        new TableModel(trained.Network, trained.Data.Schema).Predict(
            TextTable.Load(_folder.Write("new.csv", rows), cancellation: Cancellation),
            cancellation: Cancellation
        );

    private static float[] OutputsOf(TablePredictions predictions) => [.. predictions.Predictions.Select(one => one.Outputs[0])];

    private static string[] LimitsIn(TablePredictions predictions) =>
        [.. predictions.Notes.Where(note => note.Contains("limited to", StringComparison.Ordinal))];
}
