using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

/// <summary>ML.NET's evaluation and feature importance work with the models.</summary>
public sealed class EvaluationTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Subjects => Subject.Names;

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
    [MemberData(nameof(Subjects))]
    public void Permutation_feature_importance_ranks_signal_above_noise(string name)
    {
        Subject subject = Subject.Named(name);
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = subject.Fit(_context);
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

    /// <summary>
    /// The overload that takes a chain and returns importance by feature name requires an internal interface of ML.NET. For ours it throws; the overload that
    /// takes the last transformer of the chain works.
    /// </summary>
    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Permutation_feature_importance_takes_the_last_transformer_of_a_chain(string name)
    {
        IDataView data = Data();
        var chain = _context.Transforms.Concatenate("Features", "Amount", "Weight").Append(Subject.Named(name).Trainer(_context)).Fit(data);
        IDataView scored = chain.Transform(data);
        if (name == "NeuralNetwork")
        {
            string message = Assert
                .Throws<ArgumentNullException>(() =>
                    _context.MulticlassClassification.PermutationFeatureImportance((ITransformer)chain, scored, "Label")
                )
                .Message;
            Assert.StartsWith("The model provided does not have a compatible predictor", message, StringComparison.Ordinal);
        }
        else
        {
            var named = _context.MulticlassClassification.PermutationFeatureImportance(
                (ITransformer)chain,
                scored,
                "Label",
                permutationCount: 3
            );
            Assert.Equal(["Amount", "Weight"], named.Keys.Order(StringComparer.Ordinal));
        }

        var importance = _context.MulticlassClassification.PermutationFeatureImportance(chain.LastTransformer, scored, permutationCount: 3);
        Assert.True(importance[0].MicroAccuracy.Mean < -0.3, $"{importance[0].MicroAccuracy.Mean}");
        Assert.Equal(0, importance[1].MicroAccuracy.Mean);
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
