using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class ClassAlignmentTests
{
    private static readonly Shape Pair = Shape.Vector(2);

    [Fact]
    public void Numbers_labels_like_the_network()
    {
        Samples<byte> aligned = Align(new Samples<byte>(Pair, [1, 2, 3, 4], [0, 1], ["c", "a"]));
        Assert.Equal([2, 0], aligned.Labels.ToArray());
        Assert.Equal(["a", "b", "c"], aligned.ClassNames);
        Assert.Equal([3, 4], aligned.Row(1).ToArray());
    }

    [Fact]
    public void Keeps_weights()
    {
        Samples<byte> samples = new(Pair, [1, 2, 3, 4], [0, 1], ["c", "a"]);
        Assert.Equal([5, 6], Align((Samples<byte>)samples.WithWeights([5, 6])).Weights.ToArray());
    }

    [Fact]
    public void Returns_samples_that_fit_as_they_are()
    {
        Samples<byte> samples = new(Pair, [1, 2], [0], ["a", "b", "c"]);
        Assert.Same(samples, Align(samples));
    }

    [Fact]
    public void Knows_classes_by_the_names_of_their_folders()
    {
        Samples<byte> samples = new(Pair, [1, 2, 3, 4], [0, 1], ["%2E.%2Fx", "가 나"]);
        Samples<byte> aligned = ClassAlignment.Align(new Dataset("set", samples, []), Pair, ["가 나", "b", "../x"]);
        Assert.Equal([2, 0], aligned.Labels.ToArray());
    }

    [Fact]
    public void Rejects_a_class_that_the_network_lacks()
    {
        InvalidInputException error = Assert.Throws<InvalidInputException>(() =>
            Align(new Samples<byte>(Pair, [1, 2, 3, 4], [0, 1], ["a", "z"]))
        );
        Assert.Contains("only classes of the network (a, b, c), found \"z\"", error.Message, StringComparison.Ordinal);
    }

    private static Samples<byte> Align(Samples<byte> samples) =>
        ClassAlignment.Align(new Dataset("set", samples, []), Pair, ["a", "b", "c"]);
}
