namespace MnistTrainer.Cli.Output;

/// <summary>Notices when a model's file is replaced, or another model is trained, while the old one is being served. It is reported, not used.</summary>
internal sealed class ModelWatch : IDisposable
{
    private readonly Func<string?> _findLatest;
    private readonly Action<string> _report;
    private readonly Lock _lock = new();
    private string _served;
    private DateTime _time;
    private Timer? _timer;
    private DateTime _reported;
    private volatile string? _newer;

    /// <param name="served">The path of the model that is served. It is loaded after this.</param>
    /// <param name="findLatest">Returns the path of the model that would be served after a restart.</param>
    /// <param name="report">Reports the path of a newer model, once for each change.</param>
    public ModelWatch(string served, Func<string?> findLatest, Action<string> report)
    {
        (_served, _findLatest, _report) = (Path.GetFullPath(served), findLatest, report);
        _time = File.GetLastWriteTimeUtc(_served);
    }

    /// <summary>The file name of the newer model; null while there is none.</summary>
    public string? Newer => _newer;

    /// <summary>Saves the served model to a file, which then is not a newer one.</summary>
    /// <param name="save">Saves it and returns the path.</param>
    public string Save(Func<string> save)
    {
        lock (_lock)
        {
            _served = Path.GetFullPath(save());
            _time = File.GetLastWriteTimeUtc(_served);
            _newer = null;
            return _served;
        }
    }

    /// <summary>Looks again and again.</summary>
    /// <param name="interval">The time between.</param>
    public void Start(TimeSpan interval) => _timer = new Timer(_ => Look(), null, interval, interval);

    /// <summary>Looks once.</summary>
    public void Look()
    {
        lock (_lock)
            LookNow();
    }

    public void Dispose() => _timer?.Dispose();

    private void LookNow()
    {
        try
        {
            string latest = Path.GetFullPath(_findLatest() ?? _served);
            DateTime time = File.GetLastWriteTimeUtc(latest);
            // While a file is replaced, there may be none.
            if (!File.Exists(latest))
                return;
            _newer = latest == _served && time == _time ? null : Path.GetFileName(latest);
            if (_newer is null)
                return;
            if (time == _reported)
                return;
            _reported = time;
            _report(latest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be read at the moment has no news.
        }
    }
}
