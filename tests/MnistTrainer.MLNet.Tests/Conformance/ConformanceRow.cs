using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A row with labels for all tasks: a point near one of three corners of a box.</summary>
internal sealed class ConformanceRow
{
    /// <summary>The corner, the label for multiclass classification.</summary>
    public string Class { get; set; } = "";

    /// <summary>Whether it is the first corner, the label for binary classification.</summary>
    public bool IsFirst { get; set; }

    /// <summary>A weighted sum of the features, the label for regression.</summary>
    public float Amount { get; set; }

    /// <summary>The label for regression of several numbers. ML.NET reads properties that can be set.</summary>
    [VectorType(2)]
    public float[] Amounts
    {
        get => [Amount, -100 * Amount];
        set { }
    }

    /// <summary>Whether it is the first corner or the second, the label for several labels.</summary>
    [VectorType(2)]
    public bool[] Corners
    {
        get => [IsFirst, Class == "corner 1"];
        set { }
    }

    public float Weight { get; set; } = 1;

    [VectorType(4)]
    public float[] Features { get; set; } = [];

    /// <summary>Creates rows that cycle through the corners, 3 from the origin. The fourth feature is noise.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="seed">What they are drawn by.</param>
    /// <param name="width">How far rows of a corner lie from each other at most. From 3 on, corners overlap, so that it takes all features to separate them.</param>
    public static ConformanceRow[] Many(int count, int seed = 7, float width = 1)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => At(i % 3, [.. Enumerable.Range(0, 4).Select(_ => width * (random.NextSingle() - 0.5f))])),
        ];
    }

    /// <summary>Creates a data view of rows, with the additional key column <c>Label</c>.</summary>
    public static IDataView Data(MLContext context, IEnumerable<ConformanceRow> rows)
    {
        IDataView data = context.Data.LoadFromEnumerable(rows);
        return context
            .Transforms.Conversion.MapValueToKey("Label", nameof(Class), keyOrdinality: KeyOrdinality.ByValue)
            .Fit(data)
            .Transform(data);
    }

    private static ConformanceRow At(int corner, float[] features)
    {
        features[corner] += 3;
        return new ConformanceRow
        {
            Class = $"corner {corner}",
            IsFirst = corner == 0,
            Amount = (2 * features[0]) - features[1] + (0.5f * features[2]),
            Features = features,
        };
    }
}
