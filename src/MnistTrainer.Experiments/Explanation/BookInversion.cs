using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Runs a network of sigmoids backward, as T. Rashid does in part 3 of "Make Your Own Neural Network": from 0.99 for a class and 0.01 for the others through the inverse of
/// the sigmoid, ln(y / (1 - y)), and the transposed weights to the layer below, whose values are rescaled to 0.01 to 0.99, down to the image. Nothing is trained.
/// </summary>
public static class BookInversion
{
    private const double Least = 0.01;
    private const double Greatest = 0.99;

    /// <summary>Computes the image of a class.</summary>
    /// <param name="network">A network of dense layers whose activation is the sigmoid.</param>
    /// <param name="index">The class, from 0.</param>
    /// <exception cref="InvalidInputException">The network does not take images, or has a different layer; the message names it.</exception>
    public static ClassImage Of(Network network, int index)
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkDefinition definition = network.Definition;
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, definition.ClassNames.Length);
        Check(definition);
        InputScaling scaling = definition.Scaling;
        return ClassImage.Of(network, index, Inputs(network, index).Select(input => (input - scaling.Offset) / scaling.Factor));
    }

    /// <summary>Checks that a network can be run backward.</summary>
    /// <exception cref="InvalidInputException">The network cannot be run backward.</exception>
    internal static void Check(NetworkDefinition definition)
    {
        ClassImage.CheckTakesImages(definition);
        int other = definition.Layers.TakeWhile(layer => layer is Dense && layer.Activation is Sigmoid).Count();
        if (other < definition.Layers.Length)
            throw new InvalidInputException(
                "the network",
                "dense layers of sigmoids, as in the book",
                $"layer {other + 1}, {definition.DescribeLayers()[other]}",
                "Use gradient ascent, or train a network of sigmoids"
            );
    }

    /// <summary>The inputs of the first layer, from 0.01 to 0.99.</summary>
    internal static double[] Inputs(Network network, int index)
    {
        double[] values = [.. Enumerable.Range(0, network.Definition.ClassNames.Length).Select(i => i == index ? Greatest : Least)];
        for (int i = network.Definition.Layers.Length - 1; i >= 0; i--)
            values = Rescale(Backward(network.LayerParameters(i), values, ((Dense)network.Definition.Layers[i]).UseBias));
        return values;
    }

    /// <summary>W (f⁻¹(y) - b): net inputs without their biases, through the transposed weights.</summary>
    private static double[] Backward(ReadOnlySpan<float> parameters, double[] outputs, bool hasBias)
    {
        int units = outputs.Length;
        double[] values = new double[(parameters.Length / units) - (hasBias ? 1 : 0)];
        for (int j = 0; j < units; j++)
        {
            double netInput = Math.Log(outputs[j] / (1 - outputs[j])) - (hasBias ? parameters[(values.Length * units) + j] : 0);
            for (int i = 0; i < values.Length; i++)
                values[i] += parameters[(i * units) + j] * netInput;
        }

        return values;
    }

    private static double[] Rescale(double[] values)
    {
        double least = values.Min(),
            range = values.Max() - least;
        // Equal values have no range: use the middle, where the net input of a sigmoid is 0.
        return [.. values.Select(value => range == 0 ? 0.5 : Least + ((Greatest - Least) * (value - least) / range))];
    }
}
