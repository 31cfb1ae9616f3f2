using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist train --seeds</c> and <c>--folds</c> on a table.</summary>
/// <param name="screen">The screen.</param>
/// <param name="settings">The options.</param>
/// <param name="model">The file of the first seed's model; folds save none.</param>
internal sealed class TableSeriesRun(Screen screen, TrainSettings settings, string model)
{
    /// <returns>The exit code.</returns>
    public int Run(TableTraining training, TableData data, IRunSet runs, TerminalListener listener, CancellationToken cancellation)
    {
        bool areFolds = settings.Folds is not null;
        TableSeries series = settings.Folds is int folds
            ? TableSeries.OfFolds(training, data, folds, settings.Data.ValidationFraction, listener, cancellation)
            : TableSeries.OfSeeds(training, data, settings.Seeds!.Value, listener, cancellation);
        if (series.WasCanceled && training.Checkpoints is not null)
            TrainCheckpoints.ShowHint(screen, model);
        if (series.Trainings.IsEmpty)
            return ExitCode.Canceled;
        if (!areFolds)
            Save(series.Trainings[0]);
        if (!series.WasCanceled && training.Checkpoints is Checkpointing checkpoints)
            new RunFolder(checkpoints.Path).Delete(runs);
        if (screen.IsJson)
        {
            JsonOutput.Print(
                TableSeriesJson.Of(series, areFolds ? null : model) with
                {
                    Notes = listener.NotesOrNull,
                },
                CommandJson.Readable.TableSeriesJson
            );
        }
        else
        {
            TableSeriesView.Show(screen.Results, series, areFolds ? "fold" : "seed", NameOf);
            if (!areFolds)
                screen.Results.WriteMarkup(
                    Localized.Of(
                        $"Model of the first seed [bold]{MarkupText.Of(Path.GetRelativePath(Directory.GetCurrentDirectory(), model))}[/]"
                    )
                );
        }

        Divergence[] divergences = [.. series.Trainings.Select(one => one.Training.Divergence).OfType<Divergence>()];
        foreach (Divergence divergence in divergences)
            DivergenceView.Write(Console.Error, divergence);
        return series.WasCanceled ? ExitCode.Canceled
            : divergences.Length > 0 ? ExitCode.InvalidInput
            : ExitCode.Done;

        string NameOf(int index) =>
            areFolds
                ? (index + 1).ToString(CultureInfo.InvariantCulture)
                : series.Trainings[index].Recipe.Training.Seed.ToString(CultureInfo.InvariantCulture);
    }

    private void Save(TrainedTable trained)
    {
        if (trained.Training.Divergence is { LastGoodStep: 0 } && File.Exists(model))
            Console.Error.WriteLine(Localized.Of($"{model} is unchanged: a network that is no better than chance does not replace it."));
        else
            trained.Save(model);
    }
}
