using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Fuzzing;

/// <summary>A reader of foreign bytes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seeds">Small valid files, from which damaged ones are made.</param>
/// <param name="Read">Reads a file; throws <see cref="InvalidInputException"/> or <see cref="InvalidImageException"/> if it is invalid.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Read)
{
    /// <summary>The most bytes that reading one file may allocate. Default: 128 MiB, since files are of some hundred bytes.</summary>
    public long MostAllocated { get; init; } = 128L << 20;
}
