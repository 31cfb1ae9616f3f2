using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>One pass of some rows of a batch through one layer: pointers to where the first row of the batch is or would be, and the rows meant, which are there.</summary>
internal readonly unsafe struct LayerPass
{
    public required float* Parameters { get; init; }

    /// <summary>What the layer derived from its parameters (<see cref="LayerKernel.Prepare"/>).</summary>
    public required float* Prepared { get; init; }

    public required LayerInput Input { get; init; }

    /// <summary>The rows of <see cref="Input"/>; null where they are sparse.</summary>
    public required float* InputRows { get; init; }

    public required float* Output { get; init; }

    /// <summary>What the layer caches of each row from the forward pass to the backward pass.</summary>
    public required float* Cache { get; init; }

    /// <summary>The statistics of a <see cref="BatchKernel"/> over the whole batch.</summary>
    public required float* Statistics { get; init; }

    /// <summary>What the layer keeps of each slice of rows, <see cref="LayerKernel.SliceLength"/> floats; null where rows are only scored.</summary>
    public float* SliceMemory { get; init; }

    /// <summary>Where the slice's part of the gradient is summed, <see cref="LayerKernel.PartLength"/> floats; of all rows, the first of <see cref="Parts"/>.</summary>
    public float* Part { get; init; }

    /// <summary>The number of parts whose sum is the gradient, one behind the other.</summary>
    public int Parts { get; init; }

    /// <summary>The gradient for the outputs.</summary>
    public float* Error { get; init; }

    /// <summary>Receives the gradient for the net inputs in the backward pass: the same memory as <see cref="Error"/>, unless their widths differ.</summary>
    public float* NetError { get; init; }

    /// <summary>Receives the gradient for the inputs; null if it is not needed.</summary>
    public float* InputError { get; init; }

    public required int FromRow { get; init; }

    public required int ToRow { get; init; }

    /// <summary>Rows in the batch.</summary>
    public required int BatchRows { get; init; }

    /// <summary>Whether the rows are trained on and not only scored.</summary>
    public required bool IsTraining { get; init; }

    /// <summary>The seed of this layer; every row of every step has a stream of its own.</summary>
    public ulong Seed { get; init; }

    /// <summary>The number of the step, 1 for the first.</summary>
    public ulong Step { get; init; }

    public required Scratch Scratch { get; init; }
}
