using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

/// <summary>ML.NET's evaluation and feature importance work with the models.</summary>
public sealed class EvaluationTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Subjects => Subject.Names;

    public static TheoryData<string> OfMLNet => Subject.OfMLNet;

    public static TheoryData<string> Multiclass => Subject.Multiclass;

    public static TheoryData<string> Binary => Subject.Binary;

    public static TheoryData<string> Regression => Subject.Regression;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Cross_validates_multiclass_classification(string name)
    {
        var folds = _context.MulticlassClassification.CrossValidate(
            Data(),
            (IEstimator<ITransformer>)Subject.Named(name).Trainer(_context),
            numberOfFolds: 3
        );
        Assert.Equal(3, folds.Count);
        Assert.All(
            folds,
            fold =>
                Assert.True(
                    fold.Metrics.MicroAccuracy > 0.95 && fold.Metrics.LogLoss < 0.5,
                    $"{fold.Metrics.MicroAccuracy} {fold.Metrics.LogLoss}"
                )
        );
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void Cross_validates_binary_classification(string name)
    {
        var folds = _context.BinaryClassification.CrossValidate(
            Data(),
            (IEstimator<ITransformer>)Subject.Named(name).Trainer(_context),
            3,
            nameof(ConformanceRow.IsFirst)
        );
        Assert.Equal(3, folds.Count);
        Assert.All(
            folds,
            fold =>
                Assert.True(
                    fold.Metrics.AreaUnderRocCurve > 0.95 && fold.Metrics.LogLoss < 0.5,
                    $"{fold.Metrics.AreaUnderRocCurve} {fold.Metrics.LogLoss}"
                )
        );
    }

    [Theory]
    [MemberData(nameof(Regression))]
    public void Cross_validates_regression(string name)
    {
        var folds = _context.Regression.CrossValidate(
            Data(),
            (IEstimator<ITransformer>)Subject.Named(name).Trainer(_context),
            3,
            nameof(ConformanceRow.Amount)
        );
        Assert.Equal(3, folds.Count);
        Assert.All(folds, fold => Assert.True(fold.Metrics.RSquared > 0.95, $"{fold.Metrics.RSquared}"));
    }

    /// <summary>The fourth feature is noise, and the others are not.</summary>
    [Theory]
    [MemberData(nameof(OfMLNet))]
    public void Permutation_feature_importance_ranks_signal_above_noise(string name)
    {
        Subject subject = Subject.Named(name);

        // Of corners that are far apart, every feature holds all that the others hold, and none is missed. Noise may be learned by heart, but not that of other rows.
        ISingleFeaturePredictionTransformer<object> model = subject
            .Trainer(_context)
            .Fit(ConformanceRow.Data(_context, ConformanceRow.Many(600, width: 4)));
        IDataView data = ConformanceRow.Data(_context, ConformanceRow.Many(600, seed: 8, width: 4));
        double[] losses = subject.LabelColumn switch
        {
            nameof(ConformanceRow.IsFirst) =>
            [
                .. _context
                    .BinaryClassification.PermutationFeatureImportance(model, data, subject.LabelColumn, permutationCount: 5)
                    .Select(metrics => -metrics.Accuracy.Mean),
            ],
            nameof(ConformanceRow.Amount) =>
            [
                .. _context
                    .Regression.PermutationFeatureImportance(model, data, subject.LabelColumn, permutationCount: 5)
                    .Select(metrics => -metrics.RSquared.Mean),
            ],
            _ =>
            [
                .. _context
                    .MulticlassClassification.PermutationFeatureImportance(model, data, permutationCount: 5)
                    .Select(metrics => -metrics.MicroAccuracy.Mean),
            ],
        };
        Assert.Equal(4, losses.Length);
        Assert.True(losses[0] > 0.05, $"{losses[0]}");
        Assert.True(Math.Abs(losses[3]) < 0.02, $"{losses[3]}");
    }

    /// <summary>Importance by feature name, of a chain in which a step follows the trainer. The weight has nothing to do with the label.</summary>
    [Theory]
    [MemberData(nameof(OfMLNet))]
    public void Permutation_feature_importance_names_the_features_of_a_chain(string name)
    {
        Subject subject = Subject.Named(name);
        IDataView data = Data();
        var chain = _context
            .Transforms.Concatenate("Features", "Amount", "Weight")
            .Append(subject.Trainer(_context))
            .Append(_context.Transforms.CopyColumns("Copy", "Score"))
            .Fit(data);
        IDataView scored = chain.Transform(data);
        Dictionary<string, double> losses = subject.LabelColumn switch
        {
            nameof(ConformanceRow.IsFirst) => _context
                .BinaryClassification.PermutationFeatureImportanceNonCalibrated(chain, scored, subject.LabelColumn, permutationCount: 3)
                .ToDictionary(pair => pair.Key, pair => -pair.Value.AreaUnderRocCurve.Mean),
            nameof(ConformanceRow.Amount) => _context
                .Regression.PermutationFeatureImportance(chain, scored, subject.LabelColumn, permutationCount: 3)
                .ToDictionary(pair => pair.Key, pair => -pair.Value.RSquared.Mean),
            _ => _context
                .MulticlassClassification.PermutationFeatureImportance(chain, scored, "Label", permutationCount: 3)
                .ToDictionary(pair => pair.Key, pair => -pair.Value.MicroAccuracy.Mean),
        };
        Assert.Equal(["Amount", "Weight"], losses.Keys.Order(StringComparer.Ordinal));
        Assert.True(losses["Amount"] > 0.1, $"{losses["Amount"]}");
        Assert.Equal(0, losses["Weight"], 0.02);
    }

    /// <summary>
    /// Training on cached data and on a binary file gives the same model: bit for bit with our trainers, while ML.NET's trainers shuffle rows if the data view
    /// supports it.
    /// </summary>
    [Theory]
    [MemberData(nameof(Subjects))]
    public void Gives_the_same_model_for_every_data_source(string name)
    {
        Subject subject = Subject.Named(name);
        IDataView data = Data();
        using (FileStream file = File.Create(_folder["rows.idv"]))
            _context.Data.SaveAsBinary(data, file);
        float[] scores = Scores(subject.Trainer(new MLContext(1)).Fit(data).Transform(data));
        double allowed = name.StartsWith("NeuralNetwork", StringComparison.Ordinal) ? 0 : 0.1;
        foreach (IDataView source in new[] { _context.Data.Cache(data), _context.Data.LoadFromBinary(_folder["rows.idv"]) })
            AssertSameScores(subject.Trainer(new MLContext(1)).Fit(source));
        AssertSameScores(
            _context
                .Transforms.CopyColumns("Again", "Weight")
                .AppendCacheCheckpoint(_context)
                .Append(subject.Trainer(new MLContext(1)))
                .Fit(data)
        );

        void AssertSameScores(ITransformer model) =>
            Assert.All(scores.Zip(Scores(model.Transform(data))), pair => Assert.Equal(pair.First, pair.Second, allowed));
    }

    private static float[] Scores(IDataView scored) =>
        scored.Schema["Score"].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>("Score").SelectMany(row => row)]
            : [.. scored.GetColumn<float>("Score")];

    private IDataView Data() => ConformanceRow.Data(_context, ConformanceRow.Many(150));
}
