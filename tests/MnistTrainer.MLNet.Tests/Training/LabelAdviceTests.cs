using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

public sealed class LabelAdviceTests
{
    private readonly MLContext _context = new(1);
    private readonly List<string> _log = [];

    public LabelAdviceTests() => _context.Log += (_, e) => _log.Add(e.Message);

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float Sum { get; set; }

        public float Skewed { get; set; }

        public bool IsPositive { get; set; }

        public bool Coin { get; set; }
    }

    private IDataView Rows(int count)
    {
        Random random = new(7);
        return _context.Data.LoadFromEnumerable(
            Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    float x = (2 * random.NextSingle()) - 1,
                        y = (2 * random.NextSingle()) - 1;
                    return new Row
                    {
                        Features = [x, y],
                        Sum = x + y,
                        Skewed = MathF.Exp(4 * (x + y)),
                        IsPositive = x + y > 0,
                        Coin = random.Next(2) == 1,
                    };
                })
                .ToArray()
        );
    }

    [Fact]
    public void A_label_that_does_not_depend_on_the_features_is_warned_of()
    {
        _context.BinaryClassification.Trainers.NeuralNetwork(nameof(Row.Coin)).Fit(Rows(4000));
        Assert.Contains(
            _log,
            line => line.Contains("predicts label 'Coin' hardly better than the same answer for every row", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(nameof(Row.IsPositive))]
    [InlineData(nameof(Row.Sum))]
    public void A_label_that_does_is_not(string label)
    {
        IDataView rows = Rows(1000);
        if (label == nameof(Row.Sum))
            _context.Regression.Trainers.NeuralNetwork(label).Fit(rows);
        else
            _context.BinaryClassification.Trainers.NeuralNetwork(label).Fit(rows);
        Assert.DoesNotContain(_log, line => line.Contains("hardly better", StringComparison.Ordinal));
        Assert.DoesNotContain(_log, line => line.Contains("skewed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_skewed_label_is_offered_its_logarithm()
    {
        _context.Regression.Trainers.NeuralNetwork(nameof(Row.Skewed)).Fit(Rows(1000));
        Assert.Contains(_log, line => line.Contains("Label 'Skewed' is positive and skewed", StringComparison.Ordinal));
    }
}
