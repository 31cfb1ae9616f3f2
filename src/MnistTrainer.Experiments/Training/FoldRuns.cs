using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The trainings of a cross-validation on images: on all folds but one, for each fold.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="recipe">Its recipe as it applies to the data.</param>
/// <param name="data">The data.</param>
/// <param name="listener">Hears of each training.</param>
internal sealed class FoldRuns(CrossValidationExperiment experiment, Recipe recipe, TrainingData data, IExperimentListener listener)
    : TrainingRuns(experiment.Checkpoints, ITrainingRanks.Alone, listener)
{
    private readonly NetworkDefinition _definition = recipe.Define(data.Train.Shape, data.Train.ClassNames);
    private IReadOnlyList<int[]>? _split;

    public override int Count => experiment.Folds;

    public override ImmutableSortedDictionary<string, string> Identity =>
        RunIdentity.Of(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Count} folds, {experiment.ValidationFraction?.ToString(CultureInfo.InvariantCulture) ?? "none"} of each held out"
            ),
            recipe.Training,
            _definition,
            ("training samples", SampleFingerprint.Of(data))
        );

    private CrossValidation Validation => new(_definition, recipe.Training) { ValidationFraction = experiment.ValidationFraction };

    private IReadOnlyList<int[]> Split => _split ??= Validation.Split(data.Train, Count);

    public override string NameOf(int run) => string.Create(CultureInfo.InvariantCulture, $"fold-{run + 1}");

    /// <summary>Measures a run on the fold that it was not trained on.</summary>
    public FoldResult Measure(RunResult result) => Validation.Measure(result.Training, data.Train, Split[result.Run]);

    protected override RunResult Train(int run, Checkpointing? checkpoints, CancellationToken cancellation)
    {
        Listener.OnNote(new FoldStartedNote(run + 1, Count));
        TrainingClock clock = new();
        CompositeObserver observer = new(clock, Listener.Observe(new TrainingSetup(recipe, data) { Fold = run + 1 }));
        TrainingResult result = Validation.Train(data.Train, Split, run, checkpoints, observer, cancellation);
        return new RunResult(run, result, clock.Elapsed);
    }
}
