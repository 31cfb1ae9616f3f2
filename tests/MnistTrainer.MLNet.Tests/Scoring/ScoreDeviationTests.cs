using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.NeuralNetwork.Tests;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The deviation over the members of a model, beside the slow way: each member scored as a model of its own.</summary>
public sealed class ScoreDeviationTests
{
    private readonly MLContext _context = new(1);

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float Number { get; set; }

        public bool IsHigh { get; set; }

        [KeyType(3)]
        public uint Class { get; set; }

        [VectorType(2)]
        public float[] Numbers { get; set; } = [];

        [VectorType(2)]
        public bool[] Flags { get; set; } = [];
    }

    private sealed class Estimate
    {
        public float Score { get; set; }

        public float ScoreDeviation { get; set; }
    }

    private sealed class Classes
    {
        public float[] Score { get; set; } = [];

        public float[] ScoreDeviation { get; set; } = [];
    }

    private static NeuralNetworkTrainer.Options Options => new() { NumberOfMembers = 5, NumberOfIterations = 30 };

    private NeuralNetworkTransformer Fit(string label) =>
        label switch
        {
            "Number" => _context.Regression.Trainers.NeuralNetwork(Options with { LabelColumnName = label }).Fit(Data()),
            "Quantiles" => _context
                .Regression.Trainers.NeuralNetwork(Options with { LabelColumnName = "Number", Quantiles = [0.2, 0.5, 0.8] })
                .Fit(Data()),
            "Numbers" => _context.Regression.Trainers.NeuralNetworkMultiOutput(Options with { LabelColumnName = label }).Fit(Data()),
            "IsHigh" => _context.BinaryClassification.Trainers.NeuralNetwork(Options with { LabelColumnName = label }).Fit(Data()),
            "Flags" => _context.BinaryClassification.Trainers.NeuralNetworkMultiLabel(Options with { LabelColumnName = label }).Fit(Data()),
            _ => _context.MulticlassClassification.Trainers.NeuralNetwork(Options with { LabelColumnName = label }).Fit(Data()),
        };

    [Theory]
    [InlineData("Number", "Score")]
    [InlineData("Quantiles", "Quantiles")]
    [InlineData("Numbers", "Score")]
    [InlineData("IsHigh", "Probability")]
    [InlineData("Flags", "Probability")]
    [InlineData("Class", "Score")]
    public void Is_the_deviation_of_the_members(string label, string column)
    {
        NeuralNetworkTransformer model = Fit(label);
        float[][][] members =
        [
            .. Enumerable
                .Range(0, 5)
                .Select(i =>
                    Values(Saved(new NeuralNetworkTransformer(model.Model.Member(i), "Features", ColumnsOf(model, i), null)), column)
                ),
        ];
        ITransformer loaded = Saved(model);
        float[][] found = Values(loaded, "ScoreDeviation");
        for (int row = 0; row < found.Length; row++)
        {
            for (int k = 0; k < found[row].Length; k++)
            {
                double[] alone = [.. members.Select(member => (double)member[row][k])];
                double deviation = Math.Sqrt(alone.Average(value => Math.Pow(value - alone.Average(), 2)));
                Assert.Equal(deviation, found[row][k], 1e-6);
            }
        }

        Assert.Equal(found, Values(model, "ScoreDeviation"));
        Assert.True(found.Max(row => row.Max()) > 1e-3);
    }

    [Fact]
    public void A_model_of_a_single_network_has_none()
    {
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(Options with { LabelColumnName = "Number", NumberOfMembers = 1 })
            .Fit(Data());
        Assert.Null(model.GetOutputSchema(Data().Schema).GetColumnOrNull("ScoreDeviation"));
    }

    /// <summary>Both are in the place where the members were trained, once near each other and once far away.</summary>
    [Theory]
    [InlineData("Number")]
    [InlineData("Numbers")]
    [InlineData("Quantiles")]
    public void Is_larger_for_rows_far_from_those_of_the_training(string label)
    {
        NeuralNetworkTransformer model = Fit(label);
        double within = Values(model, "ScoreDeviation").Average(row => row[0]),
            outside = Values(model, "ScoreDeviation", Rows(300, 9, from: 2, to: 4)).Average(row => row[0]);
        Assert.True(outside > 2 * within, $"{outside} outside, {within} within");
    }

    [Fact]
    public void An_engine_predicts_it_and_allocates_nothing()
    {
        Check<Estimate>(Fit("Number"), prediction => [prediction.Score, prediction.ScoreDeviation]);
        Check<Classes>(Fit("Class"), prediction => [.. prediction.Score, .. prediction.ScoreDeviation]);
    }

    [Fact]
    public void A_missing_feature_makes_it_missing()
    {
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(Options with { LabelColumnName = "Number", NormalizeFeatures = false })
            .Fit(Data());
        Row[] rows = Rows(3, 2);
        rows[1].Features[0] = float.NaN;
        using PredictionEngine<Row, Estimate> engine = _context.Model.CreatePredictionEngine<Row, Estimate>(model);
        float[] found = [.. rows.Select(row => engine.Predict(row).ScoreDeviation)];
        Assert.Equal([false, true, false], found.Select(float.IsNaN));
        Assert.Equal(found, model.Transform(_context.Data.LoadFromEnumerable(rows)).GetColumn<float>("ScoreDeviation"));
    }

    private void Check<TPrediction>(NeuralNetworkTransformer model, Func<TPrediction, float[]> values)
        where TPrediction : class, new()
    {
        Row[] rows = Rows(40, 3);
        float[][] scores = Values(model, "Score", rows),
            deviations = Values(model, "ScoreDeviation", rows);
        using PredictionEngine<Row, TPrediction> engine = _context.Model.CreatePredictionEngine<Row, TPrediction>(model);
        Assert.Equal(
            scores.Zip(deviations, (score, deviation) => (float[])[.. score, .. deviation]),
            rows.Select(row => values(engine.Predict(row)))
        );
        TPrediction prediction = new();
        Assert.Equal(0, Allocation.Of(PredictAll));

        void PredictAll()
        {
            foreach (Row row in rows)
                engine.Predict(row, ref prediction);
        }
    }

    private static ScoreColumns ColumnsOf(NeuralNetworkTransformer model, int member)
    {
        Network network = model.Model.Member(member);
        return network.Definition.Outputs switch
        {
            OutputMeaning.Quantiles => QuantileColumns.Of(network),
            OutputMeaning.Numbers => new MultiOutputColumns(network.Definition.ClassNames),
            OutputMeaning.Labels => new MultiLabelColumns(network.Definition.ClassNames, isMean: false),
            _ when network.Definition.ClassNames.Length > 1 => new MulticlassColumns(network.Definition.ClassNames, ClassValueType.None),
            _ when network.Definition.Layers[^1].Activation == Activation.Sigmoid => new BinaryColumns(isMean: false),
            _ => RegressionColumns.Instance,
        };
    }

    private ITransformer Saved(ITransformer model)
    {
        using MemoryStream file = new();
        _context.Model.Save(model, Data().Schema, file);
        return _context.Model.Load(file, out _);
    }

    private float[][] Values(ITransformer model, string column, Row[]? rows = null)
    {
        IDataView scored = model.Transform(_context.Data.LoadFromEnumerable(rows ?? Rows(300, 5)));
        return scored.Schema[column].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>(column)]
            : [.. scored.GetColumn<float>(column).Select(value => new[] { value })];
    }

    private IDataView Data() => _context.Data.LoadFromEnumerable(Rows(300, 4));

    /// <summary>A curve over a square, with a little noise.</summary>
    private static Row[] Rows(int count, int seed, float from = -1, float to = 1)
    {
        RandomSource random = new((ulong)seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    float x = (float)random.NextDouble(from, to),
                        y = (float)random.NextDouble(from, to),
                        number = (float)(Math.Sin(3 * x) + (x * y) + (0.1 * random.NextGaussian()));
                    return new Row
                    {
                        Features = [x, y],
                        Number = number,
                        Numbers = [number, x],
                        IsHigh = number > 0,
                        Flags = [number > 0, y > 0],
                        Class =
                            number < -0.5 ? 1u
                            : number < 0.5 ? 2u
                            : 3u,
                    };
                }),
        ];
    }
}
