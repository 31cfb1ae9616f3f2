namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The figures of docs/mathematics.md on convolution. The gradients are differences of the outputs, which are linear in everything.</summary>
internal static class ConvolutionFigures
{
    private const double Bias = 0.1;

    private static readonly Shape Image = Shape.Image(3, 3);
    private static readonly double[] X = [0, 0.5, 1, 0, 1, 0.5, 0.5, 1, 0];
    private static readonly double[] W = [0.5, -0.5, 1, 0.2];
    private static readonly double[] Delta = [0.1, 0.2, 0, -0.3];

    public static IEnumerable<double> All()
    {
        double[] z = Outputs(X, [.. W, Bias]),
            gradient = [.. Enumerable.Range(0, 5).Select(i => Error(X, Moved([.. W, Bias], i)) - Error(X, [.. W, Bias]))],
            first = [Bias, W[0], X[0], 0.5, X[1], W[2], X[3], W[3], X[4], z[0]];
        double middle = Error(Moved(X, 4), [.. W, Bias]) - Error(X, [.. W, Bias]);
        double[] pooled = [Pooled(new MaxPooling(), z), Pooled(new AveragePooling(), z)];
        return
        [
            Bias,
            .. X,
            .. W,
            .. z,
            .. first,
            .. Delta,
            .. gradient,
            Delta[0],
            W[3],
            Delta[1],
            W[2],
            Delta[2],
            W[1],
            -Delta[3],
            W[0],
            middle,
            .. pooled,
            (784d * 784) + 784,
        ];
    }

    private static double[] Outputs(double[] x, double[] parameters) =>
        new Convolution(1, 2).Exact(Image, [x], parameters, default).Outputs[0];

    private static double Error(double[] x, double[] parameters) =>
        Outputs(x, parameters).Zip(Delta, (output, error) => output * error).Sum();

    private static double[] Moved(double[] values, int index) => [.. values.Select((value, i) => i == index ? value + 1 : value)];

    private static double Pooled(Layer layer, double[] z) => layer.Exact(Shape.Image(2, 2), [z], [], default).Outputs[0][0];
}
