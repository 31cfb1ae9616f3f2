using MnistTrainer.Data;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist predict --data</c> with a model of a table.</summary>
/// <param name="screen">The screen.</param>
/// <param name="model">The model.</param>
/// <param name="checkOutput">Ensures that the file to write, whose first line is given, replaces none of somebody else.</param>
internal sealed class TablePredictionRun(Screen screen, TableModel model, Action<string> checkOutput)
{
    /// <param name="source">The table.</param>
    /// <param name="options">What is known about it.</param>
    /// <param name="output">The file to write, or null.</param>
    /// <returns>The exit code.</returns>
    public int Run(string source, TableOptions options, string? output)
    {
        using Interruption interruption = new();
        TerminalListener listener = new(screen);
        TextTable table = TableSelection.LoadTable(source, options, listener, interruption.Token);
        TableRows rows = model.Encode(table, withLabels: false, listener);
        checkOutput(TablePredictions.HeaderOf(model.Schema, rows.Ids?.Column, model.Network.Definition.Members > 1));
        TablePredictions predictions = model.Predict(rows, listener, interruption.Token);
        if (output is not null)
            predictions.Save(output);
        if (screen.IsJson)
            JsonOutput.Print(
                TablePredictJson.Of(predictions, output) with
                {
                    Notes = listener.NotesOrNull,
                },
                CommandJson.Readable.TablePredictJson
            );
        else
            TablePredictionView.Show(screen, predictions, output);
        return ExitCode.Done;
    }
}
