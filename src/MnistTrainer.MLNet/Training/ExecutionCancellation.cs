using Microsoft.ML.Runtime;

namespace MnistTrainer.MLNet;

/// <summary>
/// Cancels when <c>CancelExecution</c> of the context was called, or the options' own token is canceled. ML.NET keeps a flag that its own
/// trainers ask, and raises no event, so the flag is read at intervals.
/// </summary>
internal sealed class ExecutionCancellation : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly IHostEnvironment _environment;
    private readonly CancellationTokenSource _source;
    private readonly Timer _timer;

    /// <param name="environment">The environment whose context may be canceled.</param>
    /// <param name="other">Another token that cancels.</param>
    public ExecutionCancellation(IHostEnvironment environment, CancellationToken other)
    {
        _environment = environment;
        _source = CancellationTokenSource.CreateLinkedTokenSource(other);
        Check();
        _timer = new Timer(_ => Check(), null, Interval, Interval);
    }

    /// <summary>The token.</summary>
    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        using ManualResetEvent ended = new(false);
        if (_timer.Dispose(ended))
            ended.WaitOne();
        _source.Dispose();
    }

    private void Check()
    {
        if (_environment is ICancelable { IsCanceled: true })
            _source.Cancel();
    }
}
