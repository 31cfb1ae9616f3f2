namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Converts a network with a single output, the probability of the positive class, to a network with two classes: softmax of 0 and z is 1 - σ(z) and σ(z), so the unit of the
/// negative class has only weights of 0. The probabilities are the same except for rounding, and the classes have names.
/// </summary>
public static class TwoClasses
{
    /// <summary>Converts a network.</summary>
    /// <param name="network">A network whose last layer is dense, with one unit and the activation sigmoid.</param>
    /// <param name="negative">The name of the class whose probability is 1 minus the output.</param>
    /// <param name="positive">The name of the class whose probability is the output.</param>
    /// <exception cref="InvalidInputException">The last layer is different.</exception>
    public static Network Of(Network network, string negative, string positive)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Definition.Layers[^1] is not Dense { Units: 1 } last || last.Activation != Activation.Sigmoid)
            throw new InvalidInputException(
                "the network",
                "one output with the activation sigmoid",
                $"{network.Definition.Layers[^1]}",
                "Train it as a binary classification"
            );
        int members = network.Definition.Members,
            length = network.ParameterCount / members,
            lastLength = network.LayerParameters(network.Definition.Layers.Length - 1).Length;
        float[] parameters = new float[members * (length + lastLength)];
        for (int member = 0; member < members; member++)
        {
            ReadOnlySpan<float> from = network.Parameters.Slice(member * length, length);
            Span<float> to = parameters.AsSpan(member * (length + lastLength), length + lastLength);
            from[..^lastLength].CopyTo(to);
            // Weights lie input by input, and the biases behind them.
            for (int i = 0; i < lastLength; i++)
                to[length - lastLength + (2 * i) + 1] = from[length - lastLength + i];
        }

        NetworkDefinition definition = network.Definition with
        {
            Layers = network.Definition.Layers.SetItem(
                network.Definition.Layers.Length - 1,
                last with
                {
                    Units = 2,
                    Activation = Activation.Softmax,
                }
            ),
            ClassNames = [negative, positive],
        };
        return Network.Create(definition, parameters);
    }
}
