namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The loss of a row in a <see cref="Distillation"/>. Probabilities at the temperature T follow from those at 1 without the net inputs: the T-th roots, divided by their
/// sum. Has memory for one thread.
/// </summary>
/// <param name="options">The teacher's weight, and the temperature.</param>
/// <param name="classes">The number of classes.</param>
internal sealed class DistillationLoss(Distillation options, int classes)
{
    private readonly double[] _teacher = new double[classes];
    private readonly double[] _student = new double[classes];

    /// <summary>Returns (1 - w) L - w T² Σ q ln p; its gradient for the student's net inputs is (1 - w) ∂L/∂x + w T (p - q).</summary>
    /// <param name="teacher">The teacher's probabilities.</param>
    /// <param name="student">The student's probabilities.</param>
    /// <param name="loss">The loss L for the label.</param>
    /// <param name="error">The gradient of L for the student's net inputs, which becomes that of the returned loss.</param>
    public double Blend(ReadOnlySpan<float> teacher, ReadOnlySpan<float> student, double loss, Span<float> error)
    {
        double weight = options.Weight,
            temperature = options.Temperature,
            sum = 0;
        Soften(teacher, temperature, _teacher);
        Soften(student, temperature, _student);
        for (int i = 0; i < error.Length; i++)
        {
            (double q, double p) = (_teacher[i], _student[i]);
            if (q > 0)
                sum -= q * Math.Log(Math.Max(p, float.Epsilon));
            error[i] = (float)(((1 - weight) * error[i]) + (weight * temperature * (p - q)));
        }

        return ((1 - weight) * loss) + (weight * temperature * temperature * sum);
    }

    /// <summary>Computes probabilities at a temperature.</summary>
    internal static void Soften(ReadOnlySpan<float> probabilities, double temperature, Span<double> softened)
    {
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
            sum += softened[i] = Math.Pow(probabilities[i], 1 / temperature);
        foreach (ref double probability in softened)
            probability /= sum;
    }
}
