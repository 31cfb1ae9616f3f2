namespace MnistTrainer.NeuralNetwork;

/// <summary>What the outputs of a network with several of them are.</summary>
public enum OutputMeaning
{
    /// <summary>Classes, of which a sample has one: scores are probabilities that sum to 1.</summary>
    Classes,

    /// <summary>Numbers, each an estimate of its own: scores are the outputs as they are.</summary>
    Numbers,

    /// <summary>Labels, of which a sample has any number: scores are probabilities, each of its own. The activation of the last layer is sigmoid.</summary>
    Labels,

    /// <summary>
    /// Quantiles of one number, in the order of their levels. Scores are the outputs in ascending order: estimates that cross are exchanged, which never takes them farther
    /// from the quantiles (Chernozhukov, Fernández-Val and Galichon 2010).
    /// </summary>
    Quantiles,
}
