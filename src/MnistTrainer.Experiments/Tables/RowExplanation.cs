using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The contribution of a cell to a prediction.</summary>
/// <param name="Column">The column.</param>
/// <param name="Cell">The text of the cell.</param>
/// <param name="Contribution">The contribution to the probability of the class, or to the estimated number, in its unit.</param>
public sealed record CellContribution(SchemaColumn Column, string Cell, double Contribution);

/// <summary>
/// Explains the prediction of a model for one row, by integrated gradients from the mean of all rows (<see cref="IntegratedGradients"/>).
/// </summary>
/// <param name="Prediction">The prediction.</param>
/// <param name="Output">The probability of the predicted class, or the number.</param>
/// <param name="Baseline">The same for the mean of all rows. The contributions add up to <paramref name="Output"/> minus this.</param>
/// <param name="Cells">The contributions of the cells, the largest first.</param>
public sealed record RowExplanation(TablePrediction Prediction, double Output, double Baseline, ImmutableArray<CellContribution> Cells)
{
    /// <summary>Explains the prediction for a row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">The rows of a table.</param>
    /// <param name="row">The index of the row, from 0.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row does not exist.</exception>
    /// <exception cref="InvalidInputException">The table has only one row, which equals the mean.</exception>
    /// <exception cref="OperationCanceledException">The computation was canceled.</exception>
    public static RowExplanation Of(
        TableModel model,
        TableRows rows,
        int row,
        IExperimentListener? listener = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Samples.Count < 2)
            throw new InvalidInputException(
                "explanation of a row",
                "a table with other rows as well, because the row is compared with their mean",
                "one row",
                "Add the row to the table that the model was trained on, and specify it there"
            )
            {
                Option = "Row",
            };
        float[] outputs = new float[model.Schema.OutputNames.Length];
        using (Scorer scorer = new(model.Network))
            scorer.Score(rows.Samples.Row(row), outputs);
        int output = Experiments.Prediction.BestOf(outputs);
        IntegratedGradients gradients = (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase("Explaining", 1, null),
            progress => IntegratedGradients.Of(model.Network, rows.Samples, rows.Samples.Row(row), output, progress, cancellation)
        );
        ImmutableArray<int> offsets = model.Schema.Offsets;
        CellContribution[] cells =
        [
            .. model.Schema.Inputs.Select(
                (column, input) =>
                    new CellContribution(
                        column,
                        rows.Cell(row, input),
                        gradients.Contributions.AsSpan().Slice(offsets[input], column.Width).ToArray().Sum()
                    )
            ),
        ];
        return new RowExplanation(
            TablePrediction.Of(rows.NameOf(row), model.Schema, outputs),
            model.Schema.Label.Origin + gradients.Output,
            model.Schema.Label.Origin + gradients.Baseline,
            [.. cells.OrderByDescending(cell => Math.Abs(cell.Contribution))]
        );
    }
}
