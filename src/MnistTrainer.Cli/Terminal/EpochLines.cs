using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Terminal;

/// <summary>Prints a line for every epoch of a training.</summary>
/// <param name="screen">The screen; the lines go to its notices.</param>
/// <param name="epochs">The number of epochs planned.</param>
/// <param name="describe">Receives the title of the epoch that begins, for the progress bar.</param>
internal sealed class EpochLines(Screen screen, int epochs, Action<string> describe) : ITrainingObserver
{
    /// <summary>Prints the headings of the columns.</summary>
    public static void WriteHeadings(Screen screen, bool hasValidation) =>
        screen.Note(
            hasValidation && IsWide(screen)
                ? Localized.Of("[grey]epoch       loss   accuracy    validation loss   accuracy       time[/]")
                : Localized.Of("[grey]epoch       loss   accuracy       time[/]")
        );

    public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch)
    {
        foreach (EpochResult epoch in epochs)
            OnEpoch(epoch);
    }

    public void OnEpoch(EpochResult result)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        bool isWide = IsWide(screen);
        string validation =
            result.ValidationAccuracy is double accuracy && isWide
                ? string.Create(culture, $" {result.ValidationLoss, 18:F5} {PercentText.Of(accuracy), 10}")
                : "";
        screen.Note(
            string.Create(
                culture,
                $"{result.Number, 5} {result.TrainLoss, 10:F5} {PercentText.Of(result.TrainAccuracy), 10}{validation} {result.Duration.TotalSeconds, 8:F2} s"
            )
        );
        if (!isWide && result.ValidationLoss is double loss)
            screen.Note(Localized.Of($"      {loss, 10:F5} {PercentText.Of(result.ValidationAccuracy ?? 0), 10} validation"));
        describe(Localized.Of($"Epoch {Math.Min(result.Number + 1, epochs)} of {epochs}"));
    }

    // Below it, validation gets a line of its own.
    private static bool IsWide(Screen screen) => !screen.IsInteractive || screen.Notices.Profile.Width >= 70;
}
