using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>Several observers as one.</summary>
internal sealed class Observers(IReadOnlyList<ITrainingObserver> all) : ITrainingObserver
{
    public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch)
    {
        foreach (ITrainingObserver one in all)
            one.OnResume(epochs, samplesInEpoch);
    }

    public void OnStep(in TrainingProgress progress)
    {
        foreach (ITrainingObserver one in all)
            one.OnStep(progress);
    }

    public void OnEpoch(EpochResult result, Network network)
    {
        foreach (ITrainingObserver one in all)
            one.OnEpoch(result, network);
    }
}
