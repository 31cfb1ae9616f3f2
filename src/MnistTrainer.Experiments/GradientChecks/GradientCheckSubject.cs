using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The network whose gradient is checked, and the samples for it.</summary>
internal static class GradientCheckSubject
{
    // Enough rows for the statistics of a batch, few enough for a fast loss.
    private const int Rows = 16;

    /// <summary>Loads a trained model, or creates a network with random weights and biases.</summary>
    public static Network Open(GradientCheckSettings settings)
    {
        string subject = settings.Subject;
        int[] sizes =
        [
            .. subject
                .Split('-')
                .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0),
        ];
        if (File.Exists(subject))
            return ModelFile.Load(subject);
        if (sizes.Length >= 2 && sizes.All(size => size >= 1))
        {
            if (settings.Network.Layers is not null && sizes.Length > 2)
                throw new InvalidInputException(
                    subject,
                    "only inputs and classes, because all layers are specified",
                    "hidden units as well",
                    "Specify sizes such as 784-10"
                );
            return Create(sizes, settings);
        }

        return subject.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
            ? ModelFile.Load(subject)
            : throw new InvalidInputException(
                subject,
                "a model, or the units of each layer",
                "neither",
                "Specify a file, or sizes such as 784-30-10"
            );
    }

    /// <summary>Returns the loss that suits a network's last layer.</summary>
    public static Loss LossFor(Network network) =>
        Loss.All.FirstOrDefault(loss => loss.RequiredActivation == network.Definition.Layers[^1].Activation) ?? Loss.SquaredError;

    /// <summary>Creates random samples. Half of their values are 0, as in most images.</summary>
    public static Samples CreateSamples(Network network, ulong seed)
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

    private static Network Create(int[] sizes, GradientCheckSettings settings)
    {
        NetworkDefinition definition = NetworkDefinition.Create(
            Shape.Vector(sizes[0]),
            Enumerable.Range(0, sizes[^1]).Select(i => i.ToString(CultureInfo.InvariantCulture)),
            settings.Network with
            {
                HiddenUnits = [.. sizes[1..^1]],
                OutputActivation = settings.Network.OutputActivationFor(settings.Loss ?? Loss.SoftmaxCrossEntropy),
                Scaling = InputScaling.None,
            }
        );

        // Biases begin at 0, where ReLU and similar activations have a kink.
        float[] parameters = Network.Create(definition, settings.Seed).Parameters.ToArray();
        RandomSource random = new(settings.Seed, stream: 77);
        foreach (ref float parameter in parameters.AsSpan())
            parameter += (float)random.NextDouble(-0.05, 0.05);
        return Network.Create(definition, parameters);
    }
}
