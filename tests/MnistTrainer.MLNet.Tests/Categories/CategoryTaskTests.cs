using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.NeuralNetwork.Tests;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Categories as vectors in every task: trained, scored in blocks and row by row, saved, and converted to ONNX.</summary>
public sealed class CategoryTaskTests
{
    private static readonly NeuralNetworkTrainer.Options Few = new()
    {
        CategoricalColumnNames = ["City", "Kinds"],
        HiddenUnits = [8],
        NumberOfIterations = 4,
        NumberOfThreads = 1,
    };

    private static readonly Dictionary<string, Func<MLContext, NeuralNetworkTrainer>> Trainers = new()
    {
        ["binary"] = context => context.BinaryClassification.Trainers.NeuralNetwork(Few with { LabelColumnName = "IsDear" }),
        ["multiclass"] = context => context.MulticlassClassification.Trainers.NeuralNetwork(Few with { LabelColumnName = "Group" }),
        ["regression"] = context => context.Regression.Trainers.NeuralNetwork(Few with { LabelColumnName = "Price" }),
        ["members"] = context =>
            context.BinaryClassification.Trainers.NeuralNetwork(Few with { LabelColumnName = "IsDear", NumberOfMembers = 3 }),
        ["quantiles"] = context =>
            context.Regression.Trainers.NeuralNetwork(Few with { LabelColumnName = "Price", Quantiles = [0.1, 0.5, 0.9] }),
        ["multi-output"] = context => context.Regression.Trainers.NeuralNetworkMultiOutput(Few with { LabelColumnName = "Prices" }),
        ["multi-label"] = context => context.BinaryClassification.Trainers.NeuralNetworkMultiLabel(Few with { LabelColumnName = "Flags" }),
        ["not normalized"] = context =>
            context.BinaryClassification.Trainers.NeuralNetwork(Few with { LabelColumnName = "IsDear", NormalizeFeatures = false }),
        ["streamed"] = context =>
            context.Regression.Trainers.NeuralNetwork(Few with { LabelColumnName = "Price", StreamFromDataView = true, StreamedRows = 64 }),
    };

    private readonly MLContext _context = new(1);

    public static TheoryData<string> Tasks => [.. Trainers.Keys];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Trains_saves_and_loads(string task)
    {
        IDataView train = Sale.Data(_context, Sale.Generate(300, 1)),
            test = Sale.Data(_context, Sale.Generate(100, 2, missing: 0.2));
        NeuralNetworkTransformer model = Trainers[task](_context).Fit(train);
        Assert.Equal(new CategoryEmbedding([Sale.Cities, Sale.Rooms, Sale.Rooms]), model.Model.Definition.Layers[0]);
        Assert.Equal(Shape.Vector(5), model.Model.Definition.InputShape);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), model.FeatureColumnType);
        float[] scores = Scores(model, test);
        Assert.True(scores.Distinct().Count() > 20);
        Assert.All(scores, score => Assert.True(float.IsFinite(score)));

        MemoryStream file = new();
        _context.Model.Save(model, train.Schema, file);
        file.Position = 0;
        var loaded = (NeuralNetworkTransformer)_context.Model.Load(file, out _);
        Assert.Equal(["City", "Kinds"], loaded.CategoricalColumnNames);
        Assert.Equal(scores, Scores(loaded, test));
        Assert.Equal(["City", "Kinds"], loaded.WithMetadata(loaded.Model.Definition.Metadata).CategoricalColumnNames);
    }

    /// <summary>Whoever has the network alone gives it the features and, behind them, the keys as numbers.</summary>
    [Theory]
    [MemberData(nameof(Tasks))]
    public void The_network_reads_features_and_keys(string task)
    {
        Sale[] sales = Sale.Generate(50, 3, missing: 0.2);
        NeuralNetworkTransformer model = Trainers[task](_context).Fit(Sale.Data(_context, Sale.Generate(200, 1)));
        float[] scores = Scores(model, Sale.Data(_context, sales));
        int width = scores.Length / sales.Length;
        using Scorer scorer = new(model.Model);
        float[] outputs = new float[model.Model.Definition.ClassNames.Length];
        bool isLogit = task is "binary" or "multi-label" or "members" or "not normalized";
        for (int row = 0; row < sales.Length; row++)
        {
            scorer.Score(sales[row].ToRow(), outputs);
            float output = task == "quantiles" ? outputs[1] : outputs[0],
                score = scores[row * width];
            Assert.Equal(output, isLogit ? 1 / (1 + MathF.Exp(-score)) : score, 1e-5f * Math.Max(1, Math.Abs(output)));
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void ONNX_Runtime_gives_the_same_scores(string task)
    {
        IDataView train = Sale.Data(_context, Sale.Generate(200, 1, cities: 30)),
            test = Sale.Data(_context, Sale.Generate(100, 2, missing: 0.2));
        NeuralNetworkTransformer model = Trainers[task](_context).Fit(train);
        using OnnxRun run = new(_context, model, test);
        float[] scores = Scores(model, test);
        Assert.All(
            scores.Zip(run.Column<float>("Score")),
            pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Max(1, Math.Abs(pair.First)))
        );
    }

    /// <summary>A prediction engine scores row after row, without allocating, what a data view scores in blocks.</summary>
    [Fact]
    public void A_prediction_allocates_nothing()
    {
        Sale[] sales = Sale.Generate(60, 2);
        NeuralNetworkTrainer.Options options = Few with { LabelColumnName = "Price", CategoricalColumnNames = ["Kinds"] };
        AssertAllocatesNothing(_context.Regression.Trainers.NeuralNetwork(options).Fit(Sale.Data(_context, Sale.Generate(200, 1))), sales);

        // A key in a class is another matter: ML.NET itself allocates for it.
        House[] houses = Houses(60, 3, "new town");
        AssertAllocatesNothing(OfHouses(_context.Data.LoadFromEnumerable(Houses(200, 1))), houses);
    }

    /// <summary>A whole pipeline from text, with a value that the training did not have.</summary>
    [Fact]
    public void A_pipeline_from_text_is_converted_to_ONNX()
    {
        IDataView train = _context.Data.LoadFromEnumerable(Houses(200, 1)),
            test = _context.Data.LoadFromEnumerable(Houses(100, 2, "new town", ""));
        TransformerChain<NeuralNetworkTransformer> model = OfHouses(train);
        float[] scores = [.. model.Transform(test).GetColumn<float>("Score")];
        using OnnxRun run = new(_context, model, test);
        Assert.All(scores.Zip(run.Column<float>("Score")), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * Math.Max(1, pair.First)));

        // The network in the file of the pipeline, as programs without ML.NET load it.
        MemoryStream file = new();
        _context.Model.Save(model, train.Schema, file);
        file.Position = 0;
        Assert.Equal(model.LastTransformer.Model.Parameters.ToArray(), ModelFile.Load(file, "houses.zip").Parameters.ToArray());
    }

    private TransformerChain<NeuralNetworkTransformer> OfHouses(IDataView train) =>
        _context
            .Transforms.Conversion.MapValueToKey("Key", "Town")
            .Append(_context.Transforms.Concatenate("Features", "Area"))
            .Append(_context.Regression.Trainers.NeuralNetwork(Few with { LabelColumnName = "Price", CategoricalColumnNames = ["Key"] }))
            .Fit(train);

    private static House[] Houses(int count, int seed, params string[] otherTowns)
    {
        Random random = new(seed);
        string[] towns = [.. Enumerable.Range(0, 12).Select(i => $"town {i}"), .. otherTowns];
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => new House
                {
                    Town = towns[random.Next(towns.Length)],
                    Area = 20 + (100 * random.NextSingle()),
                    Price = 1000 * random.NextSingle(),
                }),
        ];
    }

    private void AssertAllocatesNothing<TRow>(ITransformer model, TRow[] rows)
        where TRow : class
    {
        float[] scores = [.. model.Transform(_context.Data.LoadFromEnumerable(rows)).GetColumn<float>("Score")];
        using PredictionEngine<TRow, Estimate> engine = _context.Model.CreatePredictionEngine<TRow, Estimate>(model);
        Assert.Equal(scores, rows.Select(row => engine.Predict(row).Score));
        Estimate prediction = new();
        Assert.Equal(0, Allocation.Of(PredictAll));

        void PredictAll()
        {
            foreach (TRow row in rows)
                engine.Predict(row, ref prediction);
        }
    }

    private static float[] Scores(NeuralNetworkTransformer model, IDataView data)
    {
        IDataView scored = model.Transform(data);
        return scored.Schema["Score"].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>("Score").SelectMany(row => row)]
            : [.. scored.GetColumn<float>("Score")];
    }

    private sealed class Estimate
    {
        public float Score { get; set; }
    }

    private sealed class House
    {
        public string Town { get; set; } = "";

        public float Area { get; set; }

        public float Price { get; set; }
    }
}
