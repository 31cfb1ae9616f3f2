using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A normal distribution that is cut off outside of 0 to 1.</summary>
/// <param name="mean">From 0 to 1.</param>
/// <param name="deviation">The standard deviation before it is cut off, above 0.</param>
internal readonly struct NormalDistribution(double mean, double deviation)
{
    private readonly double _mass = Cumulative((1 - mean) / deviation) - Cumulative(-mean / deviation);

    /// <summary>The density at a place from 0 to 1.</summary>
    public double Density(double place)
    {
        double z = (place - mean) / deviation;
        return Math.Exp(-z * z / 2) / (Math.Sqrt(2 * Math.PI) * deviation * _mass);
    }

    /// <summary>Draws a place from 0 to 1. The mean is among them, so that at least a third of all draws count.</summary>
    public double Sample(RandomSource random)
    {
        while (true)
        {
            double place = mean + (deviation * random.NextGaussian());
            if (place is >= 0 and <= 1)
                return place;
        }
    }

    /// <summary>Φ(z) by the rational approximation of Abramowitz and Stegun 1964, 7.1.26, whose error is below 1e-7.</summary>
    private static double Cumulative(double z)
    {
        double x = Math.Abs(z) / Math.Sqrt(2);
        double t = 1 / (1 + (0.3275911 * x));
        double polynomial = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        double tail = polynomial * Math.Exp(-x * x) / 2;
        return z > 0 ? 1 - tail : tail;
    }
}
