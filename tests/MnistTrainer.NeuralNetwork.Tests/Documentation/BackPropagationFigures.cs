using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The figures of docs/mathematics.md on derivatives and back-propagation.</summary>
internal static class BackPropagationFigures
{
    private static readonly StepExplanation Exact = WorkedExample.TwoLayers(GradientRule.Exact);
    private static readonly StepExplanation Book = WorkedExample.TwoLayers(GradientRule.Book);

    public static IEnumerable<double> ChainRule()
    {
        double lambda = Activation.SELU.Of(1),
            alpha = -Activation.SELU.Of(-1000) / lambda;
        LayerExplanation layer = WorkedExample.OneLayer(GradientRule.Exact).Layers[0];
        (double y1, double y2) = (layer.Outputs[0], layer.Outputs[1]);
        return [lambda, alpha, y1, 0.99, y1, y1, layer.Deltas[0], y2, 0.01, y2, y2, layer.Deltas[1]];
    }

    public static IEnumerable<double> TwoLayers()
    {
        (LayerExplanation hidden, LayerExplanation last) = (Exact.Layers[0], Exact.Layers[1]);
        return
        [
            0.8,
            0.5,
            0.8,
            0.5,
            (0.8 * 2 / (2 + 3)) + (0.5 * 1 / (1 + 4)),
            0.8,
            0.5,
            (0.8 * 3 / (2 + 3)) + (0.5 * 4 / (1 + 4)),
            (0.8 * 2) + (0.5 * 1),
            (0.8 * 3) + (0.5 * 4),
            0.6,
            -0.4,
            .. hidden.Outputs,
            .. last.Weights,
            .. last.NetInputs,
            .. last.Outputs,
            Exact.Loss,
            .. last.Deltas,
            .. hidden.Errors,
            .. hidden.Deltas,
        ];
    }

    public static IEnumerable<double> Updates() =>
        [.. from j in (int[])[0, 1] from k in (int[])[0, 1] select Exact.Layers[1].Gradient(j, k)];

    public static IEnumerable<double> BookRule()
    {
        ImmutableArray<double> gradient = Exact.Layers[0].Deltas,
            book = Book.Layers[0].Deltas;
        double cosine = gradient.Zip(book, (a, b) => a * b).Sum() / Length(gradient) / Length(book);
        return [.. Book.Layers[1].Errors, .. gradient, .. book, cosine, Length(book) / Length(gradient)];
    }

    public static IEnumerable<double> Differences()
    {
        double above = WorkedExample.LossWhere(0.901),
            below = WorkedExample.LossWhere(0.899),
            gradient = Exact.Layers[0].Gradient(0, 0);
        Assert.Equal(gradient, (above - below) / 0.002, 1e-7);
        return [0.9, 0.001, above, below, 0.002, gradient, 1.0, Exact.Layers[0].Deltas[0]];
    }

    private static double Length(ImmutableArray<double> vector) => Math.Sqrt(vector.Sum(x => x * x));
}
