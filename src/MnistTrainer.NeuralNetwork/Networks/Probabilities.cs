namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Makes probabilities of a network's outputs, so that scores mean the same whatever the last layer is: softmax gives them as they are; outputs that
/// are never negative are divided by their sum; others go through softmax. The order of the classes stays. A single output stays as it is: it is a
/// number, or the probability of a yes.
/// </summary>
internal static class Probabilities
{
    /// <param name="last">The activation of the last layer.</param>
    /// <param name="outputs">Rows of outputs, replaced.</param>
    /// <param name="classes">Outputs in a row.</param>
    public static void FromOutputs(Activation last, Span<float> outputs, int classes)
    {
        if (last == Activation.Softmax || classes == 1)
            return;
        if (last == Activation.Sigmoid || last == Activation.ReLU || last == Activation.Step)
        {
            for (; outputs.Length > 0; outputs = outputs[classes..])
                DivideBySum(outputs[..classes]);
        }
        else
        {
            Activation.Softmax.Forward(outputs, classes);
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
