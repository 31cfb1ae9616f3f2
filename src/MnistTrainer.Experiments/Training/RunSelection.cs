namespace MnistTrainer.Experiments;

/// <summary>Which model of several runs is kept.</summary>
public enum RunSelection
{
    /// <summary>That of the first seed, so that the choice does not bias the measured accuracy.</summary>
    First,

    /// <summary>All that ended well, as one ensemble (<see cref="MnistTrainer.NeuralNetwork.Network.EnsembleOf"/>).</summary>
    All,

    /// <summary>That with the lowest validation loss, or training loss without validation.</summary>
    Best,
}
