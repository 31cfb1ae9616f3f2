using MnistTrainer.Data;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist evaluate</c> of a model of a table.</summary>
/// <param name="screen">The screen.</param>
/// <param name="path">The model's file.</param>
/// <param name="model">The model.</param>
internal sealed class TableEvaluationRun(Screen screen, string path, TableModel model)
{
    /// <returns>The exit code.</returns>
    public int Run(string source, TableOptions options, CancellationToken cancellation)
    {
        TerminalListener listener = new(screen);
        TextTable table = TableSelection.LoadTable(source, options, listener, cancellation);
        TableEvaluation evaluation = model.Evaluate(table, listener, cancellation);
        if (screen.IsJson)
        {
            JsonOutput.Print(
                TableMetricsJson.Of(evaluation) with
                {
                    Model = path,
                    Dataset = table.Name,
                    Seconds = evaluation.Duration.TotalSeconds,
                    Notes = listener.NotesOrNull,
                },
                CommandJson.Readable.TableMetricsJson
            );
        }
        else
        {
            TableMetricsView.Show(screen.Results, evaluation, "Overall", model.Schema.OutputNames);
        }

        return ExitCode.Done;
    }
}
