using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Forwards all calls to several observers, in order.</summary>
/// <param name="observers">The observers; null ones are ignored.</param>
public sealed class CompositeObserver(params IEnumerable<ITrainingObserver?> observers) : ITrainingObserver
{
    private readonly ITrainingObserver[] _observers = [.. observers.OfType<ITrainingObserver>()];

    /// <inheritdoc/>
    public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.OnResume(epochs, samplesInEpoch);
    }

    /// <inheritdoc/>
    public void OnStep(in TrainingProgress progress)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.OnStep(progress);
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochResult result, Network network)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.OnEpoch(result, network);
    }
}
