namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The figures of docs/mathematics.md on the forward pass and the loss.</summary>
internal static class SignalFigures
{
    public static IEnumerable<double> Neuron() => new double[] { -4, -2, -1, 0, 1, 2, 4 }.Select(Activation.Sigmoid.Of);

    public static IEnumerable<double> Layer()
    {
        LayerExplanation layer = WorkedExample.OneLayer(GradientRule.Exact).Layers[0];
        (double z1, double z2) = (layer.NetInputs[0], layer.NetInputs[1]);
        (double y1, double y2) = (layer.Outputs[0], layer.Outputs[1]);
        return [1.0, 0.5, 0.9, 0.2, 0.3, 0.8, 1.0, 0.9, 0.5, 0.3, z1, z1, y1, 1.0, 0.2, 0.5, 0.8, z2, z2, y2, BookParameters()];
    }

    public static IEnumerable<double> Possibilities()
    {
        const int weights = (3 * 3) + (3 * 3),
            values = 1000,
            triesADigits = 9;
        const double universe = 13.8e9;
        double digits = weights * Math.Log10(values),
            seconds = digits - triesADigits;
        double years = Math.Pow(10, seconds) / (365.25 * 24 * 3600),
            yearDigits = Math.Floor(Math.Log10(years));
        return
        [
            weights * values,
            (double)values * values,
            2 * values,
            digits,
            digits,
            triesADigits,
            seconds,
            years / Math.Pow(10, yearDigits),
            yearDigits,
            universe / 1e10,
            10,
            BookParameters(),
            BookParameters() * Math.Log10(values),
        ];
    }

    public static IEnumerable<double> Losses()
    {
        double[] outputs = [0.4, 0.8, 1.0],
            targets = [0.5, 0.7, 1.0];
        List<double> figures = [];
        foreach ((double y, double t) in outputs.Zip(targets))
            figures.AddRange([y, t, t - y, Loss.AbsoluteError.Exact([y], [t]), 2 * Loss.SquaredError.Exact([y], [t])]);
        figures.AddRange([
            targets.Sum() - outputs.Sum(),
            Loss.AbsoluteError.Exact(outputs, targets),
            2 * Loss.SquaredError.Exact(outputs, targets),
        ]);
        StepExplanation step = WorkedExample.OneLayer(GradientRule.Exact);
        (double y1, double y2) = (step.Layers[0].Outputs[0], step.Layers[0].Outputs[1]);
        Loss pinball = Loss.Pinball(0.9f);
        double[] quantile = [0.9, 0.5, 0.4, pinball.Exact([0.4], [0.5]), 0.6, pinball.Exact([0.6], [0.5])];
        return [.. figures, y1, y2, 0.99, 0.01, y1, 0.99, y2, 0.01, step.Loss, .. quantile];
    }

    private static double BookParameters() =>
        Network
            .Create(
                NetworkDefinition.Dense(
                    Shape.Vector(784),
                    [200],
                    Enumerable.Range(0, 10).Select(i => $"{i}"),
                    Activation.Sigmoid,
                    Activation.Sigmoid,
                    useBias: false
                )
            )
            .ParameterCount;
}
