using Microsoft.ML.Trainers;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

namespace Microsoft.ML;

/// <content>ML.NET's trainers that make a classifier of many classes from one of two.</content>
public static partial class NeuralNetworkCatalog
{
    /// <summary>
    /// Creates ML.NET's trainer of one network for each class, which distinguishes the rows of that class from all others. The networks give probabilities, so that none is
    /// calibrated. Rows with a missing label are rows of other classes to ML.NET, for every class: leave them out before.
    /// </summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="binaryEstimator">
    /// The trainer of each network, <c>mlContext.BinaryClassification.Trainers.NeuralNetwork(...)</c>, without <see cref="NeuralNetworkTrainer.Options.CategoricalColumnNames"/>,
    /// <see cref="NeuralNetworkTrainer.Options.ValidationSet"/> and <see cref="NeuralNetworkTrainer.Options.Checkpoints"/>.
    /// </param>
    /// <param name="labelColumnName">The name of the label column, a key, or null for the label column of <paramref name="binaryEstimator"/>.</param>
    /// <param name="useProbabilities">Whether the scores are the probabilities of the networks, divided by their sum, or their net inputs.</param>
    /// <exception cref="InvalidInputException">The trainer is not for binary classification, or has one of these options.</exception>
    public static OneVersusAllTrainer OneVersusAll(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        NeuralNetworkTrainer binaryEstimator,
        string? labelColumnName = null,
        bool useProbabilities = true
    )
    {
        ArgumentNullException.ThrowIfNull(binaryEstimator);
        NetworkPredictorTrainer trainer = binaryEstimator.OfManyClasses(nameof(OneVersusAll), labelColumnName);
        return catalog.OneVersusAll(trainer, trainer.LabelColumnName, useProbabilities: useProbabilities);
    }

    /// <summary>
    /// Creates ML.NET's trainer of one network for each class and each pair of classes, which distinguishes their rows from all others. Leave rows with a missing label out before,
    /// as for <see cref="OneVersusAll"/>.
    /// </summary>
    /// <param name="catalog"><c>mlContext.MulticlassClassification.Trainers</c>.</param>
    /// <param name="binaryEstimator">The trainer of each network, as for <see cref="OneVersusAll"/>.</param>
    /// <param name="labelColumnName">The name of the label column, a key, or null for the label column of <paramref name="binaryEstimator"/>.</param>
    /// <exception cref="InvalidInputException">As for <see cref="OneVersusAll"/>.</exception>
    public static PairwiseCouplingTrainer PairwiseCoupling(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        NeuralNetworkTrainer binaryEstimator,
        string? labelColumnName = null
    )
    {
        ArgumentNullException.ThrowIfNull(binaryEstimator);
        NetworkPredictorTrainer trainer = binaryEstimator.OfManyClasses(nameof(PairwiseCoupling), labelColumnName);
        return catalog.PairwiseCoupling(trainer, trainer.LabelColumnName);
    }
}
