using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A trainer whose conformance is tested: ours, or beside it one of ML.NET's own as the control, which learns from the same rows.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="LabelColumn">The column that it learns.</param>
/// <param name="Create">Makes it, for a label column and a column of weights or null.</param>
internal sealed record Subject(
    string Name,
    string LabelColumn,
    Func<MLContext, string, string?, IEstimator<ISingleFeaturePredictionTransformer<object>>> Create
)
{
    private const string Classes = "Label",
        YesNo = nameof(ConformanceRow.IsFirst),
        Number = nameof(ConformanceRow.Amount);

    // One thread: ML.NET's trainers give another model each time when they have several.
    private static readonly Subject[] All =
    [
        new(
            "NeuralNetwork",
            Classes,
            (context, label, weight) => context.MulticlassClassification.Trainers.NeuralNetwork(Ours(label, weight))
        ),
        new(
            "SdcaMaximumEntropy",
            Classes,
            (context, label, weight) =>
                context.MulticlassClassification.Trainers.SdcaMaximumEntropy(
                    new SdcaMaximumEntropyMulticlassTrainer.Options
                    {
                        LabelColumnName = label,
                        ExampleWeightColumnName = weight,
                        NumberOfThreads = 1,
                    }
                )
        ),
        new(
            "NeuralNetwork of yes and no",
            YesNo,
            (context, label, weight) => context.BinaryClassification.Trainers.NeuralNetwork(Ours(label, weight))
        ),
        new(
            "SdcaLogisticRegression",
            YesNo,
            (context, label, weight) =>
                context.BinaryClassification.Trainers.SdcaLogisticRegression(
                    new SdcaLogisticRegressionBinaryTrainer.Options
                    {
                        LabelColumnName = label,
                        ExampleWeightColumnName = weight,
                        NumberOfThreads = 1,
                    }
                )
        ),
        new("NeuralNetwork of numbers", Number, (context, label, weight) => context.Regression.Trainers.NeuralNetwork(Ours(label, weight))),
        new(
            "Sdca",
            Number,
            (context, label, weight) =>
                context.Regression.Trainers.Sdca(
                    new SdcaRegressionTrainer.Options
                    {
                        LabelColumnName = label,
                        ExampleWeightColumnName = weight,
                        NumberOfThreads = 1,
                    }
                )
        ),
    ];

    /// <summary>Trainers of every task.</summary>
    public static TheoryData<string> Names => [.. All.Select(subject => subject.Name)];

    /// <summary>Trainers of classes.</summary>
    public static TheoryData<string> Multiclass =>
        [.. All.Where(subject => subject.LabelColumn == Classes).Select(subject => subject.Name)];

    /// <summary>Trainers of yes and no.</summary>
    public static TheoryData<string> Binary => [.. All.Where(subject => subject.LabelColumn == YesNo).Select(subject => subject.Name)];

    /// <summary>Trainers of numbers.</summary>
    public static TheoryData<string> Regression => [.. All.Where(subject => subject.LabelColumn == Number).Select(subject => subject.Name)];

    public static Subject Named(string name) => All.Single(subject => subject.Name == name);

    /// <summary>One that learns a column from all rows alike.</summary>
    public IEstimator<ISingleFeaturePredictionTransformer<object>> Trainer(MLContext context) => Create(context, LabelColumn, null);

    /// <summary>What it has learned from a few rows, and those rows.</summary>
    public (ISingleFeaturePredictionTransformer<object> Model, IDataView Data) Fit(MLContext context, int count = 150)
    {
        IDataView data = ConformanceRow.Data(context, ConformanceRow.Many(count));
        return (Trainer(context).Fit(data), data);
    }

    private static NeuralNetworkTrainer.Options Ours(string label, string? weight) =>
        Problems.Options(30) with
        {
            LabelColumnName = label,
            ExampleWeightColumnName = weight,
        };
}
