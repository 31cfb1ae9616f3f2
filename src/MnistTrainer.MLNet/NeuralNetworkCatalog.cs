using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

// Where users look for it: the extension methods of ML.NET's own trainers are in this namespace, too.
namespace Microsoft.ML;

/// <summary>Extension methods of <see cref="MLContext"/> and its catalogs for neural networks.</summary>
public static partial class NeuralNetworkCatalog
{
    /// <summary>Creates a neural network trainer for multiclass classification.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="options">The options of the trainer.</param>
    public static NeuralNetworkTrainer NeuralNetwork(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        NeuralNetworkTrainer.Options options
    ) => new(new MulticlassTask(catalog), options);

    /// <summary>Creates a neural network trainer for multiclass classification, with the defaults of <see cref="NeuralNetworkTrainer.Options"/> for all other options.</summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="labelColumnName">The name of the label column, a key.</param>
    /// <param name="featureColumnName">The name of the feature column, a known-size vector of floats.</param>
    /// <param name="exampleWeightColumnName">The name of the example weight column, floats, or null to weight all rows equally.</param>
    /// <param name="hiddenUnits">The number of units of each hidden layer, each at least 1, or null for 128 and 64 units (200 for images).</param>
    /// <param name="learningRate">The learning rate, above 0, or null for 0.005 (0.001 for images).</param>
    /// <param name="numberOfIterations">The number of passes over the training set, at least 1, or null for 5 to 100 passes by the number of rows (10 for images).</param>
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
            CreateOptions(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits, learningRate, numberOfIterations)
        );

    /// <summary>Creates a neural network trainer for binary classification.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification.Trainers</c>.</param>
    /// <param name="options">The options of the trainer.</param>
    public static NeuralNetworkTrainer NeuralNetwork(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        NeuralNetworkTrainer.Options options
    ) => new(new BinaryTask(catalog), options);

    /// <summary>Creates a neural network trainer for binary classification, with the defaults of <see cref="NeuralNetworkTrainer.Options"/> for all other options.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification.Trainers</c>.</param>
    /// <param name="labelColumnName">The name of the label column, Booleans.</param>
    /// <param name="featureColumnName">The name of the feature column, a known-size vector of floats.</param>
    /// <param name="exampleWeightColumnName">The name of the example weight column, floats, or null to weight all rows equally.</param>
    /// <param name="hiddenUnits">The number of units of each hidden layer, each at least 1, or null for 128 and 64 units (200 for images).</param>
    /// <param name="learningRate">The learning rate, above 0, or null for 0.005 (0.001 for images).</param>
    /// <param name="numberOfIterations">The number of passes over the training set, at least 1, or null for 5 to 100 passes by the number of rows (10 for images).</param>
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
            CreateOptions(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits, learningRate, numberOfIterations)
        );

    /// <summary>Creates a neural network trainer for regression; of quantiles, if the options name some (<see cref="NeuralNetworkTrainer.Options.Quantiles"/>).</summary>
    /// <param name="catalog"><c>mlContext.Regression.Trainers</c>.</param>
    /// <param name="options">The options of the trainer.</param>
    public static NeuralNetworkTrainer NeuralNetwork(
        this RegressionCatalog.RegressionTrainers catalog,
        NeuralNetworkTrainer.Options options
    ) =>
        new(
            options is { Quantiles.IsDefaultOrEmpty: false } ? new QuantileTask(catalog, options.Quantiles) : new RegressionTask(catalog),
            options
        );

    /// <summary>Creates a neural network trainer for regression, with the defaults of <see cref="NeuralNetworkTrainer.Options"/> for all other options.</summary>
    /// <param name="catalog"><c>mlContext.Regression.Trainers</c>.</param>
    /// <param name="labelColumnName">The name of the label column, floats.</param>
    /// <param name="featureColumnName">The name of the feature column, a known-size vector of floats.</param>
    /// <param name="exampleWeightColumnName">The name of the example weight column, floats, or null to weight all rows equally.</param>
    /// <param name="hiddenUnits">The number of units of each hidden layer, each at least 1, or null for 128 and 64 units (200 for images).</param>
    /// <param name="learningRate">The learning rate, above 0, or null for 0.005 (0.001 for images).</param>
    /// <param name="numberOfIterations">The number of passes over the training set, at least 1, or null for 5 to 100 passes by the number of rows (10 for images).</param>
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
            CreateOptions(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits, learningRate, numberOfIterations)
        );

    /// <summary>
    /// Registers the loader of saved networks. ML.NET finds it by itself if this assembly lies beside the program; only a program that loads this assembly in
    /// another way, such as a plug-in, calls this once before <c>mlContext.Model.Load</c>.
    /// </summary>
    /// <exception cref="NotSupportedException">The version of Microsoft.ML is not supported.</exception>
    public static void RegisterNeuralNetwork(this MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        MLNetVersion.Check();
        context.ComponentCatalog.RegisterAssembly(typeof(NeuralNetworkCatalog).Assembly);
    }

    /// <summary>Creates an <see cref="IDataView"/> over samples, without copying them.</summary>
    /// <param name="catalog"><c>mlContext.Data</c>.</param>
    /// <param name="samples">The samples.</param>
    public static SamplesDataView LoadFromSamples(this DataOperationsCatalog catalog, Samples samples)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new SamplesDataView(samples);
    }

    private static NeuralNetworkTrainer.Options CreateOptions(
        string label,
        string features,
        string? weight,
        IEnumerable<int>? hiddenUnits,
        float? learningRate,
        int? numberOfIterations
    )
    {
        NeuralNetworkTrainer.Options options = new()
        {
            LabelColumnName = label,
            FeatureColumnName = features,
            ExampleWeightColumnName = weight,
            LearningRate = learningRate,
            NumberOfIterations = numberOfIterations,
        };
        return hiddenUnits is null ? options : options with { HiddenUnits = [.. hiddenUnits] };
    }
}
