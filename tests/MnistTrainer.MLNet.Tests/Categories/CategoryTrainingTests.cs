using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>What the vectors of categories are trained on, and what is read without one.</summary>
public sealed class CategoryTrainingTests
{
    private static readonly NeuralNetworkTrainer.Options Prices = new() { LabelColumnName = "Price", CategoricalColumnNames = ["City"] };

    private readonly MLContext _context = new(1);
    private readonly List<string> _log = [];

    public CategoryTrainingTests() => _context.Log += (_, e) => _log.Add(e.Message);

    [Fact]
    public void Learns_what_the_values_mean()
    {
        IDataView train = Sale.Data(_context, Sale.Generate(2000, 1)),
            test = Sale.Data(_context, Sale.Generate(500, 2));
        double RSquared(NeuralNetworkTrainer.Options options) =>
            _context.Regression.Evaluate(_context.Regression.Trainers.NeuralNetwork(options).Fit(train).Transform(test), "Price").RSquared;
        double without = RSquared(Prices with { CategoricalColumnNames = [] });
        Assert.InRange(without, -0.1, 0.6);
        Assert.InRange(RSquared(Prices), 0.97, 1);
        Assert.Contains(
            _log,
            line =>
                line.Contains(
                    "Categories have vectors: category embedding 3 → 18, values 40 → 16. Features are normalized: feature encoding 18 →",
                    StringComparison.Ordinal
                )
        );
    }

    /// <summary>Values of which no row was trained on, and missing ones, are read alike: as the mean, which is in the middle of the cities.</summary>
    [Fact]
    public void Reads_a_value_that_no_row_had_as_a_missing_one()
    {
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(Prices)
            .Fit(Sale.Data(_context, Sale.Generate(2000, 1, cities: 30)));
        float[] Scores(params uint[] cities) =>
            [
                .. model
                    .Transform(
                        Sale.Data(
                            _context,
                            [
                                .. cities.Select(city => new Sale
                                {
                                    City = city,
                                    Kinds = [1, 1],
                                    Features = [70, 0.5f],
                                    Prices = [0, 0],
                                    Flags = [false, false],
                                }),
                            ]
                        )
                    )
                    .GetColumn<float>("Score"),
            ];
        float[] of = Scores([.. Enumerable.Range(0, 30).Select(city => (uint)city)]),
            other = Scores(Sale.Cities, 30, 39);
        Assert.Equal(other[0], other[1]);
        Assert.Equal(other[0], other[2]);
        Assert.InRange(other[0], of.Average() - (0.5 * Deviation(of)), of.Average() + (0.5 * Deviation(of)));
        Assert.True(of.Distinct().Count() == 30);
    }

    /// <summary>Cities of the dear kind are missing: what is missing is worth more.</summary>
    [Fact]
    public void Learns_what_a_missing_category_means()
    {
        Sale[] sales = Sale.Generate(2000, 1);
        foreach (Sale sale in sales.Where(sale => sale.Price > 250_000))
            sale.City = Sale.Cities;
        Sale[] test = Sale.Generate(300, 5);
        foreach (Sale sale in test)
            sale.City = Sale.Cities;
        NeuralNetworkTransformer model = _context.Regression.Trainers.NeuralNetwork(Prices).Fit(Sale.Data(_context, sales));
        Assert.InRange(model.Transform(Sale.Data(_context, test)).GetColumn<float>("Score").Average(), 250_000, 400_000);
        Assert.Contains(_log, line => line.Contains("of 2000 rows of the training data have missing categories", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_categories_can_be_skipped_or_an_error()
    {
        Sale[] sales = Sale.Generate(200, 1);
        sales[6].Kinds[1] = 0;
        IDataView data = Sale.Data(_context, sales);
        NeuralNetworkTrainer.Options options = Prices with { CategoricalColumnNames = ["City", "Kinds"], NumberOfIterations = 1 };
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            _context.Regression.Trainers.NeuralNetwork(options with { MissingValues = MissingValues.Fail }).Fit(data)
        );
        Assert.StartsWith("categorical column 'Kinds', row 7: expected a value, found none", error.Message, StringComparison.Ordinal);
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(options with { MissingValues = MissingValues.Skip })
            .Fit(data);
        Assert.Equal("199", model.Model.Definition.Metadata["trainCount"]);
    }

    [Fact]
    public void Is_the_same_on_any_number_of_threads()
    {
        IDataView data = Sale.Data(_context, Sale.Generate(500, 1, missing: 0.1));
        float[] Train(int threads) =>
            _context
                .Regression.Trainers.NeuralNetwork(Prices with { NumberOfThreads = threads, NumberOfIterations = 3 })
                .Fit(data)
                .Model.Parameters.ToArray();
        Assert.Equal(Train(1), Train(3));
    }

    /// <summary>Rows in memory and rows in blocks have the same shares, also of the values that only the last block has.</summary>
    [Fact]
    public void Streamed_rows_are_counted_before()
    {
        Sale[] sales = [.. Sale.Generate(300, 1, cities: 30, missing: 0.1).OrderBy(sale => sale.City)];
        IDataView data = Sale.Data(_context, sales);
        NeuralNetworkTrainer.Options options = Prices with { NumberOfIterations = 1 };
        float[] Shares(NeuralNetworkTrainer.Options one) =>
            _context.Regression.Trainers.NeuralNetwork(one).Fit(data).Model.LayerParameters(0)[(41 * 16)..].ToArray();
        float[] expected = [1, .. Enumerable.Repeat(1 / 30f, 30), .. new float[10]];
        Assert.Equal(expected, Shares(options));
        Assert.Equal(expected, Shares(options with { StreamFromDataView = true, StreamedRows = 64 }));
        Assert.Equal(expected, Shares(options with { NumberOfMembers = 2 })[..41]);
    }

    [Fact]
    public void Stops_early_and_keeps_a_part_for_validation()
    {
        IDataView data = Sale.Data(_context, Sale.Generate(500, 1));
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(
                Prices with
                {
                    ValidationFraction = 0.3f,
                    EarlyStopping = new EarlyStopping(2),
                    NumberOfIterations = 60,
                }
            )
            .Fit(data);
        Assert.NotNull(model.Training!.BestEpoch);
        Assert.IsType<CategoryEmbedding>(model.Model.Definition.Layers[0]);
    }

    [Fact]
    public void Continuing_keeps_shares_and_rejects_other_keys()
    {
        NeuralNetworkTransformer first = _context
            .Regression.Trainers.NeuralNetwork(Prices)
            .Fit(Sale.Data(_context, Sale.Generate(500, 1, cities: 20)));
        NeuralNetworkTrainer continued = _context.Regression.Trainers.NeuralNetwork(
            Prices with
            {
                LearningRate = 1e-4f,
                NumberOfIterations = 1,
            }
        );
        IDataView more = Sale.Data(_context, Sale.Generate(200, 9));
        NeuralNetworkTransformer second = continued.Fit(more, first.Model);
        Assert.Equal(first.Model.Definition.Layers, second.Model.Definition.Layers);
        Assert.Equal(first.Model.LayerParameters(0)[(41 * 16)..].ToArray(), second.Model.LayerParameters(0)[(41 * 16)..].ToArray());
        Assert.NotEqual(first.Model.LayerParameters(0).ToArray(), second.Model.LayerParameters(0).ToArray());
        NeuralNetworkTrainer other = _context.Regression.Trainers.NeuralNetwork(Prices with { CategoricalColumnNames = ["Kinds"] });
        Assert.Contains(
            "values 12 → 12, 12 → 12",
            Assert.Throws<InvalidInputException>(() => other.Fit(more, first.Model)).Message,
            StringComparison.Ordinal
        );
        NeuralNetworkTrainer none = _context.Regression.Trainers.NeuralNetwork(Prices with { CategoricalColumnNames = [] });
        Assert.Throws<InvalidInputException>(() => none.Fit(more, first.Model));
    }

    /// <summary>Layers of the user's own come behind the vectors, and an encoding among them keeps its bound.</summary>
    [Fact]
    public void Own_layers_come_behind_the_vectors()
    {
        IDataView data = Sale.Data(_context, Sale.Generate(200, 1));
        NeuralNetworkTrainer.Options options = Prices with
        {
            NumberOfIterations = 1,
            Layers = [new FeatureEncoding(Clip: 0), new Dense(5, Activation.ReLU), new Dense(1, Activation.Identity)],
        };
        Network network = _context.Regression.Trainers.NeuralNetwork(options).Fit(data).Model;
        Assert.Equal(["category-embedding", "feature-encoding", "dense", "dense"], network.Definition.Layers.Select(layer => layer.Kind));
        Assert.Equal(0, ((FeatureEncoding)network.Definition.Layers[1]).Clip);
        Assert.Equal(
            network.Definition.Layers,
            _context.Regression.Trainers.NeuralNetwork(options).Fit(data, network).Model.Definition.Layers
        );
    }

    [Fact]
    public void The_importance_of_features_can_be_measured()
    {
        IDataView data = Sale.Data(_context, Sale.Generate(1000, 1));
        NeuralNetworkTransformer model = _context.Regression.Trainers.NeuralNetwork(Prices).Fit(data);
        var importance = _context.Regression.PermutationFeatureImportance(model, model.Transform(data), "Price");
        Assert.True(importance[0].RSquared.Mean < -0.1);
    }

    private static double Deviation(float[] values) => Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));
}
