using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>What <c>mnist train</c> writes while it trains on a table: a line for every epoch, on the terminal and in log files.</summary>
internal sealed class TableTrainingOutputs : IDisposable
{
    private readonly List<TrainingLog> _logs = [];

    /// <param name="screen">The screen; lines go to its notices.</param>
    /// <param name="logs">The log files.</param>
    /// <param name="data">What is trained on.</param>
    /// <param name="epochs">The number of epochs planned.</param>
    public TableTrainingOutputs(Screen screen, IEnumerable<string> logs, TableData data, int epochs)
    {
        _logs.AddRange(logs.Select(log => new TrainingLog(log)));
        ITrainingObserver lines =
            data.Schema.Task == TableTask.Classification ? new EpochLines(screen, epochs, _ => { }) : new LossLines(screen);
        if (data.Schema.Task == TableTask.Classification)
            EpochLines.WriteHeadings(screen, data.Validation is not null);
        else
            screen.Note(
                data.Validation is null
                    ? Localized.Of("[grey]epoch       loss       time[/]")
                    : Localized.Of("[grey]epoch       loss    validation loss       time[/]")
            );
        Observer = new CompositeObserver([lines, .. _logs]);
    }

    /// <summary>Receives the epochs.</summary>
    public ITrainingObserver Observer { get; }

    public void Dispose()
    {
        foreach (TrainingLog log in _logs)
            log.Dispose();
    }

    /// <summary>A line for every epoch of a regression, whose loss is that of standardized targets.</summary>
    private sealed class LossLines(Screen screen) : ITrainingObserver
    {
        public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch)
        {
            foreach (EpochResult epoch in epochs)
                OnEpoch(epoch);
        }

        public void OnEpoch(EpochResult result)
        {
            string validation = result.ValidationLoss is double loss ? string.Create(CultureInfo.InvariantCulture, $" {loss, 18:F5}") : "";
            screen.Note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{result.Number, 5} {result.TrainLoss, 10:F5}{validation} {result.Duration.TotalSeconds, 8:F2} s"
                )
            );
        }
    }
}
