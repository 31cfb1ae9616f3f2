using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The score of a regression stays within the range of the labels that were trained on.</summary>
public sealed class ClampedScoreTests
{
    private static readonly Clamp Bounds = new(-4, 6);

    private readonly MLContext _context = new(1);

    private sealed class Point
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        [VectorType(2)]
        public float[] Labels => [Label, Label + 1];
    }

    private sealed class Estimate
    {
        public float Score { get; set; }
    }

    /// <summary>A steep line from -4 to 6, which a linear network learns and continues.</summary>
    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(true, 1_000_000)]
    public void A_row_beyond_the_labels_gets_their_bound(bool streams, int? memory)
    {
        NeuralNetworkTrainer.Options options = Options() with { StreamFromDataView = streams, StreamedMemory = memory };
        NeuralNetworkTransformer clamped = Trainer(options).Fit(Line(0, 1)),
            free = Trainer(options with { ClampOutputs = false }).Fit(Line(0, 1));
        Assert.Equal(Bounds, ActivationOf(clamped));
        Assert.Equal(Activation.Identity, ActivationOf(free));
        float[] unbounded = Scores(free, -1, 0.3f, 0.5f, 2);
        Assert.True(unbounded[0] < -8 && unbounded[3] > 12, string.Join(' ', unbounded));
        Assert.Equal([-4, unbounded[1], unbounded[2], 6], Scores(clamped, -1, 0.3f, 0.5f, 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Everything_that_scores_clamps(int members)
    {
        NeuralNetworkTransformer model = Trainer(Options() with { NumberOfMembers = members }).Fit(Line(0, 1));
        float[] places = [-100, -1, 0.01f, 0.5f, 0.99f, 2, 100, float.NaN],
            expected = Scores(model, places);
        Assert.Equal([-4, -4, 6, 6], [expected[0], expected[1], expected[5], expected[6]]);
        Assert.True(float.IsNaN(expected[7]));

        using MemoryStream file = new();
        IDataView rows = Points(places);
        _context.Model.Save(model, rows.Schema, file);
        ITransformer loaded = _context.Model.Load(file, out _);
        using var engine = _context.Model.CreatePredictionEngine<Point, Estimate>(loaded);
        file.Position = 0;
        Recognizer recognizer = Recognizer.Load(file, "line.zip");
        using OnnxRun run = new(_context, loaded, rows);
        float[] output = new float[1];
        Assert.All(
            places.Zip(expected, run.Column<float>("Score")),
            row =>
            {
                Assert.Equal(row.Second, engine.Predict(new Point { Features = [row.First] }).Score);
                recognizer.Score([row.First], output);
                Assert.Equal(row.Second, output[0]);
                Assert.Equal(row.Second, row.Third, 1e-5);
            }
        );
    }

    /// <summary>A network whose outputs were clamped in training would not learn from rows beyond the bounds.</summary>
    [Fact]
    public void Training_continues_beyond_the_bounds_and_extends_them()
    {
        NeuralNetworkTransformer first = Trainer(Options()).Fit(Line(0, 1)),
            second = Trainer(Options()).Fit(Line(0.5f, 3), first.Model);
        Assert.Equal(new Clamp(-4, 26), ActivationOf(second));
        Assert.Equal([-4, 21, 26], Scores(second, -1, 2.5f, 4), (x, y) => Math.Abs(x - y) < 0.1);
        NeuralNetworkTransformer equal = Trainer(Options(1)).Fit(Line(2, 2), first.Model);
        Assert.Equal(new Clamp(-4, 16), ActivationOf(equal));
    }

    /// <summary>The labels that a network without bounds was trained on may have been beyond the new ones.</summary>
    [Fact]
    public void Training_that_continues_without_bounds_remains_without()
    {
        NeuralNetworkTransformer bounded = Trainer(Options()).Fit(Line(0, 1)),
            free = Trainer(Options(1) with { ClampOutputs = false }).Fit(Line(0, 1), bounded.Model);
        Assert.Equal(Activation.Identity, ActivationOf(free));
        Assert.Equal(Activation.Identity, ActivationOf(Trainer(Options(1)).Fit(Line(0, 0.5f), free.Model)));
    }

    [Fact]
    public void Weighted_averages_of_labels_are_clamped_and_nothing_else()
    {
        NeuralNetworkTrainer.Options options = Options(1);
        TrainingOptions training = options.Training;
        Assert.Equal(Bounds, Fitted(options with { Training = training with { Loss = Loss.AbsoluteError } }));
        Assert.Equal(Bounds, Fitted(options with { Layers = [new Dense(3, Activation.Tanh), new Dense(1)] }));
        Assert.Equal(Activation.Identity, Fitted(options with { OutputActivation = Activation.Identity }));
        Assert.Equal(Activation.Identity, Fitted(options with { Layers = [new Dense(1, Activation.Identity)] }));
        Assert.Equal(Activation.Identity, Fitted(options with { Training = training with { Loss = Loss.Pinball(0.9f) } }));
        Assert.Equal(Activation.Identity, Fitted(options with { Quantiles = [0.5] }));
        Assert.Equal(Activation.Identity, ActivationOf(Trainer(options).Fit(Line(1, 1))));
        NeuralNetworkTrainer several = _context.Regression.Trainers.NeuralNetworkMultiOutput(options with { LabelColumnName = "Labels" });
        Assert.Equal(Activation.Identity, ActivationOf(several.Fit(Line(0, 1))));
    }

    /// <summary>From the mean of the rows, 1, to the bound, 6: what is beyond it counts for nothing.</summary>
    [Fact]
    public void Contributions_add_up_to_the_clamped_score()
    {
        IDataView line = Line(0, 1);
        NeuralNetworkTransformer model = Trainer(Options()).Fit(line);
        PredictionExplanation explanation = model.Explain(Points([3]), line, cancellation: TestContext.Current.CancellationToken).Single();
        Assert.Equal(6, explanation.Value);
        Assert.Equal(1, explanation.Baseline, 0.05);
        Assert.Equal(6 - explanation.Baseline, Assert.Single(explanation.Features).Contribution, 1e-3 * 5);
    }

    private static NeuralNetworkTrainer.Options Options(int epochs = 60) =>
        ToyProblems.Options(epochs) with
        {
            HiddenUnits = [],
            NormalizeFeatures = false,
        };

    private static Activation ActivationOf(NeuralNetworkTransformer model) => model.Model.Definition.Layers[^1].Activation;

    private Activation Fitted(NeuralNetworkTrainer.Options options) => ActivationOf(Trainer(options).Fit(Line(0, 1)));

    private NeuralNetworkTrainer Trainer(NeuralNetworkTrainer.Options options) => _context.Regression.Trainers.NeuralNetwork(options);

    private IDataView Line(float from, float to) =>
        _context.Data.LoadFromEnumerable(
            Enumerable
                .Range(0, 201)
                .Select(i => from + ((to - from) * (i / 200f)))
                .Select(x => new Point { Features = [x], Label = (10 * x) - 4 })
                .ToArray()
        );

    private IDataView Points(float[] places) =>
        _context.Data.LoadFromEnumerable(places.Select(x => new Point { Features = [x] }).ToArray());

    private float[] Scores(NeuralNetworkTransformer model, params float[] places) =>
        [.. model.Transform(Points(places)).GetColumn<float>("Score")];
}
