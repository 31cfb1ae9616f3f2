namespace MnistTrainer.NeuralNetwork;

/// <summary>What max pooling passes to the convolution below it for one image, in the place of an error for each of its outputs: the winners under the windows.</summary>
/// <param name="memory">The errors of the convolution's outputs: four or more for each window.</param>
/// <param name="count">Windows times channels.</param>
internal readonly unsafe struct PoolingWinners(float* memory, int count)
{
    /// <summary>The error of each winner.</summary>
    public float* Errors { get; } = memory;

    /// <summary>Its value.</summary>
    public float* Values { get; } = memory + count;

    /// <summary>Its place under the window, from 0, row by row.</summary>
    public int* Places { get; } = (int*)(memory + (2 * (nint)count));
}
