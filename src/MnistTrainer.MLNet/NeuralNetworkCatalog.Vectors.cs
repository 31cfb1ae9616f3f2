using MnistTrainer.MLNet;

namespace Microsoft.ML;

/// <content>The trainers whose label is a vector.</content>
public static partial class NeuralNetworkCatalog
{
    /// <summary>Creates a neural network trainer for regression of several numbers by one network.</summary>
    /// <param name="catalog"><c>mlContext.Regression.Trainers</c>.</param>
    /// <param name="options">The options of the trainer.</param>
    public static NeuralNetworkTrainer NeuralNetworkMultiOutput(
        this RegressionCatalog.RegressionTrainers catalog,
        NeuralNetworkTrainer.Options options
    ) => new(new MultiOutputTask(catalog), options);

    /// <summary>Creates a neural network trainer for regression of several numbers by one network, with the defaults of <see cref="NeuralNetworkTrainer.Options"/> for all other options.</summary>
    /// <param name="catalog"><c>mlContext.Regression.Trainers</c>.</param>
    /// <param name="labelColumnName">
    /// The name of the label column, a known-size vector of at least two floats. NaN in it is missing: that number is not trained on in that row.
    /// </param>
    /// <param name="featureColumnName">The name of the feature column, a known-size vector of floats.</param>
    /// <param name="exampleWeightColumnName">The name of the example weight column, floats, or null to weight all rows equally.</param>
    /// <param name="hiddenUnits">The number of units of each hidden layer, each at least 1, or null for 128 and 64 units (200 for images).</param>
    /// <param name="learningRate">The learning rate, above 0, or null for 0.005 (0.001 for images).</param>
    /// <param name="numberOfIterations">The number of passes over the training set, at least 1, or null for 5 to 100 passes by the number of rows (10 for images).</param>
    public static NeuralNetworkTrainer NeuralNetworkMultiOutput(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        IEnumerable<int>? hiddenUnits = null,
        float? learningRate = null,
        int? numberOfIterations = null
    ) =>
        catalog.NeuralNetworkMultiOutput(
            CreateOptions(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits, learningRate, numberOfIterations)
        );

    /// <summary>Creates a neural network trainer for several labels, any of which may be true, by one network.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification.Trainers</c>.</param>
    /// <param name="options">The options of the trainer.</param>
    public static NeuralNetworkTrainer NeuralNetworkMultiLabel(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        NeuralNetworkTrainer.Options options
    ) => new(new MultiLabelTask(catalog), options);

    /// <summary>Creates a neural network trainer for several labels, any of which may be true, by one network, with the defaults of <see cref="NeuralNetworkTrainer.Options"/> for all other options.</summary>
    /// <param name="catalog"><c>mlContext.BinaryClassification.Trainers</c>.</param>
    /// <param name="labelColumnName">
    /// The name of the label column, a known-size vector of at least two Booleans, or of floats that are 0, 1 or, for a label that is unknown, NaN: it is not trained on in
    /// that row.
    /// </param>
    /// <param name="featureColumnName">The name of the feature column, a known-size vector of floats.</param>
    /// <param name="exampleWeightColumnName">The name of the example weight column, floats, or null to weight all rows equally.</param>
    /// <param name="hiddenUnits">The number of units of each hidden layer, each at least 1, or null for 128 and 64 units (200 for images).</param>
    /// <param name="learningRate">The learning rate, above 0, or null for 0.005 (0.001 for images).</param>
    /// <param name="numberOfIterations">The number of passes over the training set, at least 1, or null for 5 to 100 passes by the number of rows (10 for images).</param>
    public static NeuralNetworkTrainer NeuralNetworkMultiLabel(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        IEnumerable<int>? hiddenUnits = null,
        float? learningRate = null,
        int? numberOfIterations = null
    ) =>
        catalog.NeuralNetworkMultiLabel(
            CreateOptions(labelColumnName, featureColumnName, exampleWeightColumnName, hiddenUnits, learningRate, numberOfIterations)
        );
}
