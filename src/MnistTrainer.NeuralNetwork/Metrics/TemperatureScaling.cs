namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Makes probabilities mean what they say, by one number: net inputs of the last layer divided by a temperature (C. Guo, G. Pleiss, Y. Sun, K. Weinberger,
/// "On Calibration of Modern Neural Networks", 2017). It changes no answer, only how sure it is.
/// </summary>
public static class TemperatureScaling
{
    // The range that is searched: from a network that is far too modest to one that is far too sure.
    private const double Coldest = 0.05;
    private const double Hottest = 20;

    private const double Least = 1e-30;

    /// <summary>The temperature at which the log-loss is least: above 1 for a network that is too sure of itself.</summary>
    /// <param name="probabilities">Row by row, of a softmax; of images that the network did not learn from.</param>
    /// <param name="labels">The true class of each row, at least one.</param>
    public static double Fit(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfZero(labels.Length, nameof(labels));
        int classes = probabilities.Length / labels.Length;
        double[] logits = new double[classes * labels.Length];
        for (int i = 0; i < logits.Length; i++)
            logits[i] = Math.Log(Math.Max(probabilities[i], Least));

        // The loss is convex in the inverse of the temperature; a third of the range can be left out each time.
        (double low, double high) = (1 / Hottest, 1 / Coldest);
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

    /// <summary>The mean distance between how sure answers are and how often they are right, over 15 ranges of probability (expected calibration error).</summary>
    /// <param name="answers">The probability of each answer, 0 to 1, and whether it is right.</param>
    public static double CalibrationError(IEnumerable<(double Probability, bool IsRight)> answers)
    {
        const int ranges = 15;
        (double Probability, bool IsRight)[] all = [.. answers];
        return all.GroupBy(answer => Math.Min(ranges - 1, (int)(answer.Probability * ranges)))
                .Sum(range => Math.Abs(range.Sum(answer => answer.Probability - (answer.IsRight ? 1 : 0)))) / Math.Max(1, all.Length);
    }

    /// <summary>The same network with the last layer's parameters divided by a temperature, so that every program that uses it gets the calibrated probabilities.</summary>
    /// <param name="network">Ends in a softmax.</param>
    /// <param name="temperature">Above 0.</param>
    /// <exception cref="InvalidInputException">It does not end in a softmax.</exception>
    public static Network Apply(Network network, double temperature)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        if (network.Definition.Layers[^1].Activation != Activation.Softmax)
        {
            throw new InvalidInputException(
                "the model",
                "one that ends in a softmax",
                $"one that ends in {network.Definition.Layers[^1].Activation}",
                "Train it with --loss cross-entropy"
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
