using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>How a network reads a number of a table.</summary>
public enum NumericEmbedding
{
    /// <summary>As it is, normalized.</summary>
    None,

    /// <summary>
    /// As it is, normalized, and by ramps between its quantiles (<see cref="FeatureEncoding.Ramps"/>), so that thresholds and bends are learned as easily as slopes.
    /// </summary>
    PiecewiseLinear,

    /// <summary>
    /// Like <see cref="PiecewiseLinear"/>; and where at most 20 columns have many different values, each of these also by functions made of waves, which are learned
    /// (<see cref="PeriodicEmbedding"/>), so that smooth curves are learned of few rows. A column of at most 3,000 rows then has fewer ramps.
    /// </summary>
    Periodic,

    /// <summary><see cref="Periodic"/> for 400 to 3,000 rows, and otherwise <see cref="PiecewiseLinear"/>, with fewer ramps for fewer rows.</summary>
    Automatic,
}
