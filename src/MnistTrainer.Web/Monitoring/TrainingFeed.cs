using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MnistTrainer.Web;

/// <summary>
/// What is known of a training, told to any number of pages. It keeps the state rather than a queue for each page: one that comes late is told all,
/// one that is slow is told the latest, and none costs memory. Any thread may tell or follow.
/// </summary>
public sealed class TrainingFeed
{
    // A page draws no more often than people see.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly List<MonitoredEpoch> _epochs = [];
    private TaskCompletionSource _changed = NewChange();
    private TrainingStart? _start;
    private TrainingStepEvent? _moment;
    private TrainingErrors? _errors;
    private TrainingOutcome? _outcome;
    private bool _isClosed;
    private long _told;

    /// <summary>A training begins; what was known of one before is forgotten.</summary>
    public void Begin(TrainingStart start) =>
        Change(() =>
        {
            _epochs.Clear();
            (_start, _moment, _errors, _outcome) = (start, null, null, null);
        });

    /// <summary>A step was made. Those that come faster than ten a second are left out.</summary>
    public void Tell(TrainingStepEvent moment)
    {
        if (_moment is not null && Stopwatch.GetElapsedTime(_told) < Pace)
            return;
        _told = Stopwatch.GetTimestamp();
        Change(() => _moment = moment);
    }

    /// <summary>An epoch is over.</summary>
    public void Tell(MonitoredEpoch epoch) => Change(() => _epochs.Add(epoch));

    /// <summary>Mistakes were counted.</summary>
    public void Tell(TrainingErrors errors) => Change(() => _errors = errors);

    /// <summary>A training is over.</summary>
    public void End(TrainingOutcome outcome) => Change(() => _outcome = outcome);

    /// <summary>There is nothing more to come: whoever follows is told so, and let go.</summary>
    public void Close() => Change(() => _isClosed = true);

    /// <summary>All that is known now, and then whatever comes, until <see cref="Close"/>: events <c>start</c>, <c>epochs</c> (those not told yet),
    /// <c>errors</c>, <c>moment</c>, <c>outcome</c> and <c>close</c>, each with a JSON object or array.</summary>
    internal async IAsyncEnumerable<SseItem<string>> FollowAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        Told told = new();
        while (true)
        {
            Task changed;
            List<SseItem<string>> news;
            bool isClosed;
            lock (_lock)
            {
                changed = _changed.Task;
                news = EventFor(told);
                isClosed = _isClosed;
            }

            foreach (SseItem<string> item in news)
                yield return item;
            if (isClosed)
            {
                yield return new SseItem<string>("{}", "close");
                yield break;
            }

            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            changed = _changed;
            _changed = NewChange();
        }

        changed.SetResult();
    }

    private List<SseItem<string>> EventFor(Told told)
    {
        List<SseItem<string>> news = [];
        if (!ReferenceEquals(told.Start, _start))
        {
            (told.Start, told.Epochs, told.Moment, told.Errors, told.Outcome) = (_start, 0, null, null, null);
            news.Add(Item("start", _start!, Answers.Default.TrainingStart));
        }

        if (told.Epochs < _epochs.Count)
        {
            news.Add(Item("epochs", [.. _epochs.Skip(told.Epochs)], Answers.Default.MonitoredEpochArray));
            told.Epochs = _epochs.Count;
        }

        if (!ReferenceEquals(told.Errors, _errors))
            news.Add(Item("errors", (told.Errors = _errors)!, Answers.Default.TrainingErrors));
        if (!ReferenceEquals(told.Moment, _moment))
            news.Add(Item("moment", (told.Moment = _moment)!, Answers.Default.TrainingStepEvent));
        if (!ReferenceEquals(told.Outcome, _outcome))
            news.Add(Item("outcome", (told.Outcome = _outcome)!, Answers.Default.TrainingOutcome));
        return news;
    }

    private static SseItem<string> Item<T>(string name, T content, JsonTypeInfo<T> type) =>
        new(JsonSerializer.Serialize(content, type), name);

    /// <summary>What one page has been told.</summary>
    private sealed class Told
    {
        public TrainingStart? Start { get; set; }

        public int Epochs { get; set; }

        public TrainingStepEvent? Moment { get; set; }

        public TrainingErrors? Errors { get; set; }

        public TrainingOutcome? Outcome { get; set; }
    }
}
