using Microsoft.ML;
using Microsoft.ML.Data;
using static MnistTrainer.MLNet.Tests.ToyProblems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Rows that cannot be trained on are skipped, as by ML.NET's own trainers, and reported.</summary>
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
    [InlineData(float.NaN, 1, 0, "a feature is missing or infinite")]
    [InlineData(float.PositiveInfinity, 1, 0, "a feature is missing or infinite")]
    [InlineData(0, float.NaN, 0, "the weight is not above 0 or not finite")]
    [InlineData(0, float.PositiveInfinity, 0, "the weight is not above 0 or not finite")]
    [InlineData(0, -1, 0, "the weight is not above 0 or not finite")]
    [InlineData(0, 0, 0, "the weight is not above 0 or not finite")]
    [InlineData(0, 1, 9, "the label is missing")]
    public void Skips_the_rows_that_the_trainers_of_ML_NET_skip(float feature, float weight, uint label, string reason)
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

        float[] OfOurs(IDataView data) => Ours(missing: MissingValues.Skip).Fit(data).Model.Parameters.ToArray();
        Assert.Equal(OfOurs(without), OfOurs(with));
        Assert.Contains(
            $"Warning: 2 of 42 rows of the training data are skipped: {reason}.",
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
    public void A_row_with_a_weight_of_3_counts_three_times()
    {
        // The features carry no information, so the best probabilities are in proportion to the weights, 3 : 1.
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

    private NeuralNetworkTrainer Ours(int epochs = 3, MissingValues missing = MissingValues.Impute) =>
        _context.MulticlassClassification.Trainers.NeuralNetwork(
            Options(epochs) with
            {
                ExampleWeightColumnName = "Weight",
                MissingValues = missing,
            }
        );
}
