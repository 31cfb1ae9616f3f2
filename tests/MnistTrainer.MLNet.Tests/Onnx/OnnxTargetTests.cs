using Microsoft.ML;
using Microsoft.ML.Data;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>ML.NET's <c>ConvertToOnnx</c> converts networks of several numbers, several labels and quantiles.</summary>
public sealed class OnnxTargetTests
{
    private readonly MLContext _context = new(1);

    private sealed class Targets
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public float Number { get; set; }

        [VectorType(2)]
        public float[] Numbers { get; set; } = [];

        [VectorType(2)]
        public bool[] Flags { get; set; } = [];
    }

    private sealed class Input
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Quantiles_and_their_median(int members)
    {
        IDataView data = Data();
        NeuralNetworkTrainer.Options options = Options(1) with
        {
            LabelColumnName = "Number",
            Quantiles = [0.4, 0.45, 0.5, 0.55],
            NumberOfMembers = members,
        };
        NeuralNetworkTransformer model = _context.Regression.Trainers.NeuralNetwork(options).Fit(data);
        using OnnxRun run = new(_context, model, Inputs());
        IDataView scored = model.Transform(Inputs());
        AssertClose(scored.GetColumn<float[]>("Quantiles").SelectMany(row => row), run.Column<float>("Quantiles"));
        AssertClose(scored.GetColumn<float>("Score"), run.Column<float>("Score"));
        CheckDeviation(scored, run, members);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Several_numbers(int members)
    {
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetworkMultiOutput(Options(3) with { LabelColumnName = "Numbers", NumberOfMembers = members })
            .Fit(Data());
        using OnnxRun run = new(_context, model, Inputs());
        AssertClose(model.Transform(Inputs()).GetColumn<float[]>("Score").SelectMany(row => row), run.Column<float>("Score"));
        CheckDeviation(model.Transform(Inputs()), run, members);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Several_labels(int members)
    {
        NeuralNetworkTransformer model = _context
            .BinaryClassification.Trainers.NeuralNetworkMultiLabel(Options(3) with { LabelColumnName = "Flags", NumberOfMembers = members })
            .Fit(Data());
        using OnnxRun run = new(_context, model, Inputs());
        IDataView scored = model.Transform(Inputs());
        AssertClose(scored.GetColumn<float[]>("Score").SelectMany(row => row), run.Column<float>("Score"));
        AssertClose(scored.GetColumn<float[]>("Probability").SelectMany(row => row), run.Column<float>("Probability"));
        Assert.Equal(scored.GetColumn<bool[]>("PredictedLabel").SelectMany(row => row), run.Column<bool>("PredictedLabel"));
        CheckDeviation(scored, run, members);
    }

    private static void CheckDeviation(IDataView scored, OnnxRun run, int members)
    {
        if (members > 1)
            AssertClose(scored.GetColumn<float[]>("ScoreDeviation").SelectMany(row => row), run.Column<float>("ScoreDeviation"));
    }

    private static void AssertClose(IEnumerable<float> expected, IEnumerable<float> found) =>
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * Math.Max(1, Math.Abs(pair.First))));

    private IDataView Data() =>
        _context.Data.LoadFromEnumerable(
            Blobs(60, KoreanNames)
                .Select(
                    (row, i) =>
                        new Targets
                        {
                            Features = row.Features,
                            Number = i % 7,
                            Numbers = [i % 7, i % 3],
                            Flags = [i % 3 == 0, i % 3 == 1],
                        }
                )
        );

    private IDataView Inputs() =>
        _context.Data.LoadFromEnumerable(Blobs(30, KoreanNames, seed: 8).Select(row => new Input { Features = row.Features }));
}
