using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The computation of one layer in one network. It holds no mutable state: everything that changes is handed in. Work is cut in
/// two ways, neither of which depends on the number of threads: forward and backward by slices of the batch's rows, whose
/// results do not touch each other, and the gradient by blocks of parameters, each summed over the whole batch in the order
/// of its rows.
/// </summary>
internal abstract unsafe class LayerKernel(Shape input, Shape output, int firstParameter, int parameterCount)
{
    public Shape Input { get; } = input;

    public Shape Output { get; } = output;

    /// <summary>Where the layer's parameters begin in the network's array.</summary>
    public int FirstParameter { get; } = firstParameter;

    public int ParameterCount { get; } = parameterCount;

    /// <summary>Draws the parameters that training begins with.</summary>
    public abstract void Initialize(Span<float> parameters, RandomSource random);

    /// <summary>Floats for what <see cref="Prepare"/> derives from the parameters.</summary>
    public abstract int PreparedLength(bool backward);

    /// <summary>The number of independent parts that <see cref="Prepare"/> can be shared out in.</summary>
    public abstract int PrepareBlocks(bool backward);

    /// <summary>Derives from the parameters, once for every change of them, what the passes want in another form.</summary>
    /// <param name="block">From 0 to <see cref="PrepareBlocks"/> - 1.</param>
    /// <param name="parameters">This layer's parameters.</param>
    /// <param name="background">What a raw value of 0 becomes as an input of the first layer; 0 for the others.</param>
    /// <param name="backward">Whether <see cref="Backward"/> will pass errors on to the layer below.</param>
    /// <param name="prepared">The result, as many floats as <see cref="PreparedLength"/> says.</param>
    public abstract void Prepare(int block, float* parameters, float background, bool backward, float* prepared);

    /// <summary>Computes the outputs of a slice of rows.</summary>
    public abstract void Forward(in LayerPass pass);

    /// <summary>
    /// Turns a slice of the gradient for the outputs into that for the net inputs, in place, and passes it on to the layer below.
    /// </summary>
    /// <param name="pass">The slice; its <see cref="LayerPass.InputError"/> is null for the first layer.</param>
    /// <param name="isNetInputError">Whether the loss has already given the gradient for the net inputs.</param>
    /// <param name="rule">What is passed on.</param>
    public abstract void Backward(in LayerPass pass, bool isNetInputError, ErrorPropagation rule);

    /// <summary>The number of blocks that the parameters are cut into.</summary>
    public abstract int GradientBlocks(LayerInput input);

    /// <summary>The range of the layer's parameters that a block covers.</summary>
    public abstract (int First, int Length) GradientRange(LayerInput input, int block);

    /// <summary>The gradient of a block, over all rows of the batch.</summary>
    /// <param name="block">From 0 to <see cref="GradientBlocks"/> - 1.</param>
    /// <param name="input">What the layer read in the forward pass.</param>
    /// <param name="error">What <see cref="Backward"/> left: the gradient for the net inputs.</param>
    /// <param name="rows">Rows in the batch.</param>
    /// <param name="gradient">The result, as long as the block's range.</param>
    /// <param name="scratch">This thread's scratch.</param>
    public abstract void Gradient(int block, LayerInput input, float* error, int rows, float* gradient, Scratch scratch);
}

/// <summary>What a layer passes back to the layer below it.</summary>
public enum ErrorPropagation
{
    /// <summary>The gradient of the loss, by the chain rule.</summary>
    Gradient,

    /// <summary>
    /// The error of its outputs, without the derivative of its activation: the rule of Tariq Rashid's "Make Your Own Neural Network". It is
    /// not the gradient, but learns faster with sigmoids at the book's learning rate.
    /// </summary>
    OutputError,
}

/// <summary>One pass of a slice of rows through one layer: pointers to the first row of the batch, and the rows meant.</summary>
internal readonly unsafe struct LayerPass
{
    public required float* Parameters { get; init; }

    public required float* Prepared { get; init; }

    public required LayerInput Input { get; init; }

    public required float* Output { get; init; }

    /// <summary>The gradient for the outputs; turned into that for the net inputs by the backward pass.</summary>
    public float* Error { get; init; }

    /// <summary>Where the gradient for the inputs goes, or null if nobody wants it.</summary>
    public float* InputError { get; init; }

    public required int FromRow { get; init; }

    public required int ToRow { get; init; }

    public required Scratch Scratch { get; init; }
}
