using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace MnistTrainer.MLNet.Tests;

/// <summary>A trainer under test: ours or, as the control, one of ML.NET's own for the same task, trained on the same rows.</summary>
/// <param name="Name">The name in test results.</param>
/// <param name="LabelColumn">The label column.</param>
/// <param name="Create">Creates the trainer for a label column and an example weight column or null.</param>
internal sealed record Subject(
    string Name,
    string LabelColumn,
    Func<MLContext, string, string?, IEstimator<ISingleFeaturePredictionTransformer<object>>> Create
)
{
    private const string ClassLabel = "Label",
        BooleanLabel = nameof(ConformanceRow.IsFirst),
        NumberLabel = nameof(ConformanceRow.Amount);

    /// <summary>Tasks that ML.NET has no trainers for.</summary>
    public const string Quantiles = "NeuralNetwork (quantiles)",
        MultiOutput = "NeuralNetwork (multi-output)",
        MultiLabel = "NeuralNetwork (multi-label)",
        Members = "NeuralNetwork (members)",
        QuantilesOfMembers = "NeuralNetwork (quantiles of members)";

    // One thread: with several, ML.NET's trainers are not deterministic.
    private static readonly Subject[] All =
    [
        new(
            "NeuralNetwork",
            ClassLabel,
            (context, label, weight) => context.MulticlassClassification.Trainers.NeuralNetwork(Ours(label, weight))
        ),
        new(
            "SdcaMaximumEntropy",
            ClassLabel,
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
            "NeuralNetwork (binary)",
            BooleanLabel,
            (context, label, weight) => context.BinaryClassification.Trainers.NeuralNetwork(Ours(label, weight))
        ),
        new(
            "SdcaLogisticRegression",
            BooleanLabel,
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
        new(
            "NeuralNetwork (regression)",
            NumberLabel,
            (context, label, weight) => context.Regression.Trainers.NeuralNetwork(Ours(label, weight))
        ),
        new(
            "Sdca",
            NumberLabel,
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
        new(
            Quantiles,
            NumberLabel,
            (context, label, weight) => context.Regression.Trainers.NeuralNetwork(Ours(label, weight) with { Quantiles = [0.1, 0.5, 0.9] })
        ),
        new(
            MultiOutput,
            nameof(ConformanceRow.Amounts),
            (context, label, weight) => context.Regression.Trainers.NeuralNetworkMultiOutput(Ours(label, weight))
        ),
        new(
            MultiLabel,
            nameof(ConformanceRow.Corners),
            (context, label, weight) => context.BinaryClassification.Trainers.NeuralNetworkMultiLabel(Ours(label, weight))
        ),
        new(
            Members,
            BooleanLabel,
            (context, label, weight) =>
                context.BinaryClassification.Trainers.NeuralNetwork(Ours(label, weight) with { NumberOfMembers = 2 })
        ),
        new(
            QuantilesOfMembers,
            NumberLabel,
            (context, label, weight) =>
                context.Regression.Trainers.NeuralNetwork(Ours(label, weight) with { Quantiles = [0.1, 0.5, 0.9], NumberOfMembers = 2 })
        ),
    ];

    /// <summary>The trainers of all tasks.</summary>
    public static TheoryData<string> Names => [.. All.Select(subject => subject.Name)];

    /// <summary>The trainers of the tasks that ML.NET can evaluate.</summary>
    public static TheoryData<string> OfMLNet =>
        [.. All.Where(subject => subject.LabelColumn is ClassLabel or BooleanLabel or NumberLabel).Select(subject => subject.Name)];

    /// <summary>The trainers for multiclass classification.</summary>
    public static TheoryData<string> Multiclass =>
        [.. All.Where(subject => subject.LabelColumn == ClassLabel).Select(subject => subject.Name)];

    /// <summary>The trainers for binary classification.</summary>
    public static TheoryData<string> Binary =>
        [.. All.Where(subject => subject.LabelColumn == BooleanLabel).Select(subject => subject.Name)];

    /// <summary>The trainers for regression.</summary>
    public static TheoryData<string> Regression =>
        [.. All.Where(subject => subject.LabelColumn == NumberLabel).Select(subject => subject.Name)];

    public static Subject Named(string name) => All.Single(subject => subject.Name == name);

    /// <summary>Creates the trainer without example weights.</summary>
    public IEstimator<ISingleFeaturePredictionTransformer<object>> Trainer(MLContext context) => Create(context, LabelColumn, null);

    /// <summary>Trains a model on a few rows, and returns both.</summary>
    public (ISingleFeaturePredictionTransformer<object> Model, IDataView Data) Fit(MLContext context, int count = 150)
    {
        IDataView data = ConformanceRow.Data(context, ConformanceRow.Many(count));
        return (Trainer(context).Fit(data), data);
    }

    private static NeuralNetworkTrainer.Options Ours(string label, string? weight) =>
        ToyProblems.Options(30) with
        {
            LabelColumnName = label,
            ExampleWeightColumnName = weight,
        };
}
