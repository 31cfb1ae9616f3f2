using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Several networks that are trained as one model.</summary>
public sealed class MemberTests
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _log = [];

    public MemberTests() => _context.Log += (_, e) => _log.Add(e.Message);

    [Fact]
    public void Members_are_one_model_whose_score_is_their_mean()
    {
        IDataView data = _context.Data.LoadFromEnumerable(House.Generate(300, 1));
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(new NeuralNetworkTrainer.Options { LabelColumnName = "Price", NumberOfMembers = 3 })
            .Fit(data);
        Assert.Equal(3, model.Model.Definition.Members);
        float[][] members =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i => new NeuralNetworkTransformer(model.Model.Member(i), "Features", RegressionColumns.Instance, null))
                .Select(one => one.Transform(data).GetColumn<float>("Score").ToArray()),
        ];
        Assert.NotEqual(members[0], members[1]);
        // Each in the unit of the label, and so their mean.
        Assert.InRange(_context.Regression.Evaluate(model.Transform(data), "Price").RSquared, 0.6, 1);
        Assert.Equal(
            Enumerable.Range(0, 300).Select(row => members.Average(scores => scores[row])),
            model.Transform(data).GetColumn<float>("Score"),
            (x, y) => Math.Abs(x - y) < 1e-5 * Math.Abs(x)
        );
    }

    [Fact]
    public void The_probability_of_members_is_the_mean_and_their_score_its_log_odds()
    {
        IDataView data = _context.Data.LoadFromEnumerable(House.Generate(300, 1));
        NeuralNetworkTransformer model = _context
            .BinaryClassification.Trainers.NeuralNetwork(
                new NeuralNetworkTrainer.Options { LabelColumnName = "IsDear", NumberOfMembers = 2 }
            )
            .Fit(data);
        using MemoryStream file = new();
        _context.Model.Save(model, data.Schema, file);
        IDataView scored = _context.Model.Load(file, out _).Transform(data);
        float[] probabilities = [.. scored.GetColumn<float>("Probability")];
        float[][] members =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(i => new NeuralNetworkTransformer(model.Model.Member(i), "Features", new BinaryColumns(isMean: false), null))
                .Select(one => one.Transform(data).GetColumn<float>("Probability").ToArray()),
        ];
        Assert.Equal(members[0].Zip(members[1], (x, y) => (x + y) / 2), probabilities, (x, y) => Math.Abs(x - y) < 1e-6);
        Assert.Equal(probabilities.Select(p => p > 0.5f), scored.GetColumn<bool>("PredictedLabel"));
        Assert.Equal(
            probabilities,
            scored.GetColumn<float>("Score").Select(score => 1 / (1 + MathF.Exp(-score))),
            (x, y) => Math.Abs(x - y) < 1e-6
        );
    }

    /// <summary>Members that are trained at once are those that are trained one by one, and so is the log.</summary>
    [Fact]
    public void Members_and_log_do_not_depend_on_the_number_of_threads()
    {
        IDataView data = _context.Data.LoadFromEnumerable(House.Generate(300, 1));
        (float[] one, string[] logOfOne) = Fit(1);
        (float[] four, string[] logOfFour) = Fit(4);
        Assert.Equal(one, four);
        Assert.Equal(logOfOne, logOfFour);
        Assert.Equal([1, 2, 1, 2, 1, 2], logOfFour.Select(line => int.Parse(line[6..line.IndexOf(':')], null)));

        (float[] Parameters, string[] Epochs) Fit(int threads)
        {
            _log.Clear();
            NeuralNetworkTrainer.Options options = new()
            {
                LabelColumnName = "Price",
                NumberOfMembers = 3,
                NumberOfIterations = 2,
                NumberOfThreads = threads,
            };
            NeuralNetworkTransformer model = _context.Regression.Trainers.NeuralNetwork(options).Fit(data);
            // Seconds are not the same twice.
            return (
                model.Model.Parameters.ToArray(),
                [
                    .. _log.Select(line => line[(line.LastIndexOf(']') + 2)..])
                        .Where(line => line.StartsWith("Epoch", StringComparison.Ordinal))
                        .Select(line => line[..line.LastIndexOf(',')]),
                ]
            );
        }
    }

    /// <summary>The mean of members varies less than one network, so those of several classes are held back less.</summary>
    [Theory]
    [InlineData(FeatureStatistics.VeryFewRows, "softmax-cross-entropy", 2, 0.1)]
    [InlineData(100_000, "softmax-cross-entropy", 8, 0.1)]
    [InlineData(FeatureStatistics.VeryFewRows - 1, "softmax-cross-entropy", 8, 1)]
    [InlineData(5_000, "sigmoid-cross-entropy", 8, 1)]
    [InlineData(5_000, "squared-error", 8, 1)]
    public void The_penalty_of_members(int rows, string loss, int members, double factor)
    {
        TrainingOptions single = TableDefaults.TrainingOf(rows, Loss.Parse(loss)),
            several = TableDefaults.TrainingOf(rows, Loss.Parse(loss), members);
        Assert.Equal(factor, several.Regularization.L2 / single.Regularization.L2, 1e-6);
        Assert.Equal(single, several with { Regularization = single.Regularization });
    }

    [Fact]
    public void The_first_member_is_the_network_of_the_weaker_penalty()
    {
        const int rows = FeatureStatistics.VeryFewRows;
        IDataView read = _context.Data.LoadFromEnumerable(ToyProblems.Blobs(rows, ["a", "b", "c"])),
            data = _context.Transforms.Conversion.MapValueToKey("Label").Fit(read).Transform(read);
        TrainingOptions weaker = TableDefaults.TrainingOf(rows, Loss.SoftmaxCrossEntropy, members: 2),
            usual = TableDefaults.TrainingOf(rows, Loss.SoftmaxCrossEntropy);
        float[] first = Fit(new NeuralNetworkTrainer.Options { NumberOfMembers = 2, NumberOfIterations = 3 });
        Assert.Equal(Fit(new NeuralNetworkTrainer.Options { Training = weaker, NumberOfIterations = 3 }), first);
        Assert.NotEqual(Fit(new NeuralNetworkTrainer.Options { Training = usual, NumberOfIterations = 3 }), first);

        float[] Fit(NeuralNetworkTrainer.Options options) =>
            _context.MulticlassClassification.Trainers.NeuralNetwork(options).Fit(data).Model.Member(0).Parameters.ToArray();
    }

    /// <summary>A member that was cut off is a network that has hardly learned.</summary>
    [Fact]
    public void A_member_that_was_canceled_is_left_out()
    {
        using CancellationTokenSource source = new();
        int epochs = 0;
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = "Price",
            NumberOfMembers = 8,
            NumberOfIterations = 4,
            Cancellation = source.Token,
            MetricsCallback = _ =>
            {
                if (++epochs == 9)
                    source.Cancel();
            },
        };
        NeuralNetworkTransformer model = _context
            .Regression.Trainers.NeuralNetwork(options)
            .Fit(_context.Data.LoadFromEnumerable(House.Generate(300, 1)));
        Assert.Equal(2, model.Model.Definition.Members);
        Assert.True(model.Training!.WasCanceled);
        Assert.Contains(_log, line => line.Contains("2 of 8 members were trained to the end.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_score_of_members_that_are_certain_is_finite()
    {
        House[] rows =
        [
            .. House
                .Generate(200, 1)
                .Select((house, i) => new House { IsDear = i % 2 == 0, Features = [i % 2 == 0 ? 1_000 : -1_000, 0, 0, 0] }),
        ];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = "IsDear",
            NumberOfMembers = 2,
            NumberOfIterations = 2000,
            L2Regularization = 0,
            LearningRate = 0.05f,
        };
        NeuralNetworkTransformer model = _context.BinaryClassification.Trainers.NeuralNetwork(options).Fit(data);
        Assert.Contains(1f, model.Transform(data).GetColumn<float>("Probability"));
        Assert.All(model.Transform(data).GetColumn<float>("Score"), score => Assert.True(float.IsFinite(score)));
    }

    [Fact]
    public void Rejects_members_with_what_excludes_them()
    {
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = "Price",
            NumberOfMembers = 101,
            NumberOfStarts = 2,
        };
        string message = Assert
            .Throws<InvalidInputException>(() =>
                _context.Regression.Trainers.NeuralNetwork(options).Fit(_context.Data.LoadFromEnumerable(House.Generate(50, 1)))
            )
            .Message;
        Assert.Contains("NumberOfMembers must be from 1 to 100, not 101", message, StringComparison.Ordinal);
        Assert.Contains("NumberOfMembers and NumberOfStarts exclude each other", message, StringComparison.Ordinal);
    }
}
