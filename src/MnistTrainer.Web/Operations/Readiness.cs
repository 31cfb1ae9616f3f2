using System.Globalization;

namespace MnistTrainer.Web;

/// <summary>Whether a load balancer should send requests to this server: from its first answer until it stops.</summary>
internal sealed class Readiness
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _reason = "starting: the first answer is being computed";
    private bool _isDraining;
    private string? _trouble;

    /// <summary>What does not work although requests should come: the code of the problem with storing drawings, and since when. Null if
    /// everything works.</summary>
    public string? Trouble
    {
        get
        {
            lock (_lock)
                return _trouble;
        }
    }

    /// <summary>Whether the server is about to stop.</summary>
    public bool IsDraining
    {
        get
        {
            lock (_lock)
                return _isDraining;
        }
    }

    /// <summary>Ends when somebody has asked; canceled when the server stops before.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Returns why requests should go elsewhere; null if they should come.</summary>
    public string? Ask()
    {
        _asked.TrySetResult();
        lock (_lock)
            return _reason;
    }

    /// <summary>Reports that the first answer was computed.</summary>
    /// <param name="failure">Why it could not be; null if it was.</param>
    public void Open(string? failure)
    {
        lock (_lock)
        {
            if (!_isDraining)
                _reason = failure is null ? null : $"failed: the first answer could not be computed: {failure}";
        }
    }

    /// <summary>Reports how the latest drawing was stored.</summary>
    /// <param name="code">The code of the problem; null if there was none.</param>
    public void Report(string? code)
    {
        lock (_lock)
        {
            if (code is null || _trouble is null || !_trouble.StartsWith(code, StringComparison.Ordinal))
                _trouble = code is null ? null : string.Create(CultureInfo.InvariantCulture, $"{code} since {DateTime.UtcNow:s}Z");
        }
    }

    /// <summary>Reports that the server is about to stop.</summary>
    /// <returns>Whether somebody has asked before, who should learn this before connections are rejected; false the second time.</returns>
    public bool Drain()
    {
        lock (_lock)
        {
            bool isNew = !_isDraining;
            (_isDraining, _reason) = (true, "draining: the server is about to stop");
            return !_asked.TrySetCanceled() && isNew;
        }
    }
}
