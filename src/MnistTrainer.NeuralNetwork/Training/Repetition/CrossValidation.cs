namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Trains as many networks as there are folds, each on all samples but one fold and measured on that one, so that every sample is measured once by a network
/// that has not seen it (Stone 1974).
/// </summary>
/// <param name="definition">What the networks are.</param>
/// <param name="options">How they are trained; its seed also deals the folds and draws the weights.</param>
public sealed class CrossValidation(NetworkDefinition definition, TrainingOptions options)
{
    /// <summary>Runs it.</summary>
    /// <param name="samples">Samples with labels.</param>
    /// <param name="folds">From 2 to the number of samples.</param>
    /// <param name="observe">Makes the observer of a fold, 0 for the first, or null.</param>
    /// <param name="cancellation">Ends it after the step under way; the fold under way is then left out.</param>
    /// <exception cref="InvalidInputException">Options, definition and samples do not fit each other.</exception>
    public IReadOnlyList<FoldResult> Run(
        Samples samples,
        int folds,
        Func<int, ITrainingObserver?>? observe = null,
        CancellationToken cancellation = default
    )
    {
        IReadOnlyList<int[]> dealt = StratifiedFolds.Deal(samples, folds, options.Seed);
        List<FoldResult> results = [];
        for (int fold = 0; fold < folds && !cancellation.IsCancellationRequested; fold++)
        {
            Samples train = samples.Subset([.. dealt.Where((_, i) => i != fold).SelectMany(rows => rows)]),
                test = samples.Subset(dealt[fold]);
            TrainingResult training = new Trainer(options).Train(
                Network.Create(definition, options.Seed),
                train,
                test,
                observe?.Invoke(fold),
                cancellation
            );
            if (training.WasCancelled)
                break;
            using BulkScorer scorer = new(training.Network, test, training.Threads);
            results.Add(new FoldResult(training, scorer.Measure(CancellationToken.None)));
        }

        return results;
    }
}

/// <summary>What one fold of a <see cref="CrossValidation"/> came to.</summary>
/// <param name="Training">The training on all other folds, with this one to validate on.</param>
/// <param name="Metrics">Measured on this fold.</param>
public sealed record FoldResult(TrainingResult Training, ClassificationMetrics Metrics);
