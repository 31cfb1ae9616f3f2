using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The figures of docs/mathematics.md on gradient descent.</summary>
internal static class DescentFigures
{
    public static IEnumerable<double> Slope()
    {
        List<double> figures = [];
        foreach (double rate in (double[])[0.1, 0.5, 0.9, 1.0, 1.1])
        {
            double[] x = [.. Descend(3, rate, x => 2 * (x - 1)).Take(10)];
            figures.AddRange([rate, 1 - (2 * rate), x[0], x[1], x[2], x[9]]);
            Assert.All(x.Select((value, i) => value - 1 - (2 * Math.Pow(1 - (2 * rate), i + 1))), error => Assert.Equal(0, error, 1e-5));
        }

        double[] alike = [.. Descend(3, 0.7, x => Math.Sign(x - 1)).Take(99)];
        return [.. figures, 0.7, .. alike[..5], alike.Min(x => Math.Abs(x - 1))];
    }

    public static IEnumerable<double> Valleys()
    {
        const double rate = 0.05;
        double hilltop = Hilltop(),
            share = (hilltop - -2) / 4;
        List<double> figures = [0.3, hilltop, rate];
        foreach (double start in (double[])[-2, -0.5, 0.5, 2])
        {
            double[] x = [.. Descend(start, rate, Incline).Take(400)];
            figures.AddRange([start, x[0], x[1], x[^1], Math.Pow((x[^1] * x[^1]) - 1, 2) + (0.3 * x[^1])]);
        }

        const int starts = 2000;
        int deeper = Enumerable.Range(0, starts).Count(i => Descend(-2 + (4 * (i + 0.5) / starts), rate, Incline).ElementAt(200) < 0);
        Assert.Equal(share, (double)deeper / starts, 1.0 / starts);
        return [.. figures, share, share, Math.Pow(1 - share, 5)];
    }

    public static IEnumerable<double> LearningRate()
    {
        List<double> figures = [2.0 / 25];
        foreach (double rate in (double[])[0.01, 0.07, 0.09])
        {
            figures.AddRange([
                rate,
                1 - rate,
                1 - (25 * rate),
                Descend(1, rate, x => x).ElementAt(49),
                Descend(1, rate, y => 25 * y).ElementAt(49),
            ]);
        }

        return figures;
    }

    private static double Incline(double x) => (4 * x * ((x * x) - 1)) + 0.3;

    /// <summary>The local maximum between the two minima, by bisection.</summary>
    private static double Hilltop()
    {
        (double uphill, double downhill) = (0, 0.5);
        for (int i = 0; i < 60; i++)
        {
            double middle = (uphill + downhill) / 2;
            (uphill, downhill) = Incline(middle) > 0 ? (middle, downhill) : (uphill, middle);
        }

        return uphill;
    }

    /// <summary>The iterates of the library's own gradient descent.</summary>
    private static IEnumerable<double> Descend(double start, double rate, Func<double, double> slope)
    {
        FloatBuffer x = new([(float)start]),
            gradient = new(1);
        while (true)
        {
            gradient.Span[0] = (float)slope(x.Span[0]);
            OptimizerFigures.Move(new GradientDescent((float)rate), 1, x, gradient);
            yield return x.Span[0];
        }
    }
}
