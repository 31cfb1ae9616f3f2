namespace MnistTrainer.NeuralNetwork;

/// <summary>The random number streams derived from one seed. Each use has its own, so that uses do not affect each other.</summary>
internal static class RandomStream
{
    public const ulong Initialization = 1;
    public const ulong Shuffling = 2;
    public const ulong Folds = 3;
    public const ulong CheckedParameters = 4;
    public const ulong HoldOut = 5;
    public const ulong Windows = 6;
    public const ulong HeldOutOfBlocks = 7;

    /// <summary>The seed of a use that has streams of its own, numbered as it likes.</summary>
    /// <param name="seed">The seed of the training.</param>
    /// <param name="use">One of the streams above.</param>
    public static ulong SeedOf(ulong seed, ulong use) => new RandomSource(seed, use).NextBits();

    /// <summary>The seed of a layer's own randomness, unique among all uses of the training's seed.</summary>
    /// <param name="seed">The seed of the training.</param>
    /// <param name="layer">The layer's index, from 0 to 2^31 - 1.</param>
    public static ulong SeedOfLayer(ulong seed, int layer) => new RandomSource(seed, (1UL << 31) | (uint)layer).NextBits();

    /// <summary>The stream of one row of a step's batch.</summary>
    /// <param name="step">The step number, from 1 to 2^32 - 1, so that no row shares the stream of another use.</param>
    /// <param name="row">The row in the batch, from 0.</param>
    public static ulong OfRow(ulong step, int row) => (step << 32) | (uint)row;
}
