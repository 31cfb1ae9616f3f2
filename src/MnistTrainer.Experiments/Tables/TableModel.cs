using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A network and the columns of its tables. Immutable and thread-safe.</summary>
/// <param name="Network">The network.</param>
/// <param name="Schema">The columns, and the label that is predicted.</param>
/// <example>
/// <code>
/// var model = TableModel.Load("income.zip");
/// foreach (TablePrediction row in model.Predict(TextTable.Load("new.csv")).Predictions)
///     Console.WriteLine($"{row.Row}: {row.Answer}");
/// </code>
/// </example>
public sealed record TableModel(Network Network, TableSchema Schema)
{
    /// <summary>Loads a model that was trained on a table.</summary>
    /// <param name="path">The zip file.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, is damaged, or was not trained on a table.</exception>
    public static TableModel Load(string path) =>
        Find(path)
        ?? throw new InvalidInputException(
            path,
            "a model of a table, with the names of its columns",
            "one of images or of vectors without names",
            "Use a model that was trained on a table with a label column"
        );

    /// <summary>Loads a model if it was trained on a table; null otherwise.</summary>
    /// <param name="path">The zip file.</param>
    /// <exception cref="InvalidInputException">The file cannot be read or is damaged.</exception>
    public static TableModel? Find(string path) => Find(path, ModelFile.Load(path));

    /// <summary>Combines a network with the columns in its model file if it was trained on a table; null otherwise.</summary>
    /// <param name="path">The zip file.</param>
    /// <param name="network">The network that was loaded from it.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or its description of the table is damaged.</exception>
    public static TableModel? Find(string path, Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (TableSchemaFile.Find(path) is not TableSchema schema)
            return null;
        schema.CheckFits(network.Definition, path);
        return new TableModel(network, schema);
    }

    /// <summary>Predicts the label of every row of a table.</summary>
    /// <param name="table">The table, with the columns of <see cref="TableSchema.Inputs"/> in any order.</param>
    /// <param name="listener">Receives progress. Default: none.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="InvalidInputException">Columns are missing, or a cell is not a number where one is required.</exception>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public TablePredictions Predict(TextTable table, IExperimentListener? listener = null, CancellationToken cancellation = default) =>
        Predict(Encode(table, withLabels: false), listener, cancellation);

    /// <summary>Predicts the label of rows that <see cref="Encode"/> returned.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="listener">Receives progress, and a <see cref="SourceNote"/> if predictions are at the limits of the training labels. Default: none.</param>
    /// <param name="cancellation">Cancels the prediction.</param>
    /// <exception cref="OperationCanceledException">The prediction was canceled.</exception>
    public TablePredictions Predict(TableRows rows, IExperimentListener? listener = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        TablePrediction[] predictions = new TablePrediction[rows.Samples.Count];
        using BulkScorer scorer = new(Network, rows.Samples, Environment.ProcessorCount) { MeasuresDeviations = true };
        (listener ?? IExperimentListener.None).Run(
            new ExperimentPhase("Predicting", Math.Max(1, predictions.Length), "rows"),
            progress =>
            {
                scorer.Score(
                    (row, outputs) =>
                    {
                        predictions[row] = TablePrediction.Of(rows.NameOf(row), Schema, outputs, scorer.Deviations(row));
                        progress?.Report(row + 1);
                    },
                    cancellation
                );
                return predictions.Length;
            }
        );
        string? limits = LabelLimits.Describe(Network, Schema, predictions);
        if (limits is not null)
            listener?.OnNote(new SourceNote(Schema.Label.Name, limits));
        string[] notes = limits is null ? [] : [$"{Schema.Label.Name}: {limits}"];
        return new TablePredictions(Schema, [.. predictions], rows.Ids?.Column, [.. rows.Notes, .. notes]);
    }

    /// <summary>Reads the labeled rows of a table and compares the predictions with the labels.</summary>
    /// <param name="table">The table, with the label.</param>
    /// <param name="listener">Receives progress, and a <see cref="SourceNote"/> for rows and columns that are ignored. Default: none.</param>
    /// <param name="cancellation">Cancels the evaluation.</param>
    /// <exception cref="InvalidInputException">Columns or labels are missing or invalid.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was canceled.</exception>
    public TableEvaluation Evaluate(TextTable table, IExperimentListener? listener = null, CancellationToken cancellation = default) =>
        TableEvaluation.Measure(Network, Encode(table, withLabels: true, listener).Samples, listener, cancellation);

    /// <summary>Reads the rows of a table as inputs of the network.</summary>
    /// <param name="table">The table.</param>
    /// <param name="withLabels">Whether labels are also read.</param>
    /// <param name="listener">Receives a <see cref="SourceNote"/> for rows and columns that are ignored. Default: none.</param>
    /// <exception cref="InvalidInputException">Columns or labels are missing or invalid.</exception>
    public TableRows Encode(TextTable table, bool withLabels, IExperimentListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        TableRows rows = UnseenMissing.Fill(Network, Schema, new TableEncoder(Schema).Encode(table, withLabels));
        rows = rows with { Notes = [.. rows.Notes, .. UnseenRange.Describe(Network, Schema, rows.Samples)] };
        foreach (string note in rows.Notes)
            listener?.OnNote(new SourceNote(table.Name, note));
        return rows;
    }
}
