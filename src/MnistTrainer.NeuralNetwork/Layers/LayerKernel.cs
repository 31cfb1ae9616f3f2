using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The computation of one layer in one network. It has no mutable state: everything that changes is passed in. Work is divided in two ways, neither of which depends on
/// the number of threads: forward and backward by slices of the batch's rows, whose results do not touch each other, and the gradient by blocks of parameters, each
/// summed over the whole batch in the order of its rows.
/// </summary>
internal abstract unsafe class LayerKernel(Shape input, Shape output, int firstParameter, int parameterCount)
{
    public Shape Input { get; } = input;

    public Shape Output { get; } = output;

    /// <summary>Where the layer's parameters begin in the network's array.</summary>
    public int FirstParameter { get; } = firstParameter;

    public int ParameterCount { get; } = parameterCount;

    /// <summary>The kernel to use where another follows. Default: itself.</summary>
    public virtual LayerKernel Before(LayerKernel next) => this;

    /// <summary>The kernel to use behind another, which <see cref="Before"/> has chosen. Default: itself.</summary>
    public virtual LayerKernel After(LayerKernel previous) => this;

    /// <summary>Initializes the parameters before training.</summary>
    public abstract void Initialize(Span<float> parameters, RandomSource random);

    /// <summary>Floats that it caches of each row from the forward pass to the backward pass. Default: 0.</summary>
    public virtual int CacheWidth => 0;

    /// <summary>Whether <see cref="Gradient"/> reads what is cached of the rows, beside their inputs and net errors. Default: false.</summary>
    public virtual bool GradientReadsCache => false;

    /// <summary>Floats of a row that <see cref="Backward"/> leaves for <see cref="Gradient"/>.</summary>
    public virtual int NetErrorWidth => Output.Size;

    /// <summary>The outputs for which it, or a layer below, needs the errors; those for others are not read. Default: all.</summary>
    public virtual ErrorRange NeededErrors => new(0, Output.Size);

    /// <summary>Whether it needs its input expanded as <see cref="LayerInput.Rows"/>. Default: false.</summary>
    public virtual bool ReadsRows => false;

    /// <summary>Whether rows pass through it one at a time, since a slice of them would not stay in the cache. Default: false.</summary>
    public virtual bool TakesSingleRows => false;

    /// <summary>Whether rows pass through it one at a time where they are only scored. Default: as in training.</summary>
    public virtual bool ScoresSingleRows => TakesSingleRows;

    /// <summary>Floats that it keeps of each slice of rows, such as its statistics. Default: 0.</summary>
    public virtual int SliceLength => 0;

    /// <summary>Floats of a slice's part of the gradient, where it is summed slice by slice. Default: 0.</summary>
    public virtual int PartLength => 0;

    /// <summary>Whether nothing else reads the rows of a slice again that has passed through it in both directions: it has no gradient, or that is known by then.</summary>
    public bool WorksBySlices => ParameterCount == 0 || SliceLength > 0 || PartLength > 0;

    /// <summary>Floats that it needs as <see cref="Scratch.Frame"/>. Default: 0.</summary>
    public virtual int ScratchLength => 0;

    /// <summary>The number of its parameters that are trained, which come first. Others follow the batches, and no optimizer updates them. Default: all.</summary>
    public virtual int TrainedCount => ParameterCount;

    /// <summary>Floats for what <see cref="Prepare"/> derives from the parameters.</summary>
    public virtual int PreparedLength(bool backward) => 0;

    /// <summary>The number of independent parts of <see cref="Prepare"/>. Default: 0.</summary>
    public virtual int PrepareBlocks(bool backward) => 0;

    /// <summary>Derives from the parameters, once after every update, what the passes need in another form.</summary>
    /// <param name="block">From 0 to <see cref="PrepareBlocks"/> - 1.</param>
    /// <param name="parameters">This layer's parameters.</param>
    /// <param name="background">What a raw value of 0 becomes as an input of the first layer; 0 for the others.</param>
    /// <param name="backward">Whether <see cref="Backward"/> will propagate errors to the layer below.</param>
    /// <param name="prepared">The result, <see cref="PreparedLength"/> floats.</param>
    public virtual void Prepare(int block, float* parameters, float background, bool backward, float* prepared) { }

    /// <summary>Computes the outputs of a slice of rows.</summary>
    public abstract void Forward(in LayerPass pass);

    /// <summary>
    /// Turns a slice of the gradient for the outputs into that for the net inputs, and propagates it to the layer below.
    /// </summary>
    /// <param name="pass">The slice; its <see cref="LayerPass.InputError"/> is null for the first layer.</param>
    /// <param name="isNetInputError">Whether the loss has already given the gradient for the net inputs.</param>
    /// <param name="rule">What is propagated.</param>
    public abstract void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule);

    /// <summary>The number of blocks of the trained parameters.</summary>
    public abstract int GradientBlocks(LayerInput input);

    /// <summary>The range of the layer's parameters that a block covers.</summary>
    public abstract ParameterBlock GradientRange(LayerInput input, int block);

    /// <summary>The gradient of a block, over all rows of the batch.</summary>
    /// <param name="block">From 0 to <see cref="GradientBlocks"/> - 1.</param>
    /// <param name="pass">All rows of the batch; <see cref="LayerPass.NetError"/> is the result of <see cref="Backward"/>.</param>
    /// <param name="gradient">The result, as long as the block's range.</param>
    public abstract void Gradient(int block, in LayerPass pass, float* gradient);

    /// <summary>Updates what follows the batches, after a step. Default: nothing.</summary>
    /// <param name="pass">All rows of the batch.</param>
    public virtual void UpdateRunningStatistics(in LayerPass pass) { }

    /// <summary>The number of independent parts of <see cref="Constrain"/>. Default: 0.</summary>
    public virtual int ConstraintBlocks => 0;

    /// <summary>Scales down the incoming weights of each unit whose L2 norm exceeds a maximum.</summary>
    /// <param name="block">From 0 to <see cref="ConstraintBlocks"/> - 1.</param>
    /// <param name="parameters">This layer's parameters.</param>
    /// <param name="maximumNorm">The maximum, above 0.</param>
    public virtual void Constrain(int block, float* parameters, float maximumNorm) { }
}

/// <summary>A range of a layer's parameters whose gradient is computed at once.</summary>
/// <param name="First">Its first, from 0 within the layer.</param>
/// <param name="Length">Its length.</param>
/// <param name="IsWeights">Whether they are weights, which regularization acts on, and not biases or scales.</param>
internal readonly record struct ParameterBlock(int First, int Length, bool IsWeights)
{
    /// <summary>The first of other parameters of the same kind whose gradient is computed with that of the block; they may belong to the layer below, and lie before this one's.</summary>
    public int AlsoFirst { get; init; }

    /// <summary>The number of those parameters. Default: 0.</summary>
    public int AlsoLength { get; init; }

    /// <summary>Those parameters as a block.</summary>
    public ParameterBlock Also => new(AlsoFirst, AlsoLength, IsWeights);
}

/// <summary>Neighboring values of a row of errors.</summary>
/// <param name="From">The first.</param>
/// <param name="To">One past the last.</param>
internal readonly record struct ErrorRange(int From, int To)
{
    public int Length => To - From;
}
