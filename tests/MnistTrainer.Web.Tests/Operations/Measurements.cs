using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace MnistTrainer.Web.Tests.Operations;

/// <summary>What the instruments of one server have measured, by their names and the values of their attributes.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value)> _all = [];

    public Measurements(IServiceProvider services)
    {
        IMeterFactory factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Other tests have servers in the same process.
            if (instrument.Meter.Name == WebServer.MeterName && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public double Sum(string name) => _all.Where(one => one.Name == name).Sum(one => one.Value);

    public int Count(string name) => _all.Count(one => one.Name == name);

    /// <summary>Observes a value until it is the expected one, at most ten seconds, and returns the last.</summary>
    public async Task<double> UntilAsync(string name, double expected)
    {
        double last = double.NaN;
        for (int i = 0; i < 100 && last != expected; i++)
        {
            if (i > 0)
                await Task.Delay(100, TestContext.Current.CancellationToken);
            _listener.RecordObservableInstruments();
            last = _all.LastOrDefault(one => one.Name == name).Value;
        }

        return last;
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string name = instrument.Name;
        foreach (KeyValuePair<string, object?> tag in tags)
            name = $"{name} {tag.Value}";
        _all.Enqueue((name, value));
    }
}
