using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist explain --data</c>: the importance of the columns of a table to a model, or why it predicts what it predicts for one row.</summary>
/// <param name="screen">The screen.</param>
/// <param name="path">The model's file.</param>
/// <param name="known">What is known about the table.</param>
internal sealed class TableExplanationRun(Screen screen, string path, TableOptions known)
{
    private readonly TableModel _model = TableModel.Load(path);

    /// <summary>Measures the importance of all columns.</summary>
    /// <returns>The exit code.</returns>
    public int RunColumns(string source, int repetitions, CancellationToken cancellation)
    {
        TerminalListener listener = new(screen);
        TextTable table = TableSelection.LoadTable(source, known, listener, cancellation);
        Samples<float> samples = _model.Encode(table, withLabels: true, listener).Samples;
        (TableEvaluation unchanged, ImmutableArray<ColumnImportance> columns) = ColumnImportance.Measure(
            _model,
            samples,
            repetitions,
            listener: listener,
            cancellation: cancellation
        );
        if (screen.IsJson)
        {
            JsonOutput.Print(
                ColumnImportanceJson.Of(path, table.Name, unchanged, columns) with
                {
                    Notes = listener.NotesOrNull,
                },
                CommandJson.Readable.ColumnImportanceJson
            );
        }
        else
        {
            ColumnImportanceView.Show(screen.Results, unchanged, columns);
        }

        return ExitCode.Done;
    }

    /// <summary>Explains the prediction for one row.</summary>
    /// <param name="source">The table.</param>
    /// <param name="name">The number of the row, from 1, or its id.</param>
    /// <param name="cancellation">Cancels the computation.</param>
    /// <returns>The exit code.</returns>
    public int RunRow(string source, string name, CancellationToken cancellation)
    {
        TerminalListener listener = new(screen);
        TextTable table = TableSelection.LoadTable(source, known, listener, cancellation);
        TableRows rows = _model.Encode(table, withLabels: false, listener);
        (int row, string? note) = NamedRow.Find(table.Path, rows, name);
        if (note is not null)
            listener.OnNote(new SourceNote(table.Name, note));
        var explanation = RowExplanation.Of(_model, rows, row, listener, cancellation);
        if (screen.IsJson)
        {
            JsonOutput.Print(
                RowExplanationJson.Of(path, table.Name, row + 1, _model.Schema, explanation) with
                {
                    Notes = listener.NotesOrNull,
                },
                CommandJson.Readable.RowExplanationJson
            );
        }
        else
        {
            RowExplanationView.Show(screen.Results, _model.Schema, row + 1, rows.Ids?.Column, explanation);
        }

        return ExitCode.Done;
    }
}
