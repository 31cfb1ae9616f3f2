using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The values of one sample in every layer of a network when it scores, in double precision.</summary>
public sealed class SampleTrace
{
    private readonly Network _network;
    private readonly ExactNetwork _exact;
    private readonly ExactLayerPass[] _passes;

    internal SampleTrace(Network network, ExactNetwork exact, ExactLayerPass[] passes)
    {
        (_network, _exact, _passes) = (network, exact, passes);
        Layers =
        [
            .. passes.Select(
                (pass, i) =>
                    new LayerTrace(
                        network.Definition.Layers[i],
                        network.Kernels[i].Input,
                        // They are no longer modified.
                        ImmutableCollectionsMarshal.AsImmutableArray(pass.NetInputs[0]),
                        ImmutableCollectionsMarshal.AsImmutableArray(pass.Outputs[0])
                    )
            ),
        ];
    }

    /// <summary>The layers, first to last.</summary>
    public ImmutableArray<LayerTrace> Layers { get; }

    /// <summary>
    /// One score for each class: its net input in the last layer or, if a unit has several net inputs, its output. The most probable class has the highest score.
    /// </summary>
    public ImmutableArray<double> Scores => HasScoreOfNetInput ? Layers[^1].NetInputs : Layers[^1].Outputs;

    /// <summary>The pass through the last layer.</summary>
    internal ExactLayerPass LastPass => _passes[^1];

    private bool HasScoreOfNetInput => _network.Definition.Layers[^1].Activation.NetInputsPerUnit == 1;

    /// <summary>
    /// Propagates a gradient for the <see cref="Scores"/> back to the sample. An activation without a derivative propagates nothing.
    /// </summary>
    /// <param name="scoreErrors">The derivative of some function with respect to each score.</param>
    /// <returns>The derivative of that function with respect to each raw value of the sample.</returns>
    /// <exception cref="ArgumentException">The length is not the number of classes.</exception>
    /// <exception cref="InvalidInputException">A layer cannot propagate errors; the message names it.</exception>
    public double[] InputGradient(ReadOnlySpan<double> scoreErrors)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scoreErrors.Length, Scores.Length, nameof(scoreErrors));
        double[] errors = scoreErrors.ToArray();
        for (int layer = _passes.Length - 1; layer >= 0; layer--)
        {
            double[] netErrors = layer == _passes.Length - 1 && HasScoreOfNetInput ? errors : NetErrors(layer, errors);
            LayerKernel kernel = _network.Kernels[layer];
            ReadOnlySpan<double> parameters = _exact.Parameters.AsSpan(kernel.FirstParameter, kernel.ParameterCount);
            errors = _network.Definition.Layers[layer].ExactPropagateError(kernel.Input, _passes[layer], parameters, netErrors);
        }

        double factor = _network.Definition.Scaling.Factor;
        for (int i = 0; i < errors.Length; i++)
            errors[i] *= factor;
        return errors;
    }

    private double[] NetErrors(int layer, double[] errors)
    {
        Activation activation = _network.Definition.Layers[layer].Activation;
        double[] netErrors = new double[_passes[layer].NetInputs[0].Length];
        if (activation.IsDifferentiable)
            activation.ExactBackward(_passes[layer].NetInputs[0], errors, netErrors);
        return netErrors;
    }
}

/// <summary>The values of one sample in one layer.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Input">The shape of its input.</param>
/// <param name="NetInputs">The inputs of its activation, several for each unit with maxout.</param>
/// <param name="Outputs">Its outputs; for an image, row by row with the channels of a pixel next to each other.</param>
public sealed record LayerTrace(Layer Layer, Shape Input, ImmutableArray<double> NetInputs, ImmutableArray<double> Outputs)
{
    /// <summary>The shape of the outputs.</summary>
    public Shape Output => Layer.OutputShape(Input);
}
