using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>What precedes a trainer: the numbers of a table and its categories, each one-hot, as <c>Features</c>.</summary>
internal static class TablePipeline
{
    private const string Features = "Features",
        Numbers = "Numbers";

    /// <summary>Creates the pipeline of preparation and trainer, or returns null if there is no trainer for the table's task.</summary>
    public static IEstimator<ITransformer>? Create(MLContext context, PublicTable table, TableTrainer trainer) =>
        trainer.Create(context, table) is IEstimator<ITransformer> learner
            ? Preparation(context, table, trainer).Append<ITransformer>(learner)
            : null;

    private static EstimatorChain<ITransformer> Preparation(MLContext context, PublicTable table, TableTrainer trainer)
    {
        EstimatorChain<ITransformer> chain = new();
        InputOutputColumnPair[] categories = [.. TableRows.Categories(table).Select(name => new InputOutputColumnPair($"{name}Hot", name))];
        List<string> parts = [.. categories.Select(pair => pair.OutputColumnName)];
        if (categories.Length > 0)
            chain = chain.Append<ITransformer>(context.Transforms.Categorical.OneHotEncoding(categories));
        if (table.IsNumeric.Contains(true))
        {
            parts.Insert(0, Numbers);
            chain = trainer.FillsMissing
                ? chain.Append<ITransformer>(
                    context.Transforms.ReplaceMissingValues(Numbers, TableRows.Numeric, MissingValueReplacingEstimator.ReplacementMode.Mean)
                )
                : chain.Append<ITransformer>(context.Transforms.CopyColumns(Numbers, TableRows.Numeric));
        }

        chain = chain.Append<ITransformer>(context.Transforms.Concatenate(Features, [.. parts]));
        return trainer.Standardizes
            ? chain.Append<ITransformer>(context.Transforms.NormalizeMeanVariance(Features, fixZero: false))
            : chain;
    }
}
