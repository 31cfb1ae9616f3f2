using Microsoft.ML;
using Microsoft.ML.Data;
using static MnistTrainer.MLNet.Tests.Problems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Rows that cannot be learned from are left out as ML.NET's own trainers leave them out, and told of.</summary>
public sealed class SampleReaderTests
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _log = [];

    public SampleReaderTests() => _context.Log += (_, message) => _log.Add($"{message.Kind}: {message.RawMessage}");

    private sealed class WeightedRow
    {
        [KeyType(2)]
        public uint Label { get; set; }

        public float Weight { get; set; } = 1;

        [VectorType(2)]
        public float[] Features { get; set; } = [0, 0];
    }

    [Theory]
    [InlineData(float.NaN, 1, 0, "features that are missing or infinite")]
    [InlineData(float.PositiveInfinity, 1, 0, "features that are missing or infinite")]
    [InlineData(0, float.NaN, 0, "a weight that is not above 0 or not finite")]
    [InlineData(0, float.PositiveInfinity, 0, "a weight that is not above 0 or not finite")]
    [InlineData(0, -1, 0, "a weight that is not above 0 or not finite")]
    [InlineData(0, 0, 0, "a weight that is not above 0 or not finite")]
    [InlineData(0, 1, 9, "no label")]
    public void A_bad_row_is_as_one_that_is_not_there_for_ours_and_for_ML_NETs(float feature, float weight, uint label, string reason)
    {
        WeightedRow bad = new()
        {
            Features = [feature, 1],
            Weight = weight,
            Label = label,
        };
        WeightedRow[] good =
        [
            .. Enumerable
                .Range(0, 40)
                .Select(i => new WeightedRow
                {
                    Label = (uint)(i % 2),
                    Features = [i % 2, 1],
                    Weight = 1 + (i % 3),
                }),
        ];
        IDataView without = _context.Data.LoadFromEnumerable(good),
            with = _context.Data.LoadFromEnumerable([.. good[..7], bad, .. good[7..], bad]);

        float[] OfOurs(IDataView data) => Ours().Fit(data).Model.Parameters.ToArray();
        Assert.Equal(OfOurs(without), OfOurs(with));
        Assert.Contains(
            $"Warning: 2 of 42 rows of the training data have {reason} and are left out.",
            _log.Select(line => line.Replace("[Source=NeuralNetwork] ", "", StringComparison.Ordinal))
        );

        float[] OfTheirs(IDataView data) =>
            ScoresOf(
                new MLContext(1)
                    .MulticlassClassification.Trainers.LbfgsMaximumEntropy(exampleWeightColumnName: "Weight")
                    .Fit(data)
                    .Transform(without)
            );
        Assert.Equal(OfTheirs(without), OfTheirs(with));
    }

    [Fact]
    public void A_row_of_weight_3_counts_as_three()
    {
        // The features tell nothing: the best probabilities are the shares of the weights, 3 : 1.
        WeightedRow[] rows =
        [
            .. Enumerable.Range(0, 64).Select(i => new WeightedRow { Label = (uint)(i % 2), Weight = i % 2 == 0 ? 3 : 1 }),
        ];
        IDataView data = _context.Data.LoadFromEnumerable(rows);
        float[] ours = ScoresOf(Ours(80).Fit(data).Transform(data))[..2];
        float[] theirs = ScoresOf(
            _context.MulticlassClassification.Trainers.SdcaMaximumEntropy(exampleWeightColumnName: "Weight").Fit(data).Transform(data)
        )[..2];
        Assert.Equal(0.75, ours[0], 0.01);
        Assert.Equal(theirs[0], ours[0], 0.03);
    }

    private NeuralNetworkTrainer Ours(int epochs = 3) =>
        _context.MulticlassClassification.Trainers.NeuralNetwork(Options(epochs) with { ExampleWeightColumnName = "Weight" });
}
