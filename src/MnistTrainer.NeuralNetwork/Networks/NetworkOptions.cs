using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The architecture of a network: either <see cref="Layers"/>, or dense layers that the other properties describe. Immutable; this is the only definition of the defaults.
/// </summary>
public sealed record NetworkOptions
{
    /// <summary>
    /// All layers, first to last; the last is dense and has one unit for each class. If it has no activation, its activation is
    /// <see cref="OutputActivation"/>. Default: null, for the dense layers that the other properties describe, which otherwise do not apply, except
    /// <see cref="OutputActivation"/>, <see cref="Scaling"/> and <see cref="TestTimeShift"/>.
    /// </summary>
    public ImmutableArray<Layer>? Layers { get; init; }

    /// <summary>Image layers, before the hidden layers. Default: none.</summary>
    public ImmutableArray<Layer> ImageLayers { get; init; } = [];

    /// <summary>The number of units of each hidden layer, each at least 1; may be empty. Default: one layer of 200.</summary>
    public ImmutableArray<int> HiddenUnits { get; init; } = [200];

    /// <summary>The activation of the hidden layers. Default: ReLU.</summary>
    public Activation HiddenActivation { get; init; } = Activation.ReLU;

    /// <summary>The activation of the last layer. Default: null, for the one that matches the loss (<see cref="OutputActivationFor"/>); softmax without a loss.</summary>
    public Activation? OutputActivation { get; init; }

    /// <summary>Whether units have a bias. Default: true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>How weights are initialized. Default: null, for the initializer that matches each layer's activation.</summary>
    public Initializer? Initializer { get; init; }

    /// <summary>How raw values are scaled to inputs. Default: null, for pixels 0..255 that become 0..1 (<see cref="InputScaling.Unit"/>).</summary>
    public InputScaling? Scaling { get; init; }

    /// <summary>The number of pixels by which images are also shifted when they are scored (<see cref="NetworkDefinition.TestTimeShift"/>). Default: 0.</summary>
    public int TestTimeShift { get; init; }

    /// <summary>Whether batch normalization comes between the weights and the activation of each hidden layer. Default: false.</summary>
    public bool BatchNormalization { get; init; }

    /// <summary>The fraction of each hidden layer's outputs that is dropped during training, from 0 to below 1. Default: 0.</summary>
    public float Dropout { get; init; }

    /// <summary>The fraction of the inputs that is dropped during training, from 0 to below 1. Default: 0.</summary>
    public float InputDropout { get; init; }

    /// <summary>Whether a layer works on images (<see cref="Layer.NeedsImage"/>).</summary>
    public bool NeedsImage => (Layers is { IsDefault: false } layers ? layers : ImageLayers).Any(layer => layer.NeedsImage);

    /// <summary>Whether the activation of the last layer is chosen, by <see cref="OutputActivation"/> or in <see cref="Layers"/>.</summary>
    public bool ChoosesOutputActivation =>
        OutputActivation is not null || (Layers is { IsDefaultOrEmpty: false } layers && layers[^1].ChoosesActivation);

    /// <summary>The activation of the last layer: <see cref="OutputActivation"/> if set, else the one that the loss requires, else sigmoid.</summary>
    /// <param name="loss">The loss to minimize.</param>
    public Activation OutputActivationFor(Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return OutputActivation ?? loss.RequiredActivation ?? Activation.Sigmoid;
    }

    /// <summary>The layers, each with an activation.</summary>
    /// <param name="classes">The number of units of the last layer, if <see cref="Layers"/> is null.</param>
    internal ImmutableArray<Layer> ToLayers(int classes)
    {
        Activation output = OutputActivation ?? Activation.Softmax;
        if (Layers is { IsDefault: false } layers)
            return [.. layers.Select((layer, i) => layer.WithDefaultActivation(i < layers.Length - 1 ? Activation.Identity : output))];
        return
        [
            .. InputDropout == 0 ? [] : (Layer[])[new Dropout(InputDropout)],
            .. ImageLayers,
            .. HiddenUnits.SelectMany(Hidden),
            Weights(classes, output, output, UseBias),
        ];
    }

    private IEnumerable<Layer> Hidden(int units)
    {
        if (BatchNormalization)
        {
            // Its β replaces the bias. Weights are initialized for the following activation; maxout has several net inputs per unit.
            int netInputs = (int)Math.Min((long)units * HiddenActivation.NetInputsPerUnit, int.MaxValue);
            yield return Weights(netInputs, Activation.Identity, HiddenActivation, useBias: false);
            yield return new BatchNormalization(HiddenActivation);
        }
        else
        {
            yield return Weights(units, HiddenActivation, HiddenActivation, UseBias);
        }

        if (Dropout != 0)
            yield return new Dropout(Dropout);
    }

    private Dense Weights(int units, Activation activation, Activation drawnFor, bool useBias) =>
        new(units, activation, useBias) { Initializer = Initializer ?? drawnFor.DefaultInitializer };
}
