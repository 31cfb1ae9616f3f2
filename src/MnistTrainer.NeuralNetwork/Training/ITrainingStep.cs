using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Trains a network, one batch per step.</summary>
internal interface ITrainingStep : IDisposable
{
    /// <summary>The number of steps taken.</summary>
    long Steps { get; set; }

    /// <summary>
    /// Everything besides <see cref="Steps"/>, options and samples that the next step depends on. Copied into a new instance for the same
    /// network and options, it resumes training as if it had never stopped. Read by all ranks together, since each may have a part of it.
    /// </summary>
    IReadOnlyList<FloatBuffer> State { get; }

    /// <summary>Trains on one batch.</summary>
    /// <param name="rows">The rows of the training samples in the batch.</param>
    /// <param name="factors">The factors of this step.</param>
    StepResult Run(ReadOnlySpan<int> rows, StepFactors factors);

    /// <summary>Announces the first row of the next batch, which may be prefetched while this one is trained on.</summary>
    void Announce(int row) { }

    /// <summary>Brings the parameters of <see cref="Result"/> up to date; training can continue afterward.</summary>
    void Finish();

    /// <summary>Copies the parameters that <see cref="Result"/> would have after <see cref="Finish"/>, without changing anything.</summary>
    /// <param name="destination">Receives the parameters; its length is their number.</param>
    void CopyResult(FloatBuffer destination);

    /// <summary>
    /// After a step with a non-finite loss or square of the gradient: the index of the layer where it started. The first layer with non-finite outputs
    /// or, if all outputs are finite, the last layer with a non-finite gradient. Called by all ranks together.
    /// </summary>
    int BrokenAt();

    /// <summary>
    /// The trained network, up to date after <see cref="Finish"/>: with the parameters themselves or their running average.
    /// </summary>
    Network Result { get; }
}

/// <summary>The result of one step.</summary>
/// <param name="Loss">The sum of the losses of the batch's samples, measured before the step.</param>
/// <param name="Correct">The number of those samples classified correctly.</param>
/// <param name="GradientNorm">The L2 norm of the gradient, the L2 penalty included, before clipping.</param>
/// <param name="BrokenLayer">The index of a layer with a non-finite gradient, or -1.</param>
internal readonly record struct StepResult(double Loss, int Correct, double GradientNorm, int BrokenLayer);
