using System.Numerics;
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
    public void Apply(in StepRate step, ParameterBlock range, float* gradient)
    {
        float* parameters = network.Buffer.Pointer + range.First;
        if (range.IsWeights && options.Regularization.WeightDecay is not 0 and float decay)
            Elementwise.Map<Scale>(new Span<float>(parameters, range.Length), 1 - (step.Rate * decay));
        options.Optimizer.Update(
            step.Size,
            new ParameterRange(range.Length, parameters, gradient, State(0, range.First), State(1, range.First))
            {
                Threshold = range.IsWeights ? step.Rate * options.Regularization.L1 : 0,
            }
        );
    }

    private float* State(int index, int first) => index < state.Length ? state[index].Pointer + first : null;

    /// <summary>Multiplies by a number.</summary>
    internal readonly struct Scale : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) => x * parameter;
    }
}

/// <summary>What all parameters share in one step.</summary>
/// <param name="Size">The factors of the optimizer.</param>
/// <param name="Rate">The learning rate.</param>
internal readonly record struct StepRate(StepSize Size, float Rate);
