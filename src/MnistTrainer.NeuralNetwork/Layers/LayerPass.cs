using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>One pass of some rows of a batch through one layer: pointers to the first row of the batch, and the rows meant.</summary>
internal readonly unsafe struct LayerPass
{
    public required float* Parameters { get; init; }

    /// <summary>What the layer derived from its parameters.</summary>
    public required float* Prepared { get; init; }

    public required LayerInput Input { get; init; }

    public required float* Output { get; init; }

    /// <summary>What the layer keeps of each row from the forward pass to the backward pass.</summary>
    public required float* Cache { get; init; }

    /// <summary>What a <see cref="BatchKernel"/> knows of the batch as a whole.</summary>
    public required float* Statistics { get; init; }

    /// <summary>The gradient for the outputs.</summary>
    public float* Error { get; init; }

    /// <summary>Where the backward pass leaves the gradient for the net inputs: the same memory as <see cref="Error"/>, unless their widths differ.</summary>
    public float* NetError { get; init; }

    /// <summary>Where the gradient for the inputs goes, or null if nobody wants it.</summary>
    public float* InputError { get; init; }

    public required int FromRow { get; init; }

    public required int ToRow { get; init; }

    /// <summary>Rows in the batch.</summary>
    public required int BatchRows { get; init; }

    /// <summary>Whether the rows are learned from, and not just scored.</summary>
    public required bool IsTraining { get; init; }

    /// <summary>Where the randomness of this layer begins; a row of a step has a stream of its own.</summary>
    public ulong Seed { get; init; }

    /// <summary>The number of the step, 1 for the first.</summary>
    public ulong Step { get; init; }

    public required Scratch Scratch { get; init; }
}
