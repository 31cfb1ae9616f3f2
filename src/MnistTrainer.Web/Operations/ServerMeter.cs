using System.Diagnostics.Metrics;

namespace MnistTrainer.Web;

/// <summary>
/// The instruments of a server, named by OpenTelemetry's conventions. Without a listener they cost a comparison. ASP.NET Core has its own for
/// requests (<c>http.server.request.duration</c>) and connections.
/// </summary>
internal sealed class ServerMeter
{
    /// <summary>The attribute of an answer: <c>recognized</c>, or the reason of a rejection, such as <c>scribble</c>.</summary>
    public const string Outcome = "mnist_trainer.outcome";

    /// <summary>The attribute of a correction: <c>store</c> or <c>delete</c>.</summary>
    public const string Action = "mnist_trainer.action";

    /// <summary>The attribute of a rejected request, or of a drawing that could not be stored: the code of its problem document.</summary>
    public const string ErrorType = "error.type";

    // From a tenth of a millisecond to the longest that a request may take.
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Meter _meter;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _problems;
    private readonly Counter<long> _corrections;
    private readonly Counter<long> _connections;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _store;

    /// <param name="factory">Makes the meter, and disposes it with the server.</param>
    public ServerMeter(IMeterFactory factory)
    {
        _meter = factory.Create(WebServer.MeterName);
        _answers = _meter.CreateCounter<long>("mnist_trainer.answers", "{answer}", "Answers by outcome.");
        _problems = _meter.CreateCounter<long>(
            "mnist_trainer.problems",
            "{request}",
            "Requests that were answered with a problem document, by code."
        );
        _corrections = _meter.CreateCounter<long>("mnist_trainer.corrections", "{drawing}", "Drawings that were stored or deleted.");
        _connections = _meter.CreateCounter<long>(
            "mnist_trainer.rejected_connections",
            "{connection}",
            "Connections that were rejected because the client had reached its limit."
        );
        _duration = _meter.CreateHistogram(
            "mnist_trainer.answer.duration",
            "s",
            "The time of decoding and recognizing an image.",
            advice: Durations
        );
        _wait = _meter.CreateHistogram(
            "mnist_trainer.queue.duration",
            "s",
            "The time for which an image waited for a processor.",
            advice: Durations
        );
        _store = _meter.CreateHistogram(
            "mnist_trainer.store.duration",
            "s",
            "The time of storing or deleting a drawing, with the code of the problem if it failed.",
            advice: Durations
        );
    }

    /// <summary>Observes how many images wait, and how much memory their bodies take.</summary>
    public void Observe(Func<long> waiting, Func<long> memory)
    {
        _meter.CreateObservableUpDownCounter("mnist_trainer.queue.length", waiting, "{image}", "Images waiting for a processor.");
        _meter.CreateObservableUpDownCounter("mnist_trainer.body.memory", memory, "By", "The memory reserved for request bodies.");
    }

    /// <summary>Counts an answer.</summary>
    /// <param name="rejection">The reason why the image is not one digit; null if it is.</param>
    /// <param name="wait">The time for which it waited.</param>
    /// <param name="duration">The time that it took.</param>
    public void Answered(string? rejection, TimeSpan wait, TimeSpan duration)
    {
        _answers.Add(1, new KeyValuePair<string, object?>(Outcome, rejection ?? "recognized"));
        _wait.Record(wait.TotalSeconds);
        _duration.Record(duration.TotalSeconds);
    }

    /// <summary>Counts a request that was answered with a problem document.</summary>
    /// <param name="code">One of <see cref="ProblemCode"/>.</param>
    public void Rejected(string code) => _problems.Add(1, new KeyValuePair<string, object?>(ErrorType, code));

    /// <summary>Counts a connection that was rejected because its client had too many.</summary>
    public void RejectedConnection() => _connections.Add(1);

    /// <summary>Measures that a drawing was stored or deleted, or could not be.</summary>
    /// <param name="action">What was to be done.</param>
    /// <param name="code">One of <see cref="ProblemCode"/>; null if it was done.</param>
    /// <param name="duration">The time that it took.</param>
    public void Stored(string action, string? code, TimeSpan duration)
    {
        KeyValuePair<string, object?> done = new(Action, action);
        if (code is null)
            _store.Record(duration.TotalSeconds, done);
        else
            _store.Record(duration.TotalSeconds, done, new KeyValuePair<string, object?>(ErrorType, code));
    }

    /// <summary>Counts a drawing that was stored or deleted.</summary>
    public void Corrected(string action) => _corrections.Add(1, new KeyValuePair<string, object?>(Action, action));
}
