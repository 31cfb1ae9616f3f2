using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>What a network of dense layers is made of. Immutable; the defaults stand here and nowhere else.</summary>
public sealed record DenseNetworkOptions
{
    /// <summary>Units of each hidden layer, each at least 1; may be empty; one layer of 200 unless told.</summary>
    public ImmutableArray<int> HiddenUnits { get; init; } = [200];

    /// <summary>The activation of the hidden layers; ReLU unless told.</summary>
    public Activation HiddenActivation { get; init; } = Activation.ReLU;

    /// <summary>The activation of the last layer; softmax unless told.</summary>
    public Activation OutputActivation { get; init; } = Activation.Softmax;

    /// <summary>Whether units have a bias; they have unless told.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>How weights are drawn, or null for what suits each layer's activation.</summary>
    public Initializer? Initializer { get; init; }

    /// <summary>How raw values become inputs; pixels 0..255 become 0..1 unless told.</summary>
    public InputScaling Scaling { get; init; } = InputScaling.Unit;

    /// <summary>Whether batch normalization stands between the weights and the activation of each hidden layer; not unless told.</summary>
    public bool BatchNormalization { get; init; }

    /// <summary>The share of each hidden layer's outputs that is dropped while the network learns, from 0 to below 1; 0 unless told.</summary>
    public float Dropout { get; init; }

    /// <summary>The share of the inputs that is dropped while the network learns, from 0 to below 1; 0 unless told.</summary>
    public float InputDropout { get; init; }

    /// <summary>The layers.</summary>
    /// <param name="classes">Units of the last.</param>
    internal ImmutableArray<Layer> ToLayers(int classes) =>
        [
            .. InputDropout == 0 ? [] : (Layer[])[new Dropout(InputDropout)],
            .. HiddenUnits.SelectMany(Hidden),
            Weights(classes, OutputActivation, OutputActivation, UseBias),
        ];

    private IEnumerable<Layer> Hidden(int units)
    {
        if (BatchNormalization)
        {
            // Its β takes the place of a bias. Weights are drawn for the activation that follows, of which maxout has several net inputs a unit.
            int netInputs = (int)Math.Min((long)units * HiddenActivation.Pieces, int.MaxValue);
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
        new(units, activation, useBias) { Initializer = Initializer ?? Initializer.For(drawnFor) };
}
