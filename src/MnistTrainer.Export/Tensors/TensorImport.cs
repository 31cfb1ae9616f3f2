using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>Creates a network from a file of tensors.</summary>
internal static class TensorImport
{
    /// <summary>Reads all tensors after checking that names and shapes fit.</summary>
    /// <param name="source">The file.</param>
    /// <param name="definition">The network that it should be; null for the one that the file describes.</param>
    /// <exception cref="InvalidInputException">The file does not fit, or is damaged.</exception>
    public static Network ToNetwork(ITensorSource source, NetworkDefinition? definition)
    {
        definition ??= DescribedIn(source);
        MatchedTensor[] pairs = TensorMatch.Of(source, TensorPlace.AllOf(definition));
        bool isTransposed = pairs.Any(pair => pair.IsTransposed);

        // Of a vector, Keras's order only differs where it counts the values of flattened images.
        if (isTransposed)
            pairs = [.. pairs.Select(pair => pair.Place.Shape.Length == 1 ? pair with { IsTransposed = true } : pair)];

        // The network's memory is allocated after the values are read, so that a file with false claims of size costs none.
        (TensorPlace Place, float[] Values)[] read =
        [
            .. pairs.Select(pair => (pair.Place, pair.Ordered(ReadNumbers(source, pair.Place, pair.Tensor)))),
        ];
        if (isTransposed)
            definition = definition with { Metadata = definition.Metadata.SetItem("weights", "transposed: inputs by units, as in Keras") };
        float[] parameters = new float[definition.CountParameters()];
        foreach ((TensorPlace place, float[] values) in read)
            place.Put(values, parameters);
        return Network.Create(definition, parameters);
    }

    private static NetworkDefinition DescribedIn(ITensorSource source) =>
        source.Description is ReadOnlyMemory<byte> description
            ? NetworkDescription.FromJson(description, $"{source.Name}, description of the network")
            : throw new InvalidInputException(
                source.Name,
                "a description of the network in addition to its tensors",
                "none",
                "Specify the layers of the network"
            );

    private static float[] ReadNumbers(ITensorSource source, TensorPlace place, TensorHeader tensor)
    {
        float[] values = source.Read(tensor);
        bool isNonNegative = place.Tensor.IsNonNegative;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]) || (isNonNegative && values[i] < 0))
            {
                throw new InvalidInputException(
                    $"{source.Name}, {tensor.Name}, value {i}",
                    isNonNegative ? "a finite number of at least 0" : "a number within the range of 32-bit floats",
                    FormattableString.Invariant($"{values[i]}"),
                    "Check the training that it comes from: it has diverged, or the file is damaged"
                );
            }
        }

        return values;
    }
}
