namespace MnistTrainer.Experiments.Tests;

/// <summary>Trains nothing: figures follow from the settings by a formula, so that a study takes no time.</summary>
internal sealed class ScriptedTrials : ITrialTrainer
{
    private int _jobs;

    public static SearchSpace Space { get; } =
        SearchSpace.Create(
            SyntheticData.Quick,
            [new("learning-rate", "1e-4..1e-1"), new("batch-size", "16,32,64"), new("dropout", "0..0.5")]
        );

    /// <summary>Called before every job, with how many came before.</summary>
    public Action<int>? Started { get; init; }

    /// <summary>Milliseconds that some jobs take, and twice as many that others do. Default: 0.</summary>
    public int Pause { get; init; }

    /// <summary>The number of jobs done.</summary>
    public int Jobs => _jobs;

    /// <summary>The result of a job whose accuracy is known.</summary>
    public static Trial Result(TrialJob job, double accuracy) =>
        job.Trial with
        {
            Epochs = [.. Enumerable.Range(0, job.Epochs).Select(_ => new TrialEpoch(0.5, 1 - accuracy, accuracy))],
        };

    public Trial Train(TrialJob job, CancellationToken cancellation)
    {
        Started?.Invoke(_jobs);
        cancellation.ThrowIfCancellationRequested();
        // Workers end in another order than they began.
        Thread.Sleep(Pause * (job.Trial.Number % 3));
        Interlocked.Increment(ref _jobs);
        double rate = Number(job.Trial, "learning-rate", 0.002),
            batch = Number(job.Trial, "batch-size", 32),
            dropout = Number(job.Trial, "dropout", 0);
        double quality = 1 - (0.05 * Math.Abs(Math.Log(rate / 0.01))) - (0.001 * batch) - (0.1 * dropout);
        return job.Trial with
        {
            Epochs =
            [
                .. Enumerable
                    .Range(1, job.Epochs)
                    .Select(epoch => new TrialEpoch(1.0 / epoch, 1 - quality + (0.1 / epoch), quality - (0.1 / epoch))),
            ],
            HasDiverged = rate > 0.08,
        };
    }

    private static double Number(Trial trial, string name, double own) =>
        trial.Settings.FirstOrDefault(setting => setting.Name == name) is SearchSetting setting
            ? double.Parse(setting.Value, System.Globalization.CultureInfo.InvariantCulture)
            : own;
}
