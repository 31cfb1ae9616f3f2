using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;
using static MnistTrainer.MLNet.Tests.Problems;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The network works wherever ML.NET puts its own trainers.</summary>
public sealed class PipelineTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void A_chain_with_transforms_on_both_sides_learns_and_predicts_names()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(300, KoreanNames));
        ITransformer model = _context.Transforms.NormalizeMinMax("Features").Append(Pipeline(_context, Options())).Fit(data);
        using PredictionEngine<Row, Prediction> engine = _context.Model.CreatePredictionEngine<Row, Prediction>(model);
        foreach (Row row in Blobs(30, KoreanNames, seed: 99))
        {
            Prediction prediction = engine.Predict(row);
            Assert.Equal(row.Label, prediction.PredictedLabel);
            Assert.Equal(3, prediction.Score.Length);
            Assert.Equal(1, prediction.Score.Sum(), 1e-5);
        }
    }

    [Fact]
    public void Evaluate_says_that_it_learned()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(300, KoreanNames));
        ITransformer model = Pipeline(_context, Options()).Fit(data);
        IDataView scored = model.Transform(_context.Data.LoadFromEnumerable(Blobs(90, KoreanNames, seed: 99)));
        MulticlassClassificationMetrics metrics = _context.MulticlassClassification.Evaluate(scored);
        Assert.Equal(1, metrics.MicroAccuracy);
        Assert.Equal(["둘", "영", "하나"], SlotNames(scored.Schema["Score"], "SlotNames"));
    }

    [Fact]
    public void Cross_validation_trains_anew_for_every_fold()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(150, KoreanNames));
        var results = _context.MulticlassClassification.CrossValidate(data, Pipeline(_context, Options()), numberOfFolds: 3);
        Assert.Equal(3, results.Count);
        Assert.All(results, result => Assert.True(result.Metrics.MicroAccuracy > 0.95, $"{result.Metrics.MicroAccuracy}"));
    }

    [Fact]
    public void Permutation_feature_importance_finds_the_features_that_matter()
    {
        IDataView data = _context.Transforms.Conversion.MapValueToKey("Label").Fit(_context.Data.LoadFromEnumerable(Blobs(150, KoreanNames)))
            .Transform(_context.Data.LoadFromEnumerable(Blobs(150, KoreanNames)));
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(Options()).Fit(data);
        var importance = _context.MulticlassClassification.PermutationFeatureImportance(model, model.Transform(data), permutationCount: 3);
        double[] losses = [.. importance.Select(feature => feature.MicroAccuracy.Mean)];
        Assert.Equal(4, losses.Length);
        Assert.All(losses[..3], loss => Assert.True(loss < -0.05, $"{loss}"));
        Assert.True(Math.Abs(losses[3]) < 0.05, "The fourth feature is noise.");
    }

    [Fact]
    public void Permutation_feature_importance_takes_pictures()
    {
        SamplesDataView data = _context.Data.LoadFromSamples(Pictures(100));
        NeuralNetworkTransformer model = _context.MulticlassClassification.Trainers.NeuralNetwork(Options()).Fit(data);
        var importance = _context.MulticlassClassification.PermutationFeatureImportance(model, data);
        Assert.Equal(64, importance.Length);

        // A ring has its ink in the second row; in the corners there is nothing but noise.
        double LossOf(params int[] pixels) => pixels.Sum(pixel => importance[pixel].LogLoss.Mean);
        Assert.True(LossOf(9, 10, 11, 12, 13, 14) > 20 * Math.Abs(LossOf(0, 7, 56, 63)));
    }

    [Fact]
    public void Class_names_follow_the_order_of_keys_and_not_their_numbers()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Blobs(60, ["9", "5", "7"]));
        string[] NamesWith(KeyOrdinality order)
        {
            IDataView keyed = _context.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: order).Fit(data).Transform(data);
            return [.. _context.MulticlassClassification.Trainers.NeuralNetwork(Options(1)).Fit(keyed).Model.Definition.ClassNames];
        }

        Assert.Equal(["9", "5", "7"], NamesWith(KeyOrdinality.ByOccurrence));
        Assert.Equal(["5", "7", "9"], NamesWith(KeyOrdinality.ByValue));
    }

    private static string[] SlotNames(DataViewSchema.Column column, string kind)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(kind, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
