using System.Numerics;
using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Updates parameters by their gradient: weight decay, the optimizer, and its memory.</summary>
/// <param name="network">The network being trained.</param>
/// <param name="state">The optimizer's memory, each of the parameters' length.</param>
/// <param name="options">The training options.</param>
internal sealed unsafe class ParameterUpdate(Network network, FloatBuffer[] state, TrainingOptions options)
{
    /// <summary>Updates neighboring parameters.</summary>
    /// <param name="step">The step.</param>
    /// <param name="range">The parameters, in the whole network.</param>
    /// <param name="gradient">Their gradient.</param>
    // If it is inlined into a caller that first trains without norm clipping, training with clipping takes half as long again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Apply(in StepRate step, ParameterBlock range, float* gradient)
    {
        if (range.IsWeights && options.Regularization.WeightDecay is not 0 and float decay)
            Elementwise.Map<Scale>(new Span<float>(network.Buffer.Pointer + range.First, range.Length), 1 - (step.Rate * decay));
        float threshold = range.IsWeights ? step.Rate * options.Regularization.L1 : 0;
        options.Optimizer.Update(step.Size, RangeOf(range, gradient, threshold));
    }

    /// <summary>Updates neighboring weights once for each of some steps in which their gradient is 0.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="range">The weights, in the whole network.</param>
    /// <param name="zeros">A gradient of 0.</param>
    public void ApplyAtRest(ReadOnlySpan<StepRate> steps, ParameterBlock range, float* zeros)
    {
        if (options.Regularization is { L1: 0, WeightDecay: 0 })
        {
            options.Optimizer.UpdateAtRest(steps, RangeOf(range, zeros, threshold: 0));
            return;
        }

        foreach (StepRate step in steps)
            Apply(step, range, zeros);
    }

    private ParameterRange RangeOf(ParameterBlock range, float* gradient, float threshold) =>
        new(range.Length, network.Buffer.Pointer + range.First, gradient, State(0, range.First), State(1, range.First))
        {
            Threshold = threshold,
            LeastWeight = range.IsWeights && options.Regularization is not { L2: 0, WeightDecay: 0 } ? Underflow.Weight : 0,
        };

    private float* State(int index, int first) => index < state.Length ? state[index].Pointer + first : null;

    /// <summary>Multiplies by a number.</summary>
    internal readonly struct Scale : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) => x * parameter;
    }
}
