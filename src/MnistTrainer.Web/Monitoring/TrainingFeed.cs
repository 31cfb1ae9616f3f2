using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MnistTrainer.Web;

/// <summary>
/// Publishes the state of a training run to any number of pages. It stores the state instead of a queue per page: a page that connects late receives
/// the full state, a slow page receives the latest, and pages use no memory. Thread-safe.
/// </summary>
public sealed class TrainingFeed
{
    // A page needs no more updates than people can see.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly List<MonitoredEpoch> _epochs = [];
    private StepCurve? _steps;
    private TrainingControlState? _control;
    private TaskCompletionSource _changed = NewChange();
    private TrainingStart? _start;
    private TrainingStepEvent? _step;
    private TrainingErrors? _errors;
    private TrainingOutcome? _outcome;
    private bool _isClosed;
    private long _published;

    /// <summary>Starts a training run and discards the state of the previous one.</summary>
    /// <param name="start">The start of the training.</param>
    public void Begin(TrainingStart start) =>
        Change(() =>
        {
            ArgumentNullException.ThrowIfNull(start);
            _epochs.Clear();
            _steps = new StepCurve(start.SamplesPerEpoch);
            (_start, _step, _errors, _outcome) = (start, null, null, null);
        });

    /// <summary>Whether a training has begun and not ended.</summary>
    internal bool IsRunning
    {
        get
        {
            lock (_lock)
                return _start is not null && _outcome is null && !_isClosed;
        }
    }

    /// <summary>The latest errors of the network; null if there are none.</summary>
    internal TrainingErrors? Errors
    {
        get
        {
            lock (_lock)
                return _errors;
        }
    }

    /// <summary>Adds a step to the curves, and publishes the progress of the epoch, at most ten times per second.</summary>
    /// <param name="step">The progress.</param>
    public void Publish(TrainingStepEvent step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Step is MonitoredStep one)
        {
            lock (_lock)
                _steps?.Add(step.Epoch, step.Samples, one);
        }

        if (_step is not null && Stopwatch.GetElapsedTime(_published) < Pace)
            return;
        _published = Stopwatch.GetTimestamp();
        Change(() => _step = step);
    }

    /// <summary>Publishes a completed epoch.</summary>
    /// <param name="epoch">The epoch.</param>
    public void Publish(MonitoredEpoch epoch) => Change(() => _epochs.Add(epoch));

    /// <summary>Publishes the errors of the network.</summary>
    /// <param name="errors">The errors.</param>
    public void Publish(TrainingErrors errors) => Change(() => _errors = errors);

    /// <summary>Publishes the requests to the training run.</summary>
    internal void Publish(TrainingControlState control) => Change(() => _control = control);

    /// <summary>Ends a training.</summary>
    /// <param name="outcome">The result of the training.</param>
    public void End(TrainingOutcome outcome) => Change(() => _outcome = outcome);

    /// <summary>Ends the feed: all subscribers are notified and released.</summary>
    public void Close() => Change(() => _isClosed = true);

    /// <summary>
    /// Returns the current state and then all changes until <see cref="Close"/>, as events <c>start</c>, <c>epochs</c> (those not yet
    /// sent), <c>steps</c> (points of the curves by step), <c>errors</c>, <c>moment</c> (the progress), <c>control</c> (the requests to the training run),
    /// <c>outcome</c> and <c>close</c>, each with a JSON object or array.
    /// </summary>
    internal async IAsyncEnumerable<SseItem<string>> SubscribeAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        SentState sent = new();
        while (true)
        {
            Task changed;
            List<SseItem<string>> events;
            bool isClosed;
            lock (_lock)
            {
                changed = _changed.Task;
                events = EventsFor(sent);
                isClosed = _isClosed;
            }

            foreach (SseItem<string> item in events)
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

    private List<SseItem<string>> EventsFor(SentState sent)
    {
        List<SseItem<string>> events = [];
        if (!ReferenceEquals(sent.Start, _start))
        {
            (sent.Start, sent.Epochs, sent.Steps, sent.Merges, sent.Step, sent.Errors, sent.Outcome) = (_start, 0, 0, 0, null, null, null);
            events.Add(Item("start", _start!, Answers.Default.TrainingStart));
        }

        if (sent.Epochs < _epochs.Count)
        {
            events.Add(Item("epochs", [.. _epochs.Skip(sent.Epochs)], Answers.Default.MonitoredEpochArray));
            sent.Epochs = _epochs.Count;
        }

        if (_steps is not null && (sent.Steps, sent.Merges) != (_steps.Count, _steps.Merges))
        {
            events.Add(Item("steps", _steps.From(sent.Merges == _steps.Merges ? sent.Steps : 0), Answers.Default.StepPoints));
            (sent.Steps, sent.Merges) = (_steps.Count, _steps.Merges);
        }

        if (!ReferenceEquals(sent.Errors, _errors))
            events.Add(Item("errors", (sent.Errors = _errors)!, Answers.Default.TrainingErrors));
        if (!ReferenceEquals(sent.Step, _step))
            events.Add(Item("moment", (sent.Step = _step)!, Answers.Default.TrainingStepEvent));
        if (!ReferenceEquals(sent.Control, _control))
            events.Add(Item("control", (sent.Control = _control)!, Answers.Default.TrainingControlState));
        if (!ReferenceEquals(sent.Outcome, _outcome))
            events.Add(Item("outcome", (sent.Outcome = _outcome)!, Answers.Default.TrainingOutcome));
        return events;
    }

    private static SseItem<string> Item<T>(string name, T content, JsonTypeInfo<T> type) =>
        new(JsonSerializer.Serialize(content, type), name);

    /// <summary>The state that a page has received.</summary>
    private sealed class SentState
    {
        public TrainingStart? Start { get; set; }

        public int Epochs { get; set; }

        public int Steps { get; set; }

        public int Merges { get; set; }

        public TrainingStepEvent? Step { get; set; }

        public TrainingControlState? Control { get; set; }

        public TrainingErrors? Errors { get; set; }

        public TrainingOutcome? Outcome { get; set; }
    }
}
