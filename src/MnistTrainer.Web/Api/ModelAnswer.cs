using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>The card of a model.</summary>
internal sealed record ModelAnswer
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The names of its classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The size of the pictures that the network sees: rows, columns.</summary>
    public required IReadOnlyList<int> Input { get; init; }

    /// <summary>Its layers, a line each.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>How many numbers it learned.</summary>
    public required int Parameters { get; init; }

    /// <summary>What is known of its making: data, preset, seed, test accuracy.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    /// <param name="definition">The network.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="parameters">How many numbers it learned.</param>
    public static ModelAnswer Of(NetworkDefinition definition, string name, int parameters) => new()
    {
        Name = name,
        Classes = definition.ClassNames,
        Input = [definition.InputShape.Height, definition.InputShape.Width],
        Layers = definition.DescribeLayers(),
        Parameters = parameters,
        Facts = definition.Facts,
    };
}
