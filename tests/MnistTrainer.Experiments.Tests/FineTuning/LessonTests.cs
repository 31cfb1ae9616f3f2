using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>A lesson on a digit that lies on its side, for a network that knows upright digits.</summary>
public sealed class LessonTests
{
    private static readonly Lazy<Network> Trained = new(() =>
        (SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Epochs = 12 } }).Train(SyntheticData.Digits).Network
    );

    private static readonly Lazy<LessonReport> Whole = new(TeachWhole);

    [Fact]
    public void Goes_as_far_as_the_new_image_needs_and_no_farther()
    {
        LessonReport report = Teach(Quick);
        Assert.InRange(ProbabilityOf(report.Network), Quick.WantedProbability, 1);
        Assert.InRange(report.Share, 0.1, 0.9);
        // A tenth less is not enough.
        Assert.InRange(ProbabilityOf(Between(report.Share - 0.1)), 0, Quick.WantedProbability);
        Network twin = Between(report.Share);
        Assert.All(Enumerable.Range(0, twin.ParameterCount), i => Assert.Equal(twin.Parameters[i], report.Network.Parameters[i], 1e-5f));
    }

    [Fact]
    public void Measures_before_and_after_and_describes_the_network_so()
    {
        LessonReport report = Whole.Value;
        Assert.Equal(1, report.Share);
        Assert.Equal(AccuracyOf(Trained.Value), report.Before.MicroAccuracy);
        Assert.Equal(AccuracyOf(report.Network), report.After.MicroAccuracy);
        Assert.Equal("80", report.Network.Definition.Metadata["testCount"]);
        Assert.Equal("1 images of lying", report.Network.Definition.Metadata["learned"]);
        Assert.Equal("D", report.Network.Definition.Metadata["dataset"]);

        // What was measured in an earlier lesson is not measured again.
        Assert.Same(report.After, Teach(Quick, report.After).Before);
    }

    [Fact]
    public void Reports_progress_from_0_to_1()
    {
        Recorder all = new();
        Teach(Quick, progress: all);
        Assert.InRange(all.Values[0], 0, 0.1);
        Assert.Equal(1, all.Values[^1], 1e-9);
        Assert.Equal(all.Values.Order(), all.Values);
    }

    [Fact]
    public void Ends_in_time_or_when_canceled()
    {
        Lesson endless = Quick with { Tuning = new() { Training = Quick.Tuning.Training with { Epochs = 1_000_000 } } };
        LessonReport report = Teach(endless with { MaximumDuration = TimeSpan.FromMilliseconds(200) });
        Assert.All(report.Network.Parameters.ToArray(), parameter => Assert.True(float.IsFinite(parameter)));

        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(200));
        Assert.ThrowsAny<OperationCanceledException>(() =>
            endless.Run(Trained.Value, SyntheticData.Digits, LyingDigit(), cancellation: source.Token)
        );
    }

    [Fact]
    public void Diverged_it_fails()
    {
        Lesson wild = new() { Tuning = new() { Training = Quick.Tuning.Training with { Optimizer = new GradientDescent(1e30f) } } };
        Assert.Contains("is unchanged", Assert.Throws<InvalidInputException>(() => Teach(wild)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_all_samples_in_memory()
    {
        using TemporaryFolder folder = new();
        string source = SyntheticData.WriteCsv(folder["digits.csv"], SyntheticData.Digits.Train);
        TrainingData stored = new DataSelection { Source = source, Memory = MemoryBudget.Parse("500MB") }.Load(
            null,
            TestContext.Current.CancellationToken
        );
        using RowFile file = stored.Stored!.File;
        Assert.Contains(
            "all samples in memory",
            Assert
                .Throws<InvalidInputException>(() =>
                    Quick.Run(Trained.Value, stored, LyingDigit(), cancellation: TestContext.Current.CancellationToken)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private static Lesson Quick { get; } =
        new()
        {
            Tuning = new()
            {
                Training = new()
                {
                    Epochs = 40,
                    BatchSize = 32,
                    Optimizer = new Adam(0.01f),
                    Schedule = LearningRateSchedule.Cosine,
                },
            },
        };

    private static LessonReport Teach(Lesson lesson, ClassificationMetrics? before = null, IProgress<double>? progress = null) =>
        lesson.Run(Trained.Value, SyntheticData.Digits, LyingDigit(), before, progress, TestContext.Current.CancellationToken);

    private static LessonReport TeachWhole() => Teach(Quick with { WantedProbability = 0.9999999 });

    private static Network Between(double share)
    {
        float[] parameters = Whole.Value.Network.Parameters.ToArray();
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] = (float)(((1 - share) * Trained.Value.Parameters[i]) + (share * parameters[i]));
        return Network.Create(Trained.Value.Definition, parameters);
    }

    private static double ProbabilityOf(Network network)
    {
        Samples<byte> digit = LyingDigit().Samples;
        float[] probabilities = new float[10];
        new Recognition.Recognizer(network).Score(digit.Row(0), probabilities);
        return probabilities[digit.Labels[0]];
    }

    private static double AccuracyOf(Network network) =>
        Evaluation.Measure(network, SyntheticData.Digits.Test, null, TestContext.Current.CancellationToken).Metrics.MicroAccuracy;

    private static AddedImages LyingDigit()
    {
        Samples<byte> upright = SyntheticData.Digits.Test;
        byte[] image = upright.Row(3).ToArray();
        byte[] pixels = [.. Enumerable.Range(0, image.Length).Select(i => image[((27 - (i % 28)) * 28) + (i / 28)])];
        return new AddedImages("lying", new Samples<byte>(upright.Shape, pixels, [upright.Labels[3]], upright.ClassNames));
    }

    private sealed class Recorder : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
