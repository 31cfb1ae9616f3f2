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

    public required Func<MLContext, PublicTable, IEstimator<ITransformer>> Binary { get; init; }

    public required Func<MLContext, PublicTable, IEstimator<ITransformer>> Multiclass { get; init; }

    /// <summary>Null if it has no trainer for regression. Default: null.</summary>
    public Func<MLContext, PublicTable, IEstimator<ITransformer>>? Regression { get; init; }

    /// <summary>Creates the trainer for a table, or null if there is none.</summary>
    public IEstimator<ITransformer>? Create(MLContext context, PublicTable table) =>
        table.Task switch
        {
            TableTask.Binary => Binary(context, table),
            TableTask.Multiclass => Multiclass(context, table),
            _ => Regression?.Invoke(context, table),
        };
}
