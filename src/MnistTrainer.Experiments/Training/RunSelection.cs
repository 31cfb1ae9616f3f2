namespace MnistTrainer.Experiments;

/// <summary>The model of several runs that is kept.</summary>
public enum RunSelection
{
    /// <summary>The model of the first seed, so that the choice does not bias the measured accuracy.</summary>
    First,

    /// <summary>All models whose training neither was canceled nor diverged, as one ensemble (<see cref="MnistTrainer.NeuralNetwork.Network.EnsembleOf"/>).</summary>
    All,

    /// <summary>The model with the lowest validation loss, or training loss without validation.</summary>
    Best,
}
