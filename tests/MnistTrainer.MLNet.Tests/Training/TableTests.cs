using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The trainer with its defaults learns from columns in any units, as users of trees expect.</summary>
public sealed class TableTests
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _log = [];

    public TableTests() => _context.Log += (_, e) => _log.Add(e.Message);

    [Fact]
    public void One_line_learns_from_raw_dollars()
    {
        IDataView train = _context.Data.LoadFromEnumerable(House.Generate(2000, 1)),
            test = _context.Data.LoadFromEnumerable(House.Generate(500, 2));
        NeuralNetworkTransformer model = _context.Regression.Trainers.NeuralNetwork("Price").Fit(train);
        double ours = _context.Regression.Evaluate(model.Transform(test), "Price").RSquared,
            linear =
                _context
                    .Regression.Evaluate(
                        _context
                            .Transforms.NormalizeMeanVariance("Features", fixZero: false)
                            .Append(_context.Regression.Trainers.Sdca("Price"))
                            .Fit(train)
                            .Transform(test),
                        "Price"
                    )
                    .RSquared;
        Assert.InRange(ours, Math.Max(linear + 0.1, 0.97), 1);
        Assert.Contains(_log, line => line.Contains("Features are normalized: feature encoding 4 →", StringComparison.Ordinal));
    }

    /// <summary>Without normalization, the same call fails as it did before.</summary>
    [Fact]
    public void Normalization_is_what_makes_it_work()
    {
        IDataView train = _context.Data.LoadFromEnumerable(House.Generate(1000, 1));
        NeuralNetworkTrainer.Options options = new() { LabelColumnName = "Price", NormalizeFeatures = false };
        NeuralNetworkTransformer model = _context.Regression.Trainers.NeuralNetwork(options).Fit(train);
        Assert.False(model.Model.Definition.AcceptsMissingValues);
        Assert.True(_context.Regression.Evaluate(model.Transform(train), "Price").RSquared < 0.9);
        Assert.Contains(_log, line => line.Contains("Features are not normalized.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_unit_of_a_column_does_not_matter()
    {
        House[] dollars = House.Generate(400, 1),
            thousands =

            [
                .. dollars.Select(house => new House
                {
                    IsDear = house.IsDear,
                    Features = [house.Features[0] / 1024, .. house.Features[1..]],
                }),
            ];
        float[] Scores(House[] rows)
        {
            IDataView data = _context.Data.LoadFromEnumerable(rows);
            return [.. _context.BinaryClassification.Trainers.NeuralNetwork("IsDear").Fit(data).Transform(data).GetColumn<float>("Score")];
        }

        // A power of two divides without rounding, so the encoded values differ by the last bit at most.
        Assert.Equal(Scores(dollars), Scores(thousands), (x, y) => Math.Abs(x - y) < 0.02 * Math.Max(1, Math.Abs(x)));
    }

    [Fact]
    public void Rows_with_missing_values_are_learned_from_and_scored()
    {
        IDataView train = _context.Data.LoadFromEnumerable(House.Generate(2000, 1, missing: 0.3f)),
            test = _context.Data.LoadFromEnumerable(House.Generate(500, 2));
        NeuralNetworkTransformer model = _context.Regression.Trainers.NeuralNetwork("Price").Fit(train);
        Assert.Equal(1, ((FeatureEncoding)model.Model.Definition.Layers[0]).Indicators);
        Assert.InRange(_context.Regression.Evaluate(model.Transform(test), "Price").RSquared, 0.95, 1);
        Assert.All(model.Transform(train).GetColumn<float>("Score"), score => Assert.True(float.IsFinite(score)));
        Assert.Contains(_log, line => line.Contains("of 2000 rows of the training data have missing features", StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_values_can_be_an_error()
    {
        House[] rows = House.Generate(50, 1);
        rows[6].Features[2] = float.NaN;
        NeuralNetworkTrainer.Options options = new() { LabelColumnName = "Price", MissingValues = MissingValues.Fail };
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            _context.Regression.Trainers.NeuralNetwork(options).Fit(_context.Data.LoadFromEnumerable(rows))
        );
        Assert.StartsWith("feature column 'Features', row 7, feature 3: expected a number", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, 100)]
    [InlineData(200, 40)]
    [InlineData(600, 25)]
    [InlineData(1_000, 20)]
    [InlineData(3_000, 27)]
    [InlineData(20_000, 12)]
    [InlineData(100_000, 7)]
    [InlineData(1_000_000, 5)]
    public void Steps_are_the_budget(int rows, int epochs) =>
        Assert.Equal(epochs, TableDefaults.TrainingOf(rows, Loss.SquaredError).Epochs);

    [Theory]
    [InlineData("sigmoid-cross-entropy", 2_999, 64)]
    [InlineData("sigmoid-cross-entropy", 3_000, 128)]
    [InlineData("softmax-cross-entropy", 1_000_000, 64)]
    [InlineData("squared-error", 1_000_000, 64)]
    public void Two_classes_of_many_rows_have_larger_batches(string loss, int rows, int batch)
    {
        TrainingOptions options = TableDefaults.TrainingOf(rows, Loss.Parse(loss));
        Assert.Equal(batch, options.BatchSize);
        Assert.Equal(batch == 128 ? 0.0035f : 0.005f, options.Optimizer.LearningRate);
        Assert.Equal(64, TableDefaults.StreamedTraining(Loss.Parse(loss)).BatchSize);
    }

    [Fact]
    public void What_is_set_takes_precedence()
    {
        IDataView data = _context.Data.LoadFromEnumerable(House.Generate(100, 1));
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork("Price", hiddenUnits: [7], numberOfIterations: 3)
            .Fit(data);
        Assert.Equal(3, model.Training!.Epochs.Count);
        Assert.Equal([7, 1], model.Model.Definition.Layers.OfType<Dense>().Select(layer => layer.Units));
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = "Price",
            Training = new TrainingOptions { Epochs = 2 },
        };
        Assert.Equal(2, _context.Regression.Trainers.NeuralNetwork(options).Fit(data).Training!.Epochs.Count);
    }

    /// <summary>Each of these alone changes the network, and leaves the other defaults of tables.</summary>
    [Fact]
    public void Options_of_training_can_be_set_one_by_one()
    {
        IDataView data = _context.Data.LoadFromEnumerable(House.Generate(300, 1));
        NeuralNetworkTrainer.Options options = new() { LabelColumnName = "IsDear", NumberOfIterations = 4 };
        (string Name, NeuralNetworkTrainer.Options Options)[] changed =
        [
            ("nothing", options),
            ("optimizer", options with { Optimizer = new Nadam(0.005f) }),
            ("schedule", options with { Schedule = LearningRateSchedule.Constant }),
            ("class weights", options with { ClassWeights = ClassWeights.Balanced }),
            ("early stopping", options with { EarlyStopping = new EarlyStopping(1), ValidationFraction = 0.5f, NumberOfIterations = 50 }),
        ];
        Dictionary<string, NeuralNetworkTransformer> models = changed.ToDictionary(
            one => one.Name,
            one => _context.BinaryClassification.Trainers.NeuralNetwork(one.Options).Fit(data)
        );
        Assert.Equal(
            changed.Length,
            models.Values.Select(model => string.Join(' ', model.Model.LayerParameters(1).ToArray())).Distinct().Count()
        );
        Assert.NotNull(models["early stopping"].Training!.BestEpoch);
        Assert.Equal(4, models["schedule"].Training!.Epochs.Select(epoch => epoch.LearningRate).Count(rate => rate == 0.005f));
        Assert.All(models.Values, model => Assert.Equal(128, model.Model.Definition.Layers.OfType<Dense>().First().Units));
    }

    /// <summary>N-grams are counts, nearly all 0: a layer that reads every one of them would take hours.</summary>
    [Fact]
    public void Very_wide_vectors_stay_as_they_are()
    {
        IDataView data = _context.Data.LoadFromEnumerable(
            Enumerable.Range(0, 40).Select(i => new Text { IsDear = i % 2 == 0, Features = Words(i % 2) }),
            SchemaOf(NeuralNetworkTrainer.Options.MaximumNormalizedColumns + 1)
        );
        NeuralNetworkTransformer model = _context.BinaryClassification.Trainers.NeuralNetwork("IsDear").Fit(data);
        Assert.False(model.Model.Definition.AcceptsMissingValues);
        Assert.Equal(32, model.Model.Definition.Layers.OfType<Dense>().First().Units);
        Assert.Contains(_log, line => line.Contains("Features are not normalized: there are 16385.", StringComparison.Ordinal));

        static float[] Words(int word)
        {
            float[] counts = new float[NeuralNetworkTrainer.Options.MaximumNormalizedColumns + 1];
            counts[word] = 1;
            return counts;
        }

        static SchemaDefinition SchemaOf(int width)
        {
            var schema = SchemaDefinition.Create(typeof(Text));
            schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
            return schema;
        }
    }

    private sealed class Text
    {
        public bool IsDear { get; set; }

        public float[] Features { get; set; } = [];
    }

    [Fact]
    public void Other_options_of_the_network_keep_the_layers_of_tables()
    {
        IDataView data = _context.Data.LoadFromEnumerable(House.Generate(100, 1));
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = "Price",
            HiddenActivation = Activation.GELU,
            NumberOfIterations = 1,
        };
        Dense[] layers = [.. _context.Regression.Trainers.NeuralNetwork(options).Fit(data).Model.Definition.Layers.OfType<Dense>()];
        Assert.Equal([128, 64, 1], layers.Select(layer => layer.Units));
        Assert.Equal(Activation.GELU, layers[0].Activation);
    }

    [Fact]
    public void An_encoding_among_the_layers_keeps_its_bound_and_gets_the_statistics()
    {
        IDataView data = _context.Data.LoadFromEnumerable(House.Generate(100, 1));
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = "Price",
            Layers = [new FeatureEncoding(Clip: 0), new Dense(1, Activation.Identity)],
            NormalizeFeatures = false,
            NumberOfIterations = 1,
        };
        Network network = _context.Regression.Trainers.NeuralNetwork(options).Fit(data).Model;
        FeatureEncoding encoding = Assert.IsType<FeatureEncoding>(network.Definition.Layers[0]);
        Assert.Equal(0, encoding.Clip);
        Assert.InRange(network.LayerParameters(0)[0], 20_000, 200_000);
    }

    /// <summary>Layers of tables among those of the user's own stay the only ones of their kind, also where training is continued with the same options.</summary>
    [Theory]
    [InlineData("feature-encoding(0), periodic-embedding(2,8,2), dense(1,identity)", 0)]
    [InlineData("periodic-embedding(2,8,2), column-scaling, dense(1,identity)", 3)]
    public void Waves_among_the_layers_stay(string layers, int front)
    {
        IDataView data = _context.Data.LoadFromEnumerable(House.Generate(500, 1));
        ImmutableArray<Layer> own = Layer.ParseList(layers);
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = "Price",
            Layers = own,
            NumberOfIterations = 1,
        };
        Network network = _context.Regression.Trainers.NeuralNetwork(options).Fit(data).Model;
        Assert.Equal(own[1..], network.Definition.Layers[(front + 1)..]);
        Assert.Equal(own.Length + front, network.Definition.Layers.Length);
        Network continued = _context.Regression.Trainers.NeuralNetwork(options).Fit(data, network).Model;
        Assert.Equal(network.Definition.Layers, continued.Definition.Layers);
    }

    [Fact]
    public void Rejects_a_way_to_read_numbers_that_there_is_not() =>
        Assert.Contains(
            "NumericEmbedding must be None, PiecewiseLinear, Periodic or Automatic, not 9",
            Assert
                .ThrowsAny<Exception>(() =>
                    _context
                        .Regression.Trainers.NeuralNetwork(
                            new NeuralNetworkTrainer.Options { LabelColumnName = "Price", NumericEmbedding = (NumericEmbedding)9 }
                        )
                        .Fit(_context.Data.LoadFromEnumerable(House.Generate(100, 1)))
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Continuing_keeps_the_encoding()
    {
        NeuralNetworkTransformer first = _context
            .Regression.Trainers.NeuralNetwork("Price")
            .Fit(_context.Data.LoadFromEnumerable(House.Generate(500, 1)));
        NeuralNetworkTransformer second = _context
            .Regression.Trainers.NeuralNetwork("Price", learningRate: 1e-4f, numberOfIterations: 1)
            .Fit(_context.Data.LoadFromEnumerable(House.Generate(200, 9)), first.Model);
        Assert.Equal(first.Model.Definition.Layers, second.Model.Definition.Layers);
        Assert.Equal(first.Model.LayerParameters(0).ToArray(), second.Model.LayerParameters(0).ToArray());
    }
}
