using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class HyperparameterSearchTests : IDisposable
{
    private static readonly TrainingData Data = SyntheticData.Digits with { Validation = SyntheticData.Digits.Test };

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingListener _listener = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_model_of_the_winner_which_paused_at_rungs_has_the_bytes_of_one_trained_without_a_pause()
    {
        HyperparameterSearch search = Search("paused.zip");
        StudyResult result = Run(search);
        Trial best = result.Best!;
        Assert.Equal(3, best.Epochs.Length);
        TrainingExperiment through = new(search.RecipeOf(best))
        {
            ModelPath = _folder["through.zip"],
            Metadata = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("options", $"trial{best.Number}"),
        };
        TrainedModel model = through.Run(Data, cancellation: Cancellation).Selected;
        Assert.Equal(File.ReadAllBytes(_folder["through.zip"]), File.ReadAllBytes(search.ModelPath));
        Assert.Equal(
            model.Training.Epochs.Select(epoch => epoch.ValidationAccuracy),
            best.Epochs.Select(epoch => (double?)epoch.ValidationAccuracy)
        );
        Assert.Equal(model.Test.Metrics.MicroAccuracy, result.Model!.Test.Metrics.MicroAccuracy);
    }

    [Fact]
    public void The_recipe_as_it_is_comes_first_and_is_trained_to_the_end()
    {
        StudyResult result = Run(Search("m.zip"));
        Assert.Empty(result.Trials[0].Settings);
        Assert.Equal(3, result.Trials[0].Epochs.Length);
        Assert.Equal(3, result.ComparedEpochs);
        Assert.Equal(4, result.Trials.Length);
        Assert.All(result.Trials.Skip(1), trial => Assert.Equal(["learning-rate", "batch-size"], trial.Settings.Select(one => one.Name)));
        Assert.Equal(result.Best, result.At(1)[0]);
    }

    [Fact]
    public void Workers_and_threads_change_neither_journal_nor_model()
    {
        HyperparameterSearch one = Search("one.zip");
        Run(one);
        HyperparameterSearch two = Search("two.zip") with { Threads = 2 };
        Run(two with { Options = two.Options with { Workers = 2 } });
        Assert.Equal(
            File.ReadLines(one.JournalPath).Order(StringComparer.Ordinal),
            File.ReadLines(two.JournalPath).Order(StringComparer.Ordinal)
        );
        Assert.Equal(File.ReadAllBytes(one.ModelPath), File.ReadAllBytes(two.ModelPath));
    }

    [Fact]
    public void A_search_that_was_killed_ends_as_if_it_had_not_been()
    {
        HyperparameterSearch search = Search("killed.zip");
        Run(search);
        byte[] journal = File.ReadAllBytes(search.JournalPath);
        byte[] model = File.ReadAllBytes(search.ModelPath);
        int[] lines = [.. Enumerable.Range(0, journal.Length).Where(i => journal[i] == '\n')];

        // Checkpoints are ahead of the journal, as a kill leaves them; or some, or all, are gone.
        foreach (
            (int length, string? lost) in ((int, string?)[])
                [(lines[1] + 30, null), (lines[3] + 1, "trial-0002.checkpoint"), (lines[0] + 1, "*")]
        )
        {
            File.WriteAllBytes(search.JournalPath, journal[..length]);
            File.Delete(search.ModelPath);
            foreach (string checkpoint in lost is null ? [] : Directory.GetFiles(search.Folder, lost == "*" ? "*.checkpoint" : lost))
                File.Delete(checkpoint);
            Run(search);
            Assert.Equal(journal, File.ReadAllBytes(search.JournalPath));
            Assert.Equal(model, File.ReadAllBytes(search.ModelPath));
        }
    }

    [Fact]
    public void The_checkpoint_of_another_trial_is_not_resumed()
    {
        HyperparameterSearch search = Search("m.zip");
        Run(search);
        byte[] journal = File.ReadAllBytes(search.JournalPath);
        File.Delete(search.JournalPath);
        File.Copy(
            Path.Combine(search.Folder, "trial-0000.checkpoint"),
            Path.Combine(search.Folder, "trial-0001.checkpoint"),
            overwrite: true
        );
        File.WriteAllText(Path.Combine(search.Folder, "trial-0002.checkpoint"), "damaged");
        Run(search);
        Assert.Equal(journal, File.ReadAllBytes(search.JournalPath));
    }

    [Fact]
    public void A_canceled_search_saves_the_best_trial_as_it_is_and_can_be_continued()
    {
        HyperparameterSearch search = Search("canceled.zip");
        using CancellationTokenSource source = new();
        StudyResult canceled = search.Run(Data, new CancelingListener(3, source), source.Token);
        Assert.True(canceled.WasCanceled);
        Assert.Single(canceled.Best!.Epochs);
        Assert.Equal("after 1 of 3 epochs", ModelFile.Load(search.ModelPath).Definition.Metadata["cancelled"]);

        // Another trial may have ended while the search was canceled.
        int known = File.ReadLines(search.JournalPath).Count(line => line.StartsWith("{\"trial\"", StringComparison.Ordinal));
        Assert.InRange(known, 3, 4);
        StudyResult continued = Run(search);
        Assert.False(continued.WasCanceled);
        Assert.Equal(new StudyContinuedNote(search.JournalPath, known), _listener.Notes[0]);
        HyperparameterSearch whole = Search("whole.zip");
        Run(whole);
        Assert.Equal(File.ReadAllBytes(whole.ModelPath), File.ReadAllBytes(search.ModelPath));
        string[] results = [.. File.ReadLines(search.JournalPath).Where(line => !line.Contains("tested", StringComparison.Ordinal))];
        Assert.Equal(File.ReadLines(whole.JournalPath).Where(line => !line.Contains("tested", StringComparison.Ordinal)), results);
    }

    [Fact]
    public void A_trial_that_diverges_is_reported_and_never_the_best()
    {
        SearchSpace space = SearchSpace.Create(SyntheticData.Quick, [new("learning-rate", "0.002,3e38"), new("optimizer", "adam,sgd")]);
        StudyResult result = Run(
            new HyperparameterSearch(SyntheticData.Quick, space)
            {
                ModelPath = _folder["m.zip"],
                Options = new() { Trials = 4, Epochs = 1 },
            }
        );
        Trial[] diverged = [.. result.Trials.Where(trial => trial.HasDiverged)];
        Assert.NotEmpty(diverged);
        Assert.All(diverged, trial => Assert.Contains(new SearchSetting("learning-rate", "3e+38"), trial.Settings));
        Assert.False(result.Best!.HasDiverged);
        Assert.Equal(diverged.Length, result.Diverged);
        Assert.Contains(_listener.Notes, note => note is TrialTrainedNote { Trial.HasDiverged: true });
        Assert.Contains("diverged", File.ReadAllText(Path.Combine($"{_folder["m.zip"]}.study", "study.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_space_is_tried_once_and_no_more()
    {
        SearchSpace space = SearchSpace.Create(SyntheticData.Quick, [new("batch-size", "32,64,128")]);
        StudyResult result = Run(
            new HyperparameterSearch(SyntheticData.Quick, space)
            {
                ModelPath = _folder["m.zip"],
                Options = new() { Trials = 50, Epochs = 1 },
            }
        );
        // The recipe has batches of 32.
        Assert.Equal(
            ["", "128", "64"],
            result.Trials.Select(trial => trial.Settings.IsEmpty ? "" : trial.Settings[0].Value).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_test_images_used_for_another_trial_are_reported()
    {
        HyperparameterSearch search = Search("m.zip");
        Run(search);
        File.AppendAllText(search.JournalPath, "{\"tested\":77,\"epochs\":9,\"testAccuracy\":0.5}\n");
        Run(search);
        Assert.Contains(new TestedBeforeNote(77, 0.5), _listener.Notes);
    }

    [Fact]
    public void Other_test_images_than_before_are_reported()
    {
        HyperparameterSearch search = Search("m.zip");
        Run(search);
        Run(search);
        Assert.DoesNotContain(_listener.Notes, note => note is OtherTestSamplesNote or TestedBeforeNote);
        Samples<byte> half = (Samples<byte>)Data.Test.Subset([.. Enumerable.Range(0, Data.Test.Count / 2)]);
        search.Run(Data with { Test = half }, _listener, Cancellation);
        OtherTestSamplesNote note = Assert.Single(_listener.Notes.OfType<OtherTestSamplesNote>());
        Assert.StartsWith($"{Data.Test.Count} with the fingerprint ", note.Before, StringComparison.Ordinal);
        Assert.StartsWith($"{half.Count} with the fingerprint ", note.Now, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_shows_the_best_trial_and_is_loaded_again_only_while_the_search_runs()
    {
        HyperparameterSearch search = Search("m.zip");
        bool wasLive = false;
        search.Run(
            Data,
            new PageListener(() =>
                wasLive |= File.ReadAllText(search.PagePath).Contains("http-equiv=\"refresh\"", StringComparison.Ordinal)
            ),
            Cancellation
        );
        Assert.True(wasLive);
        string page = File.ReadAllText(search.PagePath);
        Assert.DoesNotContain("http-equiv", page, StringComparison.Ordinal);
        foreach (
            string part in (string[])
                [
                    "<h2>Rungs</h2>",
                    "<h2>Curves</h2>",
                    "<h2>Slices</h2>",
                    "<h3>learning-rate</h3>",
                    "test accuracy",
                    "mnist train <span>trial",
                ]
        )
            Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_options_are_all_reported()
    {
        HyperparameterSearch search = new(Recipe.Convnet, SearchSpace.Create(Recipe.Convnet, [new("dropout", "0..0.5")]))
        {
            ModelPath = _folder["m.zip"],
            Options = new()
            {
                Trials = 0,
                Epochs = 100_000,
                Hours = double.NaN,
                Workers = 65,
            },
        };
        string message = Assert.Throws<InvalidInputException>(() => Run(search)).Message;
        foreach (
            string part in (string[])
                [
                    "trials must be from 1 to 1000, not 0",
                    "epochs must be from 1 to 1000, not 100000",
                    "hours must be above 0",
                    "workers must be from 0 to 64, not 65",
                    "dropout has no effect: the network of convnet has no dense hidden layer",
                ]
        )
            Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Contains(
            "expected validation samples",
            Assert.Throws<InvalidInputException>(() => Search("m.zip").Run(SyntheticData.Digits, cancellation: Cancellation)).Message,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(search.Folder));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StudyResult Run(HyperparameterSearch search) => search.Run(Data, _listener, Cancellation);

    private HyperparameterSearch Search(string model) =>
        new(
            SyntheticData.Quick,
            SearchSpace.Create(SyntheticData.Quick, [new("learning-rate", "1e-4..1e-2"), new("batch-size", "16,32,64")])
        )
        {
            ModelPath = _folder[model],
            Options = new() { Trials = 4, Epochs = 3 },
            Threads = 1,
            Arguments = trial => [$"trial{trial.Number}"],
        };

    private sealed class CancelingListener(int trials, CancellationTokenSource source) : IExperimentListener
    {
        private int _seen;

        public void OnNote(ExperimentNote note)
        {
            if (note is TrialTrainedNote && ++_seen == trials)
                source.Cancel();
        }
    }

    private sealed class PageListener(Action seen) : IExperimentListener
    {
        public void OnNote(ExperimentNote note)
        {
            if (note is TrialTrainedNote)
                seen();
        }
    }
}
