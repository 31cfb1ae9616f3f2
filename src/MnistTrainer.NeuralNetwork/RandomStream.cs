namespace MnistTrainer.NeuralNetwork;

/// <summary>The streams of random numbers that one seed is the source of; each use has its own, so that none disturbs another.</summary>
internal static class RandomStream
{
    public const ulong Initialization = 1;
    public const ulong Shuffling = 2;
    public const ulong Folds = 3;
    public const ulong CheckedParameters = 4;
    public const ulong HoldOut = 5;

    /// <summary>The seed that a layer's own randomness begins with, which no other use of the seed shares.</summary>
    /// <param name="seed">That of the training.</param>
    /// <param name="layer">From 0, below 2^31.</param>
    public static ulong SeedOfLayer(ulong seed, int layer) => new RandomSource(seed, (1UL << 31) | (uint)layer).NextBits();

    /// <summary>The stream of one row of one step's batch.</summary>
    /// <param name="step">At least 1, below 2^32: no row has the stream of another use.</param>
    /// <param name="row">From 0.</param>
    public static ulong OfRow(ulong step, int row) => (step << 32) | (uint)row;
}
