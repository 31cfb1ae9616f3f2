using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.MLNet;

/// <summary>The levels of quantiles, and the names of outputs that are these levels.</summary>
internal static class QuantileLevels
{
    /// <summary>The level of the median.</summary>
    public const double Median = 0.5;

    /// <summary>The name of the output for a level: <c>0.1</c>.</summary>
    public static string NameOf(double level) => level.ToString(CultureInfo.InvariantCulture);

    /// <summary>The levels that names are; null if they are not ascending levels above 0 and below 1.</summary>
    public static ImmutableArray<double>? Parse(IReadOnlyList<string> names)
    {
        double[] levels = new double[names.Count];
        for (int i = 0; i < levels.Length; i++)
        {
            bool isLevel = double.TryParse(names[i], NumberStyles.Float, CultureInfo.InvariantCulture, out levels[i]) && levels[i] < 1;
            if (!isLevel || !(levels[i] > (i == 0 ? 0 : levels[i - 1])))
                return null;
        }

        return [.. levels];
    }
}
