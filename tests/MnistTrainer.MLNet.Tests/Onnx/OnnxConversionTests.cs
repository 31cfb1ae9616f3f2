using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>ML.NET's <c>ConvertToOnnx</c> converts whole pipelines with the network: ONNX Runtime gives their scores and labels.</summary>
public sealed class OnnxConversionTests
{
    private readonly MLContext _context = new(1);

    private sealed class House
    {
        public float Area { get; set; }

        public float Year { get; set; }

        public string City { get; set; } = "";

        public string Kind { get; set; } = "";

        public bool IsSold { get; set; }

        public float Price { get; set; }
    }

    private sealed class Copy
    {
        [VectorType(4)]
        public float[] Copied { get; set; } = [];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Classes_of_a_table(int members)
    {
        IDataView data = Houses();
        var model = _context
            .Transforms.Conversion.MapValueToKey("Label", "Kind")
            .Append(Features())
            .Append(_context.MulticlassClassification.Trainers.NeuralNetwork(Table(members)))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(data);
        using OnnxRun run = new(_context, model, data);
        IDataView scored = model.Transform(data);
        AssertClose(scored.GetColumn<float[]>("Score").SelectMany(row => row), run.Column<float>("Score"));
        Assert.Equal(scored.GetColumn<string>("PredictedLabel"), run.Column<string>("PredictedLabel"));
        Assert.True(scored.GetColumn<string>("PredictedLabel").Distinct().Count() > 1);
        if (members > 1)
            AssertClose(scored.GetColumn<float[]>("ScoreDeviation").SelectMany(row => row), run.Column<float>("ScoreDeviation"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Yes_or_no_of_a_table(int members)
    {
        IDataView data = Houses();
        NeuralNetworkTrainer.Options options = Table(members) with { LabelColumnName = "IsSold" };
        var model = Features().Append(_context.BinaryClassification.Trainers.NeuralNetwork(options)).Fit(data);
        using OnnxRun run = new(_context, model, data);
        IDataView scored = model.Transform(data);
        AssertClose(scored.GetColumn<float>("Score"), run.Column<float>("Score"));
        AssertClose(scored.GetColumn<float>("Probability"), run.Column<float>("Probability"));
        Assert.Equal(scored.GetColumn<bool>("PredictedLabel"), run.Column<bool>("PredictedLabel"));
        Assert.Equal(2, scored.GetColumn<bool>("PredictedLabel").Distinct().Count());
        if (members > 1)
            AssertClose(scored.GetColumn<float>("ScoreDeviation"), run.Column<float>("ScoreDeviation"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Numbers_of_a_table(int members)
    {
        IDataView data = Houses();
        NeuralNetworkTrainer.Options options = Table(members) with { LabelColumnName = "Price" };
        var model = Features().Append(_context.Regression.Trainers.NeuralNetwork(options)).Fit(data);
        using OnnxRun run = new(_context, model, data);
        IDataView scored = model.Transform(data);
        float[] scores = [.. scored.GetColumn<float>("Score")];
        AssertClose(scores, run.Column<float>("Score"));
        if (members == 1)
            return;

        // A deviation moves by no more than the members do, whose prices are as large as their mean.
        float[] deviations = [.. scored.GetColumn<float>("ScoreDeviation")],
            found = run.Column<float>("ScoreDeviation");
        for (int row = 0; row < scores.Length; row++)
            Assert.Equal(deviations[row], found[row], 1e-5 * Math.Abs(scores[row]));
        Assert.InRange(deviations.Average(), 100, 100_000);
    }

    /// <summary>A network without an encoding of its own: a missing feature makes scores NaN and the label missing.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_missing_feature_gives_a_missing_label(int members)
    {
        Row[] rows = Blobs(30, KoreanNames);
        rows[4].Features[1] = float.NaN;
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        var model = _context
            .Transforms.NormalizeMinMax("Features", fixZero: false)
            .Append(_context.Transforms.Conversion.MapValueToKey("Label"))
            .Append(
                _context.MulticlassClassification.Trainers.NeuralNetwork(
                    Options(5) with
                    {
                        NormalizeFeatures = false,
                        NumberOfMembers = members,
                    }
                )
            )
            .Fit(data);
        using OnnxRun run = new(_context, model, data);
        IDataView scored = model.Transform(data);
        AssertClose(scored.GetColumn<float[]>("Score").SelectMany(row => row), run.Column<float>("Score"));
        Assert.Equal(scored.GetColumn<uint>("PredictedLabel"), run.Column<uint>("PredictedLabel"));
        Assert.Equal(0u, run.Column<uint>("PredictedLabel")[4]);
        if (members > 1)
            AssertClose(scored.GetColumn<float[]>("ScoreDeviation").SelectMany(row => row), run.Column<float>("ScoreDeviation"));
    }

    /// <summary>Layers of images, outputs divided by their sum, and the mean over moved images.</summary>
    [Theory]
    [InlineData("sigmoid", 0)]
    [InlineData("softmax", 1)]
    public void Images_with_convolution(string output, int shift)
    {
        IDataView data = _context.Data.LoadFromSamples(Images(40));
        NeuralNetworkTrainer.Options options = Options(2) with
        {
            Layers = [new Convolution(4, 3), new MaxPooling(), new Flatten(), new Dense(3)],
            OutputActivation = Activation.Parse(output),
        };
        Network network = _context
            .MulticlassClassification.Trainers.NeuralNetwork(options with { Training = options.Training with { Loss = Loss.SquaredError } })
            .Fit(data)
            .Model.WithTestTimeShift(shift);
        NeuralNetworkTransformer transformer = new(
            network,
            "Features",
            new MulticlassColumns(network.Definition.ClassNames, ClassValueType.Text),
            training: null
        );
        using OnnxRun run = new(_context, transformer, data);
        AssertClose(ScoresOf(transformer.Transform(data)), run.Column<float>("Score"));
    }

    /// <summary>A user's column may have the name of an operator.</summary>
    [Fact]
    public void Columns_named_like_operators_stay_what_they_are()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(30, KoreanNames));
        var model = _context
            .Transforms.CopyColumns("Gemm", "Features")
            .Append(_context.Transforms.Conversion.MapValueToKey("Label"))
            .Append(_context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)))
            .Append(_context.Transforms.Concatenate("Both", "Gemm", "Score"))
            .Fit(data);
        using OnnxRun run = new(_context, model, data);
        AssertClose(model.Transform(data).GetColumn<float[]>("Both").SelectMany(row => row), run.Column<float>("Both"));
    }

    [Fact]
    public void Fails_where_a_step_before_the_network_cannot_be_converted()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(30, KoreanNames));
        var model = _context
            .Transforms.CustomMapping((Row input, Copy output) => output.Copied = input.Features, contractName: null)
            .Append(_context.Transforms.Conversion.MapValueToKey("Label"))
            .Append(_context.MulticlassClassification.Trainers.NeuralNetwork(Options(1) with { FeatureColumnName = "Copied" }))
            .Fit(data);
        using MemoryStream stream = new();
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => _context.Model.ConvertToOnnx(model, data, stream));
        Assert.Contains("reads column 'Copied'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Fails_for_an_older_version_of_operators()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(30, KoreanNames));
        var model = Pipeline(_context, Options(1)).Fit(data);
        using MemoryStream stream = new();
        Exception error = Assert.ThrowsAny<Exception>(() => _context.Model.ConvertToOnnx(model, data, 11, stream));
        Assert.Contains("12", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    private EstimatorChain<ColumnConcatenatingTransformer> Features() =>
        _context
            .Transforms.Categorical.OneHotEncoding("CityCode", "City")
            .Append(_context.Transforms.NormalizeMeanVariance("Scaled", "Year"))
            .Append(_context.Transforms.Concatenate("Features", "Area", "Scaled", "CityCode"));

    private static NeuralNetworkTrainer.Options Table(int members) =>
        new()
        {
            HiddenUnits = [8],
            NumberOfIterations = 4,
            NumberOfMembers = members,
            NumberOfThreads = 1,
        };

    /// <summary>Every seventh area is missing.</summary>
    private IDataView Houses()
    {
        Random random = new(5);
        string[] cities = ["Seoul", "Busan", "Jeju"];
        return _context.Data.LoadFromEnumerable(
            Enumerable
                .Range(0, 200)
                .Select(i =>
                {
                    float area = 20 + (200 * random.NextSingle());
                    int city = random.Next(3);
                    return new House
                    {
                        Area = i % 7 == 3 ? float.NaN : area,
                        Year = random.Next(1950, 2025),
                        City = cities[city],
                        Kind = area > 110 ? "villa" : "flat",
                        IsSold = city == 1 || area < 60,
                        Price = 300_000 + (4_000 * area) + (50_000 * city),
                    };
                })
                .ToArray()
        );
    }

    private static void AssertClose(IEnumerable<float> expected, float[] found)
    {
        float[] all = [.. expected];
        Assert.Equal(all.Length, found.Length);
        Assert.True(all.Distinct().Count() > 2);
        Assert.All(
            all.Zip(found),
            pair =>
            {
                Assert.Equal(float.IsNaN(pair.First), float.IsNaN(pair.Second));
                if (!float.IsNaN(pair.First))
                    Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Max(1, Math.Abs(pair.First)));
            }
        );
    }
}
