using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Fine-tuning on digits that lie on their side, which the network was not trained on.</summary>
public sealed class FineTuningTests
{
    private static readonly Lazy<Network> Trained = new(() =>
        (SyntheticData.Quick with { Training = SyntheticData.Quick.Training with { Epochs = 12 } }).Train(SyntheticData.Digits).Network
    );

    [Fact]
    public void Learns_new_images_and_forgets_little()
    {
        AddedImages added = LyingDigits();
        RecordingListener listener = new();
        FineTuningReport report = Tuning.Run(Trained.Value, SyntheticData.Digits, added, listener, TestContext.Current.CancellationToken);
        Assert.True(report.Succeeded);
        Assert.InRange(report.Before.Added.CorrectCount, 0, 12);
        Assert.InRange(report.After.Added.CorrectCount, report.Before.Added.CorrectCount + 6, 24);
        Assert.InRange(report.After.Test.MicroAccuracy, report.Before.Test.MicroAccuracy - 0.1, 1);
        Assert.Equal("24 images of lying", report.Network.Definition.Metadata["learned"]);
        Assert.Equal("D", report.Network.Definition.Metadata["dataset"]);
        Assert.Equal("80", report.Network.Definition.Metadata["testCount"]);
        Assert.Equal([new ImagesAddedNote("lying", 24, 1)], listener.Notes);
        Assert.IsType<ElasticAugmentation>(Assert.Single(listener.Setups).Recipe.Training.Augmentation);
    }

    [Fact]
    public void Canceled_it_keeps_the_network()
    {
        using CancellationTokenSource source = new();
        RecordingListener listener = new() { Step = source.Cancel };
        FineTuningReport report = Tuning.Run(Trained.Value, SyntheticData.Digits, LyingDigits(), listener, source.Token);
        Assert.False(report.Succeeded);
        Assert.True(report.Training.WasCanceled);
        Assert.Same(Trained.Value, report.Network);
    }

    [Fact]
    public void Diverged_it_keeps_the_network()
    {
        FineTuning wild = new() { Training = Tuning.Training with { Optimizer = new GradientDescent(1e30f) } };
        FineTuningReport report = wild.Run(
            Trained.Value,
            SyntheticData.Digits,
            LyingDigits(),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.False(report.Succeeded);
        Assert.NotNull(report.Training.Divergence);
        Assert.Same(Trained.Value, report.Network);
    }

    [Fact]
    public void Finds_no_source_that_is_not_on_this_machine() => Assert.Null(FineTuning.FindSource(Trained.Value.Definition));

    private static FineTuning Tuning { get; } =
        new()
        {
            Training = new()
            {
                Epochs = 40,
                BatchSize = 32,
                Optimizer = new Adam(0.01f),
                Schedule = LearningRateSchedule.Cosine,
            },
        };

    private static AddedImages LyingDigits()
    {
        Samples<byte> upright = (Samples<byte>)SyntheticData.Digits.Test.Subset([.. Enumerable.Range(0, 24)]);
        byte[] pixels =
        [
            .. Enumerable
                .Range(0, upright.Count)
                .SelectMany(row =>
                {
                    byte[] image = upright.Row(row).ToArray();
                    return Enumerable.Range(0, image.Length).Select(i => image[((27 - (i % 28)) * 28) + (i / 28)]);
                }),
        ];
        return new AddedImages("lying", new Samples<byte>(upright.Shape, pixels, upright.Labels.ToArray(), upright.ClassNames));
    }
}
