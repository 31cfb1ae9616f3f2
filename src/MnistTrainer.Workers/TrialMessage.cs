using MnistTrainer.Experiments;

namespace MnistTrainer.Workers;

/// <summary>A trial as it is sent.</summary>
[GenerateSerializer, Immutable]
internal sealed record TrialMessage(
    [property: Id(0)] int Number,
    [property: Id(1)] string[] Settings,
    [property: Id(2)] double[] Figures,
    [property: Id(3)] bool HasDiverged
)
{
    private const int FiguresOfEpoch = 3;

    /// <summary>Names and values of settings by turns, three figures for each epoch.</summary>
    public static TrialMessage Of(Trial trial) =>
        new(
            trial.Number,
            [.. trial.Settings.SelectMany(setting => (string[])[setting.Name, setting.Value])],
            [.. trial.Epochs.SelectMany(epoch => (double[])[epoch.TrainLoss, epoch.ValidationLoss, epoch.ValidationAccuracy])],
            trial.HasDiverged
        );

    /// <summary>The trial.</summary>
    public Trial ToTrial() =>
        new(Number, [.. Settings.Chunk(2).Select(pair => new SearchSetting(pair[0], pair[^1]))])
        {
            Epochs =
            [
                .. Figures
                    .Chunk(FiguresOfEpoch)
                    .Where(part => part.Length == FiguresOfEpoch)
                    .Select(part => new TrialEpoch(part[0], part[1], part[2])),
            ],
            HasDiverged = HasDiverged,
        };
}

/// <summary>What a worker is to do next.</summary>
/// <param name="Trial">The trial as it stands; null if there is nothing to do at the moment.</param>
/// <param name="Epochs">The epochs that it is to have.</param>
/// <param name="Settled">The numbers of trials whose checkpoints need not be kept.</param>
/// <param name="HasEnded">Whether there will be no further jobs.</param>
[GenerateSerializer, Immutable]
internal sealed record JobMessage(
    [property: Id(0)] TrialMessage? Trial,
    [property: Id(1)] int Epochs,
    [property: Id(2)] int[] Settled,
    [property: Id(3)] bool HasEnded
);
