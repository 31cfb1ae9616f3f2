namespace MnistTrainer.Web;

/// <summary>
/// The requests that a page can make to a training run: to pause, to resume, and to stop and keep the network trained so far. The training loop checks for requests after every
/// step; its result does not depend on pauses. Thread-safe.
/// </summary>
public sealed class TrainingControl : IDisposable
{
    private readonly TrainingFeed _feed;
    private readonly Lock _lock = new();
    private readonly ManualResetEventSlim _runs = new(initialState: true);
    private readonly CancellationTokenSource _stop = new();

    /// <param name="feed">The feed of the training run, which publishes the requests.</param>
    public TrainingControl(TrainingFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        _feed = feed;
        Publish();
    }

    /// <summary>Canceled by <see cref="Stop"/>: ends the training after the current step.</summary>
    public CancellationToken StopRequested => _stop.Token;

    /// <summary>Whether training should pause.</summary>
    public bool IsPaused => !_runs.IsSet;

    /// <summary>Pauses the training after the current step, until <see cref="Resume"/> or <see cref="Stop"/>.</summary>
    public void Pause() => Change(() => _runs.Reset());

    /// <summary>Resumes the training.</summary>
    public void Resume() => Change(_runs.Set);

    /// <summary>Ends the training after the current step.</summary>
    public void Stop() =>
        Change(() =>
        {
            _stop.Cancel();
            _runs.Set();
        });

    /// <summary>Returns when training is not paused, usually immediately. Called on the training thread.</summary>
    /// <param name="cancellation">Ends the pause.</param>
    public void WaitWhilePaused(CancellationToken cancellation = default)
    {
        try
        {
            _runs.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            // The training asks for the reason itself.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runs.Dispose();
        _stop.Dispose();
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            if (_stop.IsCancellationRequested)
                return;
            change();
            Publish();
        }
    }

    private void Publish() => _feed.Publish(new TrainingControlState(IsPaused, _stop.IsCancellationRequested));
}
