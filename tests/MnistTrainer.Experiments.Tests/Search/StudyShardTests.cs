using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

/// <summary>A search that several processes divide has the journal and the model of one.</summary>
public sealed class StudyShardTests : IDisposable
{
    private static readonly TrainingData Data = SyntheticData.Digits with { Validation = SyntheticData.Digits.Test };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_number_of_shards_has_the_journal_and_the_model_of_one_process(int count)
    {
        HyperparameterSearch whole = Search("whole.zip");
        whole.Run(Data, cancellation: Cancellation);
        HyperparameterSearch divided = Search("divided.zip");
        StudyResult[] results = await Task.WhenAll(Enumerable.Range(1, count).Select(number => Start(divided, new Shard(number, count))));
        Assert.NotNull(results[0].Model);
        Assert.All(results.Skip(1), result => Assert.Null(result.Model));
        AssertSame(whole, divided);
        Assert.Equal(
            LinesOf(whole.JournalPath).Where(line => !line.Contains("tested", StringComparison.Ordinal)),
            LinesOf((divided with { Shard = new Shard(2, count) }).JournalPath)
        );
    }

    [Fact]
    public async Task A_shard_that_was_lost_is_started_again_and_trains_nothing_twice()
    {
        HyperparameterSearch whole = Search("whole.zip");
        whole.Run(Data, cancellation: Cancellation);
        HyperparameterSearch divided = Search("divided.zip");
        Task<StudyResult> first = Start(divided, new Shard(1, 2));
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Shard second = new(2, 2);
        Assert.True((await Start(divided, second, new Listener(_ => source.Cancel()), source.Token)).WasCanceled);

        // As if it had been killed between the result and its journal.
        File.Delete((divided with { Shard = second }).JournalPath);
        List<Trial> trained = [];
        Assert.False((await Start(divided, second, new Listener(trained.Add))).WasCanceled);
        await first;
        AssertSame(whole, divided);
        Assert.Equal(trained.Count, trained.Select(trial => (trial.Number, trial.Epochs.Length)).Distinct().Count());
    }

    [Fact]
    public async Task Results_of_another_study_in_the_folder_are_not_taken()
    {
        HyperparameterSearch other = Search("m.zip") with
        {
            Options = new()
            {
                Trials = 4,
                Epochs = 3,
                Seed = 2,
            },
        };
        await Task.WhenAll(Start(other, new Shard(1, 2)), Start(other, new Shard(2, 2)));
        foreach (string journal in Directory.GetFiles(other.Folder, "*.jsonl"))
            File.Delete(journal);
        HyperparameterSearch own = Search("m.zip"),
            whole = Search("whole.zip");
        whole.Run(Data, cancellation: Cancellation);
        await Task.WhenAll(Start(own, new Shard(1, 2)), Start(own, new Shard(2, 2)));
        AssertSame(whole, own);
    }

    [Fact]
    public async Task A_result_that_is_none_of_its_job_is_rejected_by_its_path()
    {
        HyperparameterSearch search = Search("m.zip");
        await Task.WhenAll(Start(search, new Shard(1, 2)), Start(search, new Shard(2, 2)));
        string damaged = Directory.GetFiles(search.Folder, "trial-0001-1.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(damaged, "{}");
        File.Delete(search.JournalPath);
        InvalidInputException rejected = await Assert.ThrowsAsync<InvalidInputException>(() => Start(search, new Shard(1, 2)));
        Assert.StartsWith(damaged, rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_which_each_shard_would_count_for_itself_are_rejected()
    {
        HyperparameterSearch search = Search("m.zip") with { Shard = new Shard(1, 2) };
        Assert.Contains(
            "which each shard would count separately",
            Assert
                .Throws<InvalidInputException>(() =>
                    (search with { Options = search.Options with { Hours = 1 } }).Run(Data, cancellation: Cancellation)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private static void AssertSame(HyperparameterSearch whole, HyperparameterSearch divided)
    {
        Assert.Equal(LinesOf(whole.JournalPath), LinesOf(divided.JournalPath));
        Assert.Equal(File.ReadAllBytes(whole.ModelPath), File.ReadAllBytes(divided.ModelPath));
    }

    private static IEnumerable<string> LinesOf(string journal) => File.ReadLines(journal).Order(StringComparer.Ordinal);

    private static Task<StudyResult> Start(
        HyperparameterSearch search,
        Shard shard,
        IExperimentListener? listener = null,
        CancellationToken? cancellation = null
    ) =>
        Task.Factory.StartNew(
            () => (search with { Shard = shard }).Run(Data, listener, cancellation ?? Cancellation),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );

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

    private sealed class Listener(Action<Trial> trained) : IExperimentListener
    {
        public void OnNote(ExperimentNote note)
        {
            if (note is TrialTrainedNote result)
                trained(result.Trial);
        }
    }
}
