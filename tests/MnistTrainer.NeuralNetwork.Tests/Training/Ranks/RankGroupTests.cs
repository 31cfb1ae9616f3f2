using System.Runtime.InteropServices;

namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class RankGroupTests
{
    /// <summary>A rank whose logarithms differ in a bit would measure another validation loss, and end after another epoch.</summary>
    [Fact]
    public void Validation_is_that_of_the_first_rank()
    {
        RankGroup group = new(new SecondRank(), CancellationToken.None);
        Assert.Equal((0.25, 0.5), group.OfFirst((Math.BitIncrement(0.25), 0.5)));
    }

    /// <summary>Rank 1, which gathers a loss of 0.25 and an accuracy of 0.5 of rank 0.</summary>
    private sealed class SecondRank : ITrainingRanks
    {
        public int Rank => 1;

        public int Count => 2;

        public void Gather(Span<byte> parts)
        {
            Span<double> all = MemoryMarshal.Cast<byte, double>(parts);
            Assert.Equal([Math.BitIncrement(0.25), 0.5], all[2..].ToArray());
            (all[0], all[1]) = (0.25, 0.5);
        }
    }
}
