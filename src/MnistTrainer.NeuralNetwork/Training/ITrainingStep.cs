using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Learns from batch after batch.</summary>
internal interface ITrainingStep : IDisposable
{
    /// <summary>How many steps were taken.</summary>
    long Steps { get; set; }

    /// <summary>
    /// Everything beside <see cref="Steps"/>, options and samples that the next step depends on. Written back into a new step of the same
    /// network and options, training goes on as if it had never stopped.
    /// </summary>
    IReadOnlyList<FloatBuffer> State { get; }

    /// <summary>Learns from one batch.</summary>
    /// <param name="rows">The rows of the training samples that it consists of.</param>
    /// <param name="rateFactor">What the learning rate is multiplied by in this step.</param>
    StepResult Run(ReadOnlySpan<int> rows, float rateFactor);

    /// <summary>Brings the parameters of <see cref="Result"/> up to date; training can go on afterwards.</summary>
    void Finish();

    /// <summary>Copies the parameters that <see cref="Result"/> would have after <see cref="Finish"/>, and changes nothing.</summary>
    /// <param name="destination">As long as there are parameters.</param>
    void CopyResult(FloatBuffer destination);

    /// <summary>
    /// After a step whose loss or gradient is not finite: the layer where that began, from 0. Forward, the first whose outputs are not finite;
    /// where all are, backward the first, that is the highest, whose gradient is not.
    /// </summary>
    int BrokenAt();

    /// <summary>The network as it should be used, whole after <see cref="Finish"/>: that which learns, or the running average of its parameters.</summary>
    Network Result { get; }
}

/// <summary>What one step came to.</summary>
/// <param name="Loss">The sum of the losses of the batch's samples, measured before the step.</param>
/// <param name="Correct">How many of them were named rightly.</param>
/// <param name="GradientNorm">The length of the gradient, penalties included, before it was clipped.</param>
/// <param name="BrokenLayer">A layer whose gradient is not finite, from 0, or -1.</param>
internal readonly record struct StepResult(double Loss, int Correct, double GradientNorm, int BrokenLayer);
