using System.Collections.Immutable;
using Microsoft.ML;

namespace MnistTrainer.MLNet;

/// <summary>The columns that make up the input of a network: its numbers and, behind them, its categories.</summary>
/// <param name="Features">The feature column.</param>
/// <param name="Categories">The columns of keys.</param>
internal sealed record NetworkColumns(DataViewSchema.Column Features, ImmutableArray<DataViewSchema.Column> Categories)
{
    /// <summary>All columns to read.</summary>
    public IEnumerable<DataViewSchema.Column> All => [Features, .. Categories];
}
