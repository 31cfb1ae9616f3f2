using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Maps the labels of a data set to the classes of a network by name.</summary>
public static class ClassAlignment
{
    /// <summary>Returns a data set's samples with labels numbered like the network's classes. The data set need not have all classes.</summary>
    /// <param name="dataset">The data set, of the network's input shape.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="InvalidInputException">The images have a different size, or the network does not have one of the classes.</exception>
    public static Samples<byte> Align(Dataset dataset, NetworkDefinition network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Align(dataset, network.InputShape, network.ClassNames);
    }

    /// <inheritdoc cref="Align(Dataset, NetworkDefinition)"/>
    /// <param name="dataset">The data set, of that shape.</param>
    /// <param name="shape">The shape of the network's input.</param>
    /// <param name="classNames">The network's classes.</param>
    public static Samples<byte> Align(Dataset dataset, Shape shape, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(classNames);
        Samples<byte> samples = dataset.Samples;
        if (samples.Shape != shape)
        {
            throw new InvalidInputException(
                dataset.Name,
                $"images of {shape}, the network's input",
                $"images of {samples.Shape}",
                "Use data of that size, or train a network on this one"
            );
        }

        if (!samples.HasLabels || samples.ClassNames.SequenceEqual(classNames, StringComparer.Ordinal))
            return samples;
        // Corrections are in folders, and not every class name is valid as a folder name.
        IReadOnlyList<string> folders = ClassFolders.NamesOf(classNames);
        int[] numbers = [.. samples.ClassNames.Select(name => IndexOf(classNames, folders, name, dataset.Name))];
        int[] labels = samples.Labels.ToArray();
        foreach (ref int label in labels.AsSpan())
            label = numbers[label];
        return (Samples<byte>)samples.WithLabels(labels, classNames);
    }

    private static int IndexOf(IReadOnlyList<string> classNames, IReadOnlyList<string> folders, string name, string place)
    {
        foreach (IReadOnlyList<string> names in (IReadOnlyList<string>[])[classNames, folders])
        {
            for (int i = 0; i < names.Count; i++)
            {
                if (string.Equals(names[i], name, StringComparison.Ordinal))
                    return i;
            }
        }

        throw new InvalidInputException(
            place,
            $"only classes of the network ({string.Join(", ", classNames)})",
            $"\"{name}\"",
            "Use data with these classes, or train a network on this one"
        );
    }
}
