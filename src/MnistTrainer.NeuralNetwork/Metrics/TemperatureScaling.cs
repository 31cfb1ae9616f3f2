namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Calibrates probabilities with a single parameter: the logits are divided by a temperature (C. Guo, G. Pleiss, Y. Sun, K. Weinberger, "On
/// Calibration of Modern Neural Networks", 2017). Predicted classes do not change, only their confidence.
/// </summary>
public static class TemperatureScaling
{
    // The search range: from a strongly underconfident to a strongly overconfident network.
    private const double MinimumTemperature = 0.05;
    private const double MaximumTemperature = 20;

    private const double SmallestProbability = 1e-30;

    /// <summary>Finds the temperature that minimizes the log-loss: above 1 for an overconfident network.</summary>
    /// <param name="probabilities">Softmax outputs, row by row, of samples that the network was not trained on.</param>
    /// <param name="labels">The true class of each row; at least one.</param>
    public static double Fit(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfZero(labels.Length, nameof(labels));
        int classes = probabilities.Length / labels.Length;
        double[] logits = new double[classes * labels.Length];
        for (int i = 0; i < logits.Length; i++)
            logits[i] = Math.Log(Math.Max(probabilities[i], SmallestProbability));

        // Ternary search: the loss is convex in the inverse of the temperature.
        (double low, double high) = (1 / MaximumTemperature, 1 / MinimumTemperature);
        while (high - low > 1e-6)
        {
            double third = (high - low) / 3;
            if (LogLoss(logits, labels, low + third) < LogLoss(logits, labels, high - third))
                high -= third;
            else
                low += third;
        }

        return 2 / (low + high);
    }

    /// <summary>The expected calibration error: the mean gap between confidence and accuracy over 15 bins of probability (<see cref="ReliabilityDiagram"/>).</summary>
    /// <param name="predictions">The probability of each prediction, 0 to 1, and whether it is correct.</param>
    public static double CalibrationError(IEnumerable<(double Probability, bool IsCorrect)> predictions) =>
        ReliabilityDiagram.CalibrationError(ReliabilityDiagram.Of(predictions));

    /// <summary>
    /// Creates a copy of the network with the last layer's parameters divided by a temperature, so that every program that uses it gets
    /// calibrated probabilities.
    /// </summary>
    /// <param name="network">A network that ends in a softmax.</param>
    /// <param name="temperature">The temperature, above 0.</param>
    /// <exception cref="InvalidInputException">The network does not end in a softmax, or is an ensemble.</exception>
    public static Network Apply(Network network, double temperature)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        network.CheckIsSingle();
        if (network.Definition.Layers[^1].Activation != Activation.Softmax)
        {
            throw new InvalidInputException(
                "the model",
                "one that ends with a softmax",
                $"one that ends with {network.Definition.Layers[^1].Activation}",
                $"Train it with a softmax output and the loss {Loss.SoftmaxCrossEntropy}"
            );
        }

        float[] parameters = network.Parameters.ToArray();
        int last = network.LayerParameters(network.Definition.Layers.Length - 1).Length;
        foreach (ref float parameter in parameters.AsSpan(parameters.Length - last))
            parameter = (float)(parameter / temperature);
        return Network.Create(network.Definition, parameters);
    }

    private static double LogLoss(double[] logits, ReadOnlySpan<int> labels, double scale)
    {
        int classes = logits.Length / labels.Length;
        double loss = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<double> own = logits.AsSpan(row * classes, classes);
            double sum = 0;
            foreach (double logit in own)
                sum += Math.Exp(scale * logit);
            loss += Math.Log(sum) - (scale * own[labels[row]]);
        }

        return loss / labels.Length;
    }
}
