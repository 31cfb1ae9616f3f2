namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Makes probabilities of a network's outputs, so that scores mean the same whatever the activation of the last layer
/// (<see cref="Activation.Normalization"/>). The order of the classes stays. A single output stays as it is: it is an estimate, or the probability of the
/// positive class.
/// </summary>
internal static class Probabilities
{
    /// <param name="last">The activation of the last layer.</param>
    /// <param name="outputs">Rows of outputs, replaced.</param>
    /// <param name="classes">Outputs in a row.</param>
    public static void FromOutputs(Activation last, Span<float> outputs, int classes)
    {
        if (classes == 1)
            return;
        switch (last.Normalization)
        {
            case OutputNormalization.Softmax:
                Activation.Softmax.Forward(outputs, classes);
                break;
            case OutputNormalization.Sum:
                for (; outputs.Length > 0; outputs = outputs[classes..])
                    DivideBySum(outputs[..classes]);
                break;
        }
    }

    private static void DivideBySum(Span<float> row)
    {
        float sum = 0;
        foreach (float output in row)
            sum += output;
        for (int i = 0; i < row.Length; i++)
            row[i] = sum == 0 ? 1f / row.Length : row[i] / sum;
    }
}
