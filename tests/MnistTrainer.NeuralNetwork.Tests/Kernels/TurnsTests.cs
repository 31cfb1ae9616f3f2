using System.Runtime.Intrinsics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class TurnsTests
{
    [Fact]
    public void Quarters_of_a_turn_are_exact_to_the_last_digits()
    {
        (Vector256<float> cosine, Vector256<float> sine) = Turns.Of(Vector256.Create(0f, 0.25f, 0.5f, 0.75f, -0.25f, 1, -3, 7.5f));
        Expect([1, 0, -1, 0, 0, 1, 1, -1], cosine);
        Expect([0, 1, 0, -1, -1, 0, 0, 0], sine);

        static void Expect(float[] expected, Vector256<float> found) =>
            Assert.All(expected.Index(), one => Assert.Equal(one.Item, found[one.Index], 1e-6f));
    }

    [Fact]
    public void Equals_the_library_of_the_system_for_any_angle()
    {
        Random random = new(4);
        for (int i = 0; i < 20_000; i++)
        {
            float scale = MathF.Pow(10, (8 * random.NextSingle()) - 4),
                t = scale * ((2 * random.NextSingle()) - 1);
            (Vector256<float> cosine, Vector256<float> sine) = Turns.Of(Vector256.Create(t));
            (double expectedSine, double expectedCosine) = Math.SinCos(2 * Math.PI * (t - Math.Round((double)t)));
            Assert.Equal(expectedCosine, cosine[i % 8], 1e-6);
            Assert.Equal(expectedSine, sine[i % 8], 1e-6);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_not_finite_has_neither(float t) =>
        Assert.All(
            [Turns.Of(Vector256.Create(t)).Cosine[0], Turns.Of(Vector256.Create(t)).Sine[0]],
            value => Assert.True(float.IsNaN(value))
        );

    /// <summary>The largest numbers are whole turns.</summary>
    [Fact]
    public void A_large_number_is_whole_turns()
    {
        (Vector256<float> cosine, Vector256<float> sine) = Turns.Of(Vector256.Create(float.MaxValue));
        Assert.Equal((1, 0), (cosine[0], sine[0]));
    }
}
