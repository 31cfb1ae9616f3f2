using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class HandwritingTests
{
    [Fact]
    public void Digits_resemble_handwriting() => Assert.True(Handwriting.Resembles(SyntheticData.Digits.Train));

    [Fact]
    public void Images_that_fill_their_frame_do_not() => Assert.False(Handwriting.Resembles(SyntheticData.Bars(80)));

    /// <summary>Objects on black, such as fruit: as much black as in MNIST.</summary>
    [Fact]
    public void Images_in_color_do_not() => Assert.False(Handwriting.Resembles(SyntheticData.Hues(20)));

    [Fact]
    public void Vectors_do_not() =>
        Assert.False(Handwriting.Resembles(new Samples<byte>(Shape.Vector(4), new byte[8], [0, 1], ["a", "b"])));
}
