using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class GradientAscentTests
{
    private static readonly Samples<byte> Bars = SyntheticData.Bars(400);

    public static TheoryData<string> Networks =>
        [
            "dense(20,relu), dense(8,softmax)",
            "dense(20,sigmoid), dense(8,softmax)",
            "convolution(6,3,relu,padding same), max-pooling(2), flatten, dropout(0.2), dense(8,softmax)",
            "convolution(6,3,identity,padding same), batch-normalization(relu), average-pooling(2), dense(8,softmax)",
        ];

    /// <summary>The bright column of the class is what the image has most of.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void Finds_an_image_of_the_class(string layers)
    {
        Network network = Train(layers);
        RecordingListener listener = new();
        ImmutableArray<ClassImage> images = new GradientAscent().Run(
            network,
            [.. Enumerable.Range(0, 8)],
            listener,
            TestContext.Current.CancellationToken
        );
        Assert.Equal((800.0, 800.0), (Assert.Single(listener.Ended).Phase.Total, listener.Ended[0].Progress));
        Assert.Equal(Bars.ClassNames, images.Select(image => image.Label));
        foreach (int index in (int[])[1, 5])
        {
            ClassImage image = images[index];
            Assert.InRange(image.Probability, 0.9, 1);
            int[] columns = [.. Enumerable.Range(0, 8).Select(x => Enumerable.Range(0, 8).Sum(y => image.Pixels[(8 * y) + x]))];
            Assert.Equal(index, Array.IndexOf(columns, columns.Max()));
        }
    }

    [Fact]
    public void More_steps_raise_the_probability_and_the_same_settings_give_the_same_image()
    {
        Network network = Train("dense(20,relu), dense(8,softmax)");
        GradientAscent ascent = new() { Steps = 30 };
        ClassImage first = ascent.Run(network, 3, TestContext.Current.CancellationToken),
            again = ascent.Run(network, 3, TestContext.Current.CancellationToken),
            shorter = (ascent with { Steps = 1 }).Run(network, 3, TestContext.Current.CancellationToken);
        Assert.Equal(first.Pixels, again.Pixels);
        Assert.Equal(first.Probability, again.Probability);
        Assert.True(first.Probability > shorter.Probability);
    }

    /// <summary>A larger penalty leaves less ink.</summary>
    [Fact]
    public void The_penalty_limits_the_ink()
    {
        Network network = Train("dense(20,relu), dense(8,softmax)");
        int[] ink = [.. new[] { 0.0, 0.5, 4 }.Select(penalty => Ink(new GradientAscent { Penalty = penalty }))];
        Assert.Equal(ink.OrderDescending(), ink);
        Assert.Equal(3, ink.Distinct().Count());

        int Ink(GradientAscent ascent) => ascent.Run(network, 2, TestContext.Current.CancellationToken).Pixels.Sum(pixel => pixel);
    }

    /// <summary>One linear unit of one pixel, slope 1: from 0.1, each step adds 0.25 · (1 - 0.5 x), by hand 0.3375, 0.5453.</summary>
    [Fact]
    public void A_step_adds_the_scaled_gradient_less_the_penalty()
    {
        NetworkDefinition definition = NetworkDefinition.Dense(Shape.Image(1, 2), [], ["one"], Activation.ReLU, Activation.Identity);
        var network = Network.Create(definition, [1f, 1f, 0f]);
        GradientAscent ascent = new() { LearningRate = 0.25, Steps = 2 };
        ClassImage image = ascent.Run(network, 0, TestContext.Current.CancellationToken);
        Assert.Equal([139, 139], image.Pixels);
    }

    [Fact]
    public void What_has_no_gradient_is_rejected_by_name()
    {
        InvalidInputException step = Assert.Throws<InvalidInputException>(() =>
            new GradientAscent().Run(
                Network.Create(Definition("dense(5,step), dense(8,softmax)")),
                0,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("layer 1, dense 64 → 5, step, which has none", step.Message, StringComparison.Ordinal);
        NetworkDefinition table = Definition("dense(8,softmax)") with { InputShape = Shape.Vector(64) };
        Assert.Throws<InvalidInputException>(() =>
            new GradientAscent().Run(Network.Create(table), 0, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public void All_invalid_settings_are_listed()
    {
        GradientAscent invalid = new()
        {
            Steps = 0,
            LearningRate = 0,
            Penalty = double.NaN,
        };
        Assert.Equal(3, invalid.Violations().Count);
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            invalid.Run(Network.Create(Definition("dense(8,softmax)")), 0, TestContext.Current.CancellationToken)
        );
        Assert.All(invalid.Violations(), violation => Assert.Contains(violation, error.Message, StringComparison.Ordinal));
        Assert.Empty(new GradientAscent().Violations());
    }

    [Fact]
    public void Can_be_canceled() =>
        Assert.Throws<OperationCanceledException>(() =>
            new GradientAscent().Run(Network.Create(Definition("dense(8,softmax)")), 0, new CancellationToken(canceled: true))
        );

    private static NetworkDefinition Definition(string layers) =>
        new()
        {
            InputShape = Bars.Shape,
            Layers = Layer.ParseList(layers),
            ClassNames = [.. Bars.ClassNames],
        };

    private static Network Train(string layers)
    {
        TrainingOptions options = new()
        {
            Epochs = 12,
            BatchSize = 20,
            Optimizer = new Adam(0.01f),
            Threads = 1,
        };
        return new Trainer(options).Train(Network.Create(Definition(layers)), Bars).Network;
    }
}
