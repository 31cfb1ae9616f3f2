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
        if (source.Description is null && FlattensChannels(definition) && !pairs.Any(pair => pair.IsTransposed))
            throw UnknownOrder(source);

        // The network's memory is allocated after the values are read, so that a file with false claims of size costs none.
        (TensorPlace Place, float[] Values)[] read =
        [
            .. pairs.Select(pair => (pair.Place, pair.Ordered(ReadNumbers(source, pair.Place, pair.Tensor)))),
        ];
        if (pairs.Any(pair => pair.IsTransposed))
            definition = definition with
            {
                Metadata = definition.Metadata.SetItem("weights", "transposed: inputs by units, as Keras has them"),
            };
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
                "a description of the network beside its tensors",
                "none",
                "Give the layers of the network"
            );

    private static bool FlattensChannels(NetworkDefinition definition)
    {
        Shape shape = definition.InputShape;
        foreach (Layer layer in definition.Layers)
        {
            if (layer is Dense or Flatten && shape is { IsVector: false, Channels: > 1 })
                return true;
            shape = layer.OutputShape(shape);
        }

        return false;
    }

    // PyTorch flattens images channel by channel, this library and Keras pixel by pixel. Nothing in the file shows which it was.
    private static InvalidInputException UnknownOrder(ITensorSource source) =>
        new(
            source.Name,
            "the weights of a dense layer behind images in the order of rows, columns and channels",
            "a file of another program, which may have flattened images channel by channel, as PyTorch does",
            "Put the columns of that weight into this order, transpose it, and name the arrays as Keras does: 0/kernel, 0/bias, …"
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
