using Microsoft.ML;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Where an ML.NET program finds the network: extensions of <see cref="MLContext"/> and its catalogs.</summary>
public static class NeuralNetworkCatalog
{
    /// <summary>A trainer of neural networks that tell classes.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="options">What is trained, and how.</param>
    public static NeuralNetworkTrainer NeuralNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        NeuralNetworkTrainer.Options options
    ) => new(new MulticlassTask(catalog), options);

    /// <summary>A trainer of neural networks that tell classes, with everything that is not named here as <see cref="NeuralNetworkTrainer.Options"/> has it.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="labelColumnName">The column of labels, a key.</param>
    /// <param name="featureColumnName">The column of features, float vectors of one known size.</param>
    /// <param name="exampleWeightColumnName">The column of weights, Singles, or null for rows that count alike.</param>
    /// <param name="hiddenUnits">Units of each hidden layer; one of 200 unless told.</param>
    /// <param name="learningRate">The size of a step, above 0; 0.001 unless told.</param>
    /// <param name="numberOfIterations">How often every row is learned from, at least 1; 10 unless told.</param>
    public static NeuralNetworkTrainer NeuralNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        IEnumerable<int>? hiddenUnits = null,
        float? learningRate = null,
        int? numberOfIterations = null
    ) =>
        catalog.NeuralNetwork(
            Usual(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits) with
            {
                LearningRate = learningRate,
                NumberOfIterations = numberOfIterations,
            }
        );

    /// <summary>A trainer of neural networks that tell yes and no.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification.Trainers</c>.</param>
    /// <param name="options">What is trained, and how.</param>
    public static NeuralNetworkTrainer NeuralNetwork(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        NeuralNetworkTrainer.Options options
    ) => new(new BinaryTask(catalog), options);

    /// <summary>A trainer of neural networks that tell yes and no, with everything that is not named here as <see cref="NeuralNetworkTrainer.Options"/> has it.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification.Trainers</c>.</param>
    /// <param name="labelColumnName">The column of labels, a Boolean.</param>
    /// <param name="featureColumnName">The column of features, float vectors of one known size.</param>
    /// <param name="exampleWeightColumnName">The column of weights, Singles, or null for rows that count alike.</param>
    /// <param name="hiddenUnits">Units of each hidden layer; one of 200 unless told.</param>
    /// <param name="learningRate">The size of a step, above 0; 0.001 unless told.</param>
    /// <param name="numberOfIterations">How often every row is learned from, at least 1; 10 unless told.</param>
    public static NeuralNetworkTrainer NeuralNetwork(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        IEnumerable<int>? hiddenUnits = null,
        float? learningRate = null,
        int? numberOfIterations = null
    ) =>
        catalog.NeuralNetwork(
            Usual(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits) with
            {
                LearningRate = learningRate,
                NumberOfIterations = numberOfIterations,
            }
        );

    /// <summary>A trainer of neural networks that tell numbers.</summary>
    /// <param name="catalog"><c>mlContext.Regression.Trainers</c>.</param>
    /// <param name="options">What is trained, and how.</param>
    public static NeuralNetworkTrainer NeuralNetwork(
        this RegressionCatalog.RegressionTrainers catalog,
        NeuralNetworkTrainer.Options options
    ) => new(new RegressionTask(catalog), options);

    /// <summary>A trainer of neural networks that tell numbers, with everything that is not named here as <see cref="NeuralNetworkTrainer.Options"/> has it.</summary>
    /// <param name="catalog"><c>mlContext.Regression.Trainers</c>.</param>
    /// <param name="labelColumnName">The column of labels, a Single.</param>
    /// <param name="featureColumnName">The column of features, float vectors of one known size.</param>
    /// <param name="exampleWeightColumnName">The column of weights, Singles, or null for rows that count alike.</param>
    /// <param name="hiddenUnits">Units of each hidden layer; one of 200 unless told.</param>
    /// <param name="learningRate">The size of a step, above 0; 0.001 unless told.</param>
    /// <param name="numberOfIterations">How often every row is learned from, at least 1; 10 unless told.</param>
    public static NeuralNetworkTrainer NeuralNetwork(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        IEnumerable<int>? hiddenUnits = null,
        float? learningRate = null,
        int? numberOfIterations = null
    ) =>
        catalog.NeuralNetwork(
            Usual(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits) with
            {
                LearningRate = learningRate,
                NumberOfIterations = numberOfIterations,
            }
        );

    /// <summary>
    /// Makes saved networks known to a context. A program that loads one with <c>mlContext.Model.Load</c> calls this first; one that
    /// has made a trainer with the same context need not.
    /// </summary>
    /// <exception cref="NotSupportedException">This version of Microsoft.ML is not one that it works with.</exception>
    public static void RegisterNeuralNetwork(this MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        MLNetInternals.RegisterLoader(context.ComponentCatalog);
    }

    /// <summary>Presents samples as ML.NET's data, without copying them.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="samples">What is presented.</param>
    public static SamplesDataView LoadFromSamples(this DataOperationsCatalog catalog, Samples samples)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new SamplesDataView(samples);
    }

    private static NeuralNetworkTrainer.Options Usual(string label, string features, string? weight, IEnumerable<int>? hiddenUnits)
    {
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = label,
            FeatureColumnName = features,
            ExampleWeightColumnName = weight,
        };
        return hiddenUnits is null ? options : options with { HiddenUnits = [.. hiddenUnits] };
    }
}
