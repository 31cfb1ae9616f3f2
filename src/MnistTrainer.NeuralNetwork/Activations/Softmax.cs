using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// e^x divided by the sum of e^x over the row. The row's largest net input is subtracted first, which does not change the result but keeps e^x finite.
/// The derivative depends on all units: ∂L/∂x_i = y_i (∂L/∂y_i - Σ_j y_j ∂L/∂y_j) (Bridle 1990).
/// </summary>
public sealed record Softmax : Activation
{
    internal override string Keyword => "softmax";

    /// <summary>None: the outputs are probabilities.</summary>
    public override OutputNormalization Normalization => OutputNormalization.None;

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) =>
        graph.Add("Softmax", [netInput], new OperatorArgument("axis", 1));

    /// <inheritdoc/>
    public override bool MixesUnits => true;

    internal override void Exact(ReadOnlySpan<double> netInput, Span<double> output)
    {
        double largest = double.NegativeInfinity,
            sum = 0;
        foreach (double x in netInput)
            largest = Math.Max(largest, x);
        for (int i = 0; i < output.Length; i++)
            sum += output[i] = Math.Exp(netInput[i] - largest);
        for (int i = 0; i < output.Length; i++)
            output[i] /= sum;
    }

    internal override void ExactBackward(ReadOnlySpan<double> netInput, ReadOnlySpan<double> error, Span<double> netInputError)
    {
        double[] y = new double[error.Length];
        Exact(netInput, y);
        double mean = 0;
        for (int i = 0; i < y.Length; i++)
            mean += y[i] * error[i];
        for (int i = 0; i < y.Length; i++)
            netInputError[i] = y[i] * (error[i] - mean);
    }

    internal override void Forward(Span<float> values, int width)
    {
        for (; values.Length > 0; values = values[width..])
        {
            Span<float> row = values[..width];
            float largest = row[0];
            foreach (float value in row)
                largest = MathF.Max(largest, value);
            Elementwise.Map<ExponentialOfDifference>(row, largest);
            float sum = 0;
            foreach (float value in row)
                sum += value;
            float factor = 1 / sum;
            for (int i = 0; i < width; i++)
                row[i] *= factor;
        }
    }

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width)
    {
        for (int from = 0; from < error.Length; from += width)
        {
            ReadOnlySpan<float> y = output.Slice(from, width);
            Span<float> e = error.Slice(from, width);
            float mean = 0;
            for (int i = 0; i < width; i++)
                mean += y[i] * e[i];
            for (int i = 0; i < width; i++)
                e[i] = y[i] * (e[i] - mean);
        }
    }

    private readonly struct ExponentialOfDifference : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) => Exponential.Exp(x - new Vector<float>(parameter));
    }
}
