using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Sources;

/// <summary>Makes a data set fit the network that it is to be measured on, or says why it cannot.</summary>
internal static class ClassAlignment
{
    /// <summary>
    /// The data set's samples with labels numbered as the network numbers its classes. Classes go by their names; a set may lack some of
    /// the network's.
    /// </summary>
    /// <param name="dataset">Of the network's input shape.</param>
    /// <param name="network">What the samples are for.</param>
    /// <exception cref="InvalidInputException">The images are of another size, or a class is unknown to the network.</exception>
    public static Samples<byte> Align(Dataset dataset, NetworkDefinition network) => Align(dataset, network.InputShape, network.ClassNames);

    /// <inheritdoc cref="Align(Dataset, NetworkDefinition)"/>
    /// <param name="dataset">Of that shape.</param>
    /// <param name="shape">The shape of the network's input.</param>
    /// <param name="classNames">The network's classes.</param>
    public static Samples<byte> Align(Dataset dataset, Shape shape, IReadOnlyList<string> classNames)
    {
        Samples<byte> samples = dataset.Samples;
        if (samples.Shape != shape)
        {
            throw new InvalidInputException(
                dataset.Name,
                $"images of {shape}, as the network takes",
                $"images of {samples.Shape}",
                "Use data of that size, or train a network on this one"
            );
        }

        if (!samples.HasLabels || samples.ClassNames.SequenceEqual(classNames, StringComparer.Ordinal))
            return samples;
        int[] numbers = [.. samples.ClassNames.Select(name => IndexOf(classNames, name, dataset.Name))];
        int[] labels = samples.Labels.ToArray();
        foreach (ref int label in labels.AsSpan())
            label = numbers[label];
        return (Samples<byte>)samples.WithLabels(labels, classNames);
    }

    private static int IndexOf(IReadOnlyList<string> classNames, string name, string place)
    {
        for (int i = 0; i < classNames.Count; i++)
        {
            if (string.Equals(classNames[i], name, StringComparison.Ordinal))
                return i;
        }

        throw new InvalidInputException(
            place,
            $"only classes that the network knows ({string.Join(", ", classNames)})",
            $"\"{name}\"",
            "Use data with these classes, or train a network on this one"
        );
    }
}
