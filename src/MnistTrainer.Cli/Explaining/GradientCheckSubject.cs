using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Explaining;

/// <summary>The network whose gradient is checked, and samples to check it with.</summary>
internal static class GradientCheckSubject
{
    // Enough rows for figures of a batch to mean something, few enough for every loss to be quick.
    private const int Rows = 16;

    /// <summary>A trained model, or a network with random weights and biases of the sizes named.</summary>
    /// <param name="what">A file, or sizes: <c>784-30-10</c>.</param>
    /// <param name="options">What an architecture's layers are, but for their sizes.</param>
    /// <param name="seed">Where weights come from.</param>
    public static Network Open(string what, NetworkOptions options, ulong seed)
    {
        int[] sizes =
        [
            .. what.Split('-').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0),
        ];
        if (File.Exists(what) || sizes.Length < 2 || sizes.Any(size => size < 1))
        {
            return File.Exists(what) || what.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
                ? ModelFile.Load(what)
                : throw new InvalidInputException(
                    what,
                    "a model, or the units of each layer",
                    "neither",
                    "Give a file, or sizes such as 784-30-10"
                );
        }

        NetworkDefinition definition = NetworkDefinition.Create(
            Shape.Vector(sizes[0]),
            Enumerable.Range(0, sizes[^1]).Select(i => i.ToString(CultureInfo.InvariantCulture)),
            options with
            {
                HiddenUnits = [.. sizes[1..^1]],
                Scaling = InputScaling.None,
            }
        );

        // Biases begin at 0, where ReLU and its kin have a kink.
        float[] parameters = Network.Create(definition, seed).Parameters.ToArray();
        RandomSource random = new(seed, stream: 77);
        foreach (ref float parameter in parameters.AsSpan())
            parameter += (float)random.NextDouble(-0.05, 0.05);
        return Network.Create(definition, parameters);
    }

    /// <summary>The loss that suits a network's last layer.</summary>
    public static Loss LossFor(Network network) =>
        Loss.All.FirstOrDefault(loss => loss.RequiredActivation == network.Definition.Layers[^1].Activation) ?? Loss.SquaredError;

    /// <summary>Random samples, half of whose values are 0, as most of an image's are.</summary>
    public static Samples Samples(Network network, ulong seed)
    {
        RandomSource random = new(seed, stream: 78);
        Shape shape = network.Definition.InputShape;
        float full = network.Definition.Scaling == InputScaling.None ? 1 : 255;
        float[] values =
        [
            .. Enumerable.Range(0, Rows * shape.Size).Select(_ => random.NextDouble() < 0.5 ? 0 : (float)random.NextDouble(0.1, 1) * full),
        ];
        int[] labels = [.. Enumerable.Range(0, Rows).Select(_ => random.NextInt(network.Definition.ClassNames.Length))];
        return new Samples<float>(shape, values, labels, network.Definition.ClassNames);
    }
}
