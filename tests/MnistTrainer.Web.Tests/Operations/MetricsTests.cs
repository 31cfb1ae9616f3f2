using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MnistTrainer.Web.Tests.Uploads;

namespace MnistTrainer.Web.Tests.Operations;

/// <summary>The instruments count what was asked and answered.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Count_answers_problems_and_corrections_by_kind()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        using Measurements measured = new(page.Services);
        for (int i = 0; i < 3; i++)
            await page.Client.AskAsync(TestImages.Framed(3)).JsonAsync();
        await page.Client.AskAsync(Imaging.ImageCodec.EncodePng(new Imaging.GrayImage(28, 28, new byte[784]))).JsonAsync();
        await page.Client.AskAsync([]).ProblemAsync(HttpStatusCode.BadRequest);
        await page.Client.AskAsync("no image"u8.ToArray()).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        string id = (
            await page
                .Client.AskJsonAsync(
                    new { image = "data:image/png;base64," + Convert.ToBase64String(TestImages.Framed(5)), label = "5" },
                    "api/corrections"
                )
                .JsonAsync()
        )
            .GetProperty("id")
            .GetString()!;
        using HttpResponseMessage undone = await page.Client.DeleteAsync($"api/corrections/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, undone.StatusCode);

        Assert.Equal(3, measured.Sum("mnist_trainer.answers recognized"));
        Assert.Equal(1, measured.Sum("mnist_trainer.answers blank"));
        Assert.Equal(1, measured.Sum("mnist_trainer.problems empty"));
        Assert.Equal(1, measured.Sum("mnist_trainer.problems unreadable-image"));
        Assert.Equal(1, measured.Sum("mnist_trainer.corrections store"));
        Assert.Equal(1, measured.Sum("mnist_trainer.corrections delete"));
        Assert.Equal(4, measured.Count("mnist_trainer.answer.duration"));
        Assert.Equal(4, measured.Count("mnist_trainer.queue.duration"));
        Assert.InRange(measured.Sum("mnist_trainer.answer.duration"), 1e-6, 60);
    }

    [Fact]
    public async Task Show_the_memory_of_bodies_while_it_is_taken()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        using Measurements measured = new(page.Services);
        using (HeldRequest held = await HeldRequest.BeginAsync(page.Address, "image/png", 1 << 20))
        {
            await held.SendAsync(new byte[100 << 10]);
            // The body of 1 MiB, and as much again for its image.
            Assert.Equal(2 << 20, await measured.UntilAsync("mnist_trainer.body.memory", 2 << 20));
        }

        Assert.Equal(0, await measured.UntilAsync("mnist_trainer.body.memory", 0));
        Assert.Equal(0, await measured.UntilAsync("mnist_trainer.queue.length", 0));
    }

    /// <summary>What the instruments of one server have measured.</summary>
    private sealed class Measurements : IDisposable
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
                _all.Clear();
                _listener.RecordObservableInstruments();
                last = Sum(name);
            }

            return last;
        }

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _all.Enqueue((tags.Length == 0 ? instrument.Name : $"{instrument.Name} {tags[0].Value}", value));
    }
}
