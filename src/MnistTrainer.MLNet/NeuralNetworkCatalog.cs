using Microsoft.ML;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Where an ML.NET program finds the network: extensions of <see cref="MLContext"/> and its catalogs.</summary>
public static class NeuralNetworkCatalog
{
    /// <summary>A trainer of neural networks.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="options">What is trained, and how.</param>
    public static NeuralNetworkTrainer NeuralNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog, NeuralNetworkTrainer.Options options) =>
        new(catalog, options);

    /// <summary>A trainer with everything that is not named here as <see cref="NeuralNetworkTrainer.Options"/> has it.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="labelColumnName">A key column.</param>
    /// <param name="featureColumnName">A column of float vectors of one known size.</param>
    /// <param name="hiddenUnits">Units of each hidden layer; one of 200 unless told.</param>
    /// <param name="epochs">How often every row is learned from, at least 1.</param>
    /// <param name="seed">The same seed and data give the same network.</param>
    public static NeuralNetworkTrainer NeuralNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        IEnumerable<int>? hiddenUnits = null,
        int epochs = 10,
        ulong seed = 1)
    {
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            Training = new TrainingOptions { Epochs = epochs, Seed = seed },
        };
        return catalog.NeuralNetwork(hiddenUnits is null ? options : options with { HiddenUnits = [.. hiddenUnits] });
    }

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
}
