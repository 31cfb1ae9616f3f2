namespace MnistTrainer.NeuralNetwork;

/// <summary>The meaning of the outputs of a network with several outputs.</summary>
public enum OutputMeaning
{
    /// <summary>Classes; each sample has one. Scores are probabilities that sum to 1.</summary>
    Classes,

    /// <summary>Numbers, estimated independently. Scores are the outputs themselves.</summary>
    Numbers,

    /// <summary>Labels; each sample has any number of them. Scores are independent probabilities. The activation of the last layer is sigmoid.</summary>
    Labels,

    /// <summary>
    /// Quantiles of one number, in the order of their levels. Scores are the outputs sorted in ascending order: exchanging estimates that cross never increases their distance
    /// from the quantiles (Chernozhukov, Fernández-Val and Galichon 2010).
    /// </summary>
    Quantiles,
}
