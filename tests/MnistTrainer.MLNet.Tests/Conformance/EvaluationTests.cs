using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

/// <summary>ML.NET's own ways to measure and to explain take the models.</summary>
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
    public void Folds_of_classes(string name)
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
    public void Folds_of_yes_and_no(string name)
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
    public void Folds_of_numbers(string name)
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
    public void Permuting_a_feature_shows_what_it_is_worth(string name)
    {
        Subject subject = Subject.Named(name);
        (ISingleFeaturePredictionTransformer<object> model, IDataView data) = subject.Fit(_context);
        double[] losses = subject.LabelColumn switch
        {
            nameof(ConformanceRow.IsFirst) =>
            [
                .. _context
                    .BinaryClassification.PermutationFeatureImportance(model, data, subject.LabelColumn, permutationCount: 5)
                    .Select(one => -one.Accuracy.Mean),
            ],
            nameof(ConformanceRow.Amount) =>
            [
                .. _context
                    .Regression.PermutationFeatureImportance(model, data, subject.LabelColumn, permutationCount: 5)
                    .Select(one => -one.RSquared.Mean),
            ],
            _ =>
            [
                .. _context
                    .MulticlassClassification.PermutationFeatureImportance(model, data, permutationCount: 5)
                    .Select(one => -one.MicroAccuracy.Mean),
            ],
        };
        Assert.Equal(4, losses.Length);
        Assert.True(losses[0] > 0.05, $"{losses[0]}");
        Assert.True(Math.Abs(losses[3]) < 0.02, $"{losses[3]}");
    }

    /// <summary>
    /// The other way to ask for it takes a whole chain and names the features, but only if it finds a model that has an interface which ML.NET keeps to itself. Ours is
    /// told so; the model at the end of its chain is asked instead.
    /// </summary>
    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Permuting_the_features_of_a_chain(string name)
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
    /// Behind a cache, and from a file of ML.NET's own, it learns the same: ours to the last bit, while ML.NET's trainers take the rows in another order where a cache
    /// can give them in any.
    /// </summary>
    [Theory]
    [MemberData(nameof(Subjects))]
    public void Where_the_rows_come_from_does_not_matter(string name)
    {
        Subject subject = Subject.Named(name);
        IDataView data = Data();
        using (FileStream file = File.Create(_folder["rows.idv"]))
            _context.Data.SaveAsBinary(data, file);
        float[] scores = Scores(subject.Trainer(new MLContext(1)).Fit(data).Transform(data));
        double allowed = name.StartsWith("NeuralNetwork", StringComparison.Ordinal) ? 0 : 0.1;
        foreach (IDataView source in new[] { _context.Data.Cache(data), _context.Data.LoadFromBinary(_folder["rows.idv"]) })
            AssertAlike(subject.Trainer(new MLContext(1)).Fit(source));
        AssertAlike(
            _context
                .Transforms.CopyColumns("Again", "Weight")
                .AppendCacheCheckpoint(_context)
                .Append(subject.Trainer(new MLContext(1)))
                .Fit(data)
        );

        void AssertAlike(ITransformer model) =>
            Assert.All(scores.Zip(Scores(model.Transform(data))), pair => Assert.Equal(pair.First, pair.Second, allowed));
    }

    private static float[] Scores(IDataView scored) =>
        scored.Schema["Score"].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>("Score").SelectMany(row => row)]
            : [.. scored.GetColumn<float>("Score")];

    private IDataView Data() => ConformanceRow.Data(_context, ConformanceRow.Many(150));
}
