using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist train</c> on a table of numbers and categories.</summary>
/// <param name="screen">The screen.</param>
/// <param name="settings">The options.</param>
/// <param name="options">What is known about the table.</param>
internal sealed class TableTrainingRun(Screen screen, TrainSettings settings, TableOptions options)
{
    /// <summary>Changes the default recipe of a table as the command line wants it.</summary>
    public required Func<Recipe, Recipe> Adjust { get; init; }

    /// <summary>Ensures that the model's file can be written, and returns where checkpoints go, if anywhere.</summary>
    public required Func<string, Checkpointing?> CheckModel { get; init; }

    /// <summary>Metadata to save with the model.</summary>
    public required ImmutableSortedDictionary<string, string> Metadata { get; init; }

    /// <returns>The exit code.</returns>
    public int Run(CancellationToken cancellation)
    {
        string source = settings.Data.Source!;
        string model = settings.Model ?? ModelFolder.DefaultPath(Path.GetFileName(source), TableTraining.RecipeName);
        Checkpointing? checkpoints = CheckModel(model);
        TerminalListener listener = new(screen);
        int members = settings.Ensemble ?? 1;
        TableData data = new TableSelection(source)
        {
            Options = options,
            Test = settings.Data.Test,
            HoldsOutTest = settings.Folds is null,
            ValidationFraction = settings.Folds is null ? settings.Data.ValidationFraction : null,
            ValidationSource = settings.Data.ValidationSource,
            Seed = settings.Data.Seed,
            Memory = settings.Data.Memory,
            MemoryFor = (schema, count) => Adjust(TableTraining.RecipeFor(schema, count, members)),
            Ranks = settings.Ranks,
        }.Load(listener, cancellation);
        // A worker trains when this has returned, as long as its process lives.
        using RowFile? file = settings.Division is JoinedRuns ? null : data.Stored?.File;
        if (!screen.IsJson)
            TableReportView.Show(screen.Notices, data.Report);
        int rows = settings.Folds is int folds ? data.TrainCount - (data.TrainCount / folds) : data.TrainCount;
        Recipe recipe = Adjust(TableTraining.RecipeFor(data.Schema, rows, members));
        TableTraining training = new(recipe)
        {
            Members = members,
            Checkpoints = checkpoints,
            Ranks = settings.Ranks,
            Metadata = Metadata,
        };
        IRunSet? runs = RunsOf(training, data, listener);
        if (settings.Division?.Train(one => RunsOf(training, data, one)!, checkpoints!.Path, listener, cancellation) is int code)
            return code;
        if (settings.Seeds is not null || settings.Folds is not null)
            return new TableSeriesRun(screen, settings, model).Run(training, data, runs!, listener, cancellation);
        using TableTrainingOutputs outputs = new(screen, settings.Logs, data, recipe.Training.Epochs);
        TrainedTable trained = training.Run(data, listener, outputs.Observer, cancellation);
        bool isSaved =
            !File.Exists(model)
            || (trained.Training.Divergence is not { LastGoodStep: 0 } && trained.Training is not { WasCanceled: true, Epochs.Count: 0 });
        if (!RankedProcess.IsFirst)
            return End(trained, checkpoints, model);
        if (isSaved)
            trained.Save(model);
        else
            Console.Error.WriteLine(Localized.Of($"{model} is unchanged: a network that is no better than chance does not replace it."));
        if (!trained.Training.WasCanceled && checkpoints is not null)
            Delete(checkpoints, runs);
        if (screen.IsJson)
            JsonOutput.Print(TableTrainJson.Of(trained, model) with { Notes = listener.NotesOrNull }, CommandJson.Readable.TableTrainJson);
        else
            TableTrainingView.Show(screen.Results, trained, model);
        return End(trained, checkpoints, model);
    }

    private IRunSet? RunsOf(TableTraining training, TableData data, IExperimentListener listener) =>
        settings.Folds is int folds ? training.FoldsOn(data, folds, settings.Data.ValidationFraction, listener)
        : (settings.Seeds ?? settings.Ensemble) is int seeds ? training.SeedsOn(data, seeds, listener)
        : null;

    private static void Delete(Checkpointing checkpoints, IRunSet? runs)
    {
        if (runs is null)
            checkpoints.Delete();
        else
            new RunFolder(checkpoints.Path).Delete(runs);
    }

    private int End(TrainedTable trained, Checkpointing? checkpoints, string model)
    {
        TrainingResult result = trained.Training;
        Divergence[] divergences = trained.LeftOut.IsEmpty && result.Divergence is Divergence only ? [only] : [.. trained.LeftOut];
        foreach (Divergence divergence in divergences)
            DivergenceView.Write(Console.Error, divergence);
        if (!trained.LeftOut.IsEmpty && result.Divergence is null)
            Console.Error.WriteLine(
                Localized.Of($"{trained.Network.Definition.Members} of {settings.Ensemble} networks are in the model; the others diverged.")
            );
        if (result.WasCanceled && settings.Ensemble is int planned)
            Console.Error.WriteLine(
                Localized.Of(
                    $"{trained.Network.Definition.Members} of {planned} networks are in the model; the others were not trained to the end."
                )
            );
        if (!result.WasCanceled)
            return divergences.Length == 0 ? ExitCode.Done : ExitCode.InvalidInput;
        if (checkpoints is not null)
            TrainCheckpoints.ShowHint(screen, model);
        return ExitCode.Canceled;
    }
}
