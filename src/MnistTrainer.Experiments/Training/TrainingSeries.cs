using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The models of a <see cref="TrainingExperiment"/>: one for each run.</summary>
/// <param name="Models">The models in order of their seeds, at least one. A run that was canceled is the last.</param>
/// <param name="SelectedIndex">The index of the model that is kept.</param>
/// <param name="Runs">The number of runs planned.</param>
public sealed record TrainingSeries(ImmutableArray<TrainedModel> Models, int SelectedIndex, int Runs)
{
    /// <summary>Whether the selected model was saved. A model that is no better than chance does not replace an existing file.</summary>
    public bool IsSaved { get; init; }

    /// <summary>The ensemble of <see cref="RunSelection.All"/>; null if not selected.</summary>
    public TrainedModel? Ensemble { get; init; }

    /// <summary>The model that is kept.</summary>
    public TrainedModel Selected => Ensemble ?? Models[SelectedIndex];

    /// <summary>Whether it was canceled before all runs were completed.</summary>
    public bool WasCanceled => Models.Length < Runs || Models.Any(model => model.Training.WasCanceled);

    /// <summary>Whether a model is the selected one, or part of the selected ensemble.</summary>
    public bool Keeps(TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Ensemble is null ? ReferenceEquals(model, Selected) : model.EndedWell;
    }

    /// <summary>The mean and spread of the test accuracy over all runs.</summary>
    public Spread Accuracy => Spread.Of([.. Models.Select(model => model.Test.Metrics.MicroAccuracy)]);
}
