using Microsoft.ML;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>A trainer for each task, and how the columns are prepared for it.</summary>
internal sealed record TableTrainer
{
    public required string Name { get; init; }

    /// <summary>Whether missing numbers are replaced by the mean of their column, instead of being NaN. Default: false.</summary>
    public bool FillsMissing { get; init; }

    /// <summary>Whether all features, those of categories too, are standardized. Default: false.</summary>
    public bool Standardizes { get; init; }

    public required Func<MLContext, IEstimator<ITransformer>> Binary { get; init; }

    public required Func<MLContext, IEstimator<ITransformer>> Multiclass { get; init; }

    /// <summary>Null if it has no trainer for regression. Default: null.</summary>
    public Func<MLContext, IEstimator<ITransformer>>? Regression { get; init; }

    /// <summary>Creates the trainer for a task, or null if there is none.</summary>
    public IEstimator<ITransformer>? Create(MLContext context, TableTask task) =>
        task switch
        {
            TableTask.Binary => Binary(context),
            TableTask.Multiclass => Multiclass(context),
            _ => Regression?.Invoke(context),
        };
}
