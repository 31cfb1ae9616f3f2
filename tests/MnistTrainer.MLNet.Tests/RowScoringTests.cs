using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.NeuralNetwork.Tests;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A prediction engine scores row after row.</summary>
public sealed class RowScoringTests
{
    private readonly MLContext _context = new(1);

    private sealed class Measurement
    {
        [KeyType(3)]
        public uint Class { get; set; }

        public bool IsFirst { get; set; }

        public float Length { get; set; }

        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }

    private sealed class ClassPrediction
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }

    private sealed class BinaryPrediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }

    private sealed class Estimate
    {
        public float Score { get; set; }
    }

    private static Measurement[] Rows =>
        [
            .. Enumerable
                .Range(0, 90)
                .Select(i => new Measurement
                {
                    Class = (uint)(i % 3) + 1,
                    IsFirst = i % 3 == 0,
                    Length = i,
                    Features = [i % 3, i, i * i % 7, i % 5 == 0 ? float.NaN : i % 11],
                }),
        ];

    [Theory]
    [InlineData(200)]
    [InlineData(128, 64)]
    public void A_prediction_gives_the_scores_of_the_whole_data_and_allocates_nothing(params int[] hiddenUnits)
    {
        NeuralNetworkTrainer.Options options = new()
        {
            HiddenUnits = [.. hiddenUnits],
            Training = new TrainingOptions { Epochs = 2 },
        };
        IDataView data = _context.Data.LoadFromEnumerable(Rows);
        Check<ClassPrediction>(
            _context.MulticlassClassification.Trainers.NeuralNetwork(options with { LabelColumnName = "Class" }).Fit(data),
            prediction => prediction.Score
        );
        Check<BinaryPrediction>(
            _context.BinaryClassification.Trainers.NeuralNetwork(options with { LabelColumnName = "IsFirst" }).Fit(data),
            prediction => [prediction.Score]
        );
        Check<Estimate>(
            _context.Regression.Trainers.NeuralNetwork(options with { LabelColumnName = "Length" }).Fit(data),
            prediction => [prediction.Score]
        );
    }

    private void Check<TPrediction>(NeuralNetworkTransformer model, Func<TPrediction, float[]> scores)
        where TPrediction : class, new()
    {
        Measurement[] rows = Rows;
        IDataView scored = model.Transform(_context.Data.LoadFromEnumerable(rows));
        float[][] expected =
            scored.Schema["Score"].Type is VectorDataViewType
                ? [.. scored.GetColumn<float[]>("Score")]
                : [.. scored.GetColumn<float>("Score").Select(score => new[] { score })];
        using PredictionEngine<Measurement, TPrediction> engine = _context.Model.CreatePredictionEngine<Measurement, TPrediction>(model);
        Assert.Equal(expected, rows.Select(row => scores(engine.Predict(row))));
        Assert.True(expected.Select(one => one[0]).Distinct().Count() > 10);

        TPrediction prediction = new();
        Assert.Equal(0, Allocation.Of(PredictAll));

        void PredictAll()
        {
            foreach (Measurement row in rows)
                engine.Predict(row, ref prediction);
        }
    }
}
