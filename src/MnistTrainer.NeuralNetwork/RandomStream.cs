namespace MnistTrainer.NeuralNetwork;

/// <summary>The streams of random numbers that one seed is the source of; each use has its own, so that none disturbs another.</summary>
internal static class RandomStream
{
    public const ulong Initialization = 1;
    public const ulong Shuffling = 2;
}
