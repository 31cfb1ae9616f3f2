using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MnistTrainer.Cli.Terminal;

/// <summary>A progress bar with rate and remaining time. There is none where stderr is redirected.</summary>
internal sealed class ProgressBar : IProgress<double>, IProgress<int>
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(50);

    // Columns that have no room are folded.
    private const int RoomForAll = 70;

    private const int LongestTitle = 30;

    private readonly ProgressTask _task;
    private long _lastReport;

    private ProgressBar(ProgressTask task) => _task = task;

    /// <summary>Runs some work while a bar shows its progress; the bar disappears at the end.</summary>
    /// <param name="screen">The screen; the bar is one of its notices.</param>
    /// <param name="title">What is being done.</param>
    /// <param name="total">What progress counts up to.</param>
    /// <param name="unit">What is counted, for the rate; null for a share, which has no rate.</param>
    /// <param name="work">The work. Gets the bar, or null where there is none.</param>
    public static T Run<T>(Screen screen, string title, double total, string? unit, Func<ProgressBar?, T> work)
    {
        if (!screen.IsInteractive)
            return work(null);
        List<ProgressColumn> columns =
        [
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn(),
            new PercentageColumn(),
        ];
        if (screen.Notices.Profile.Width < RoomForAll)
        {
            columns.RemoveAt(1);
        }
        else
        {
            if (unit is not null)
                columns.Add(new RateColumn(unit));
            columns.Add(new RemainingTimeColumn());
        }

        return screen
            .Notices.Progress()
            .AutoClear(true)
            .Columns([.. columns])
            .Start(context => work(new ProgressBar(context.AddTask(Short(title), maxValue: total))));
    }

    /// <summary>Changes the title.</summary>
    public void Describe(string title) => _task.Description = Short(title);

    /// <summary>Reports progress. Cheap enough to be called after every step.</summary>
    public void Report(double value)
    {
        long now = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(_lastReport, now) < RefreshInterval && value < _task.MaxValue)
            return;
        _lastReport = now;
        _task.Value = value;
    }

    private static string Short(string title) => MarkupText.Of(title.Length > LongestTitle ? $"{title[..(LongestTitle - 1)]}…" : title);

    void IProgress<int>.Report(int value) => Report(value);

    private sealed class RateColumn(string unit) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Speed is double speed ? $"{Rate(speed)} {unit}/s" : "", new Style(Color.Grey));

        private static string Rate(double speed) => speed.ToString(speed < 100 ? "N1" : "N0", CultureInfo.InvariantCulture);
    }
}
