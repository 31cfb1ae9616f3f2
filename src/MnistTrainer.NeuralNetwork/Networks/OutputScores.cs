namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Makes scores of a network's outputs (<see cref="OutputMeaning"/>). Those of classes are probabilities, so that they mean the same whatever the activation of the last
/// layer (<see cref="Activation.Normalization"/>); the order of the classes stays. A single output stays as it is: it is an estimate, or the probability of the
/// positive class.
/// </summary>
internal static class OutputScores
{
    /// <param name="definition">The definition of the network.</param>
    /// <param name="outputs">Rows of outputs, replaced.</param>
    public static void FromOutputs(NetworkDefinition definition, Span<float> outputs)
    {
        int width = definition.ClassNames.Length;
        if (width == 1 || definition.Outputs is OutputMeaning.Numbers or OutputMeaning.Labels)
            return;
        if (definition.Outputs == OutputMeaning.Quantiles)
        {
            for (; outputs.Length > 0; outputs = outputs[width..])
                Sort(outputs[..width]);
            return;
        }

        switch (definition.Layers[^1].Activation.Normalization)
        {
            case OutputNormalization.Softmax:
                Activation.Softmax.Forward(outputs, width);
                break;
            case OutputNormalization.Sum:
                for (; outputs.Length > 0; outputs = outputs[width..])
                    DivideBySum(outputs[..width]);
                break;
        }
    }

    // Most rows are in order.
    private static void Sort(Span<float> row)
    {
        for (int i = 1; i < row.Length; i++)
        {
            if (row[i] < row[i - 1])
            {
                row.Sort();
                return;
            }
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
