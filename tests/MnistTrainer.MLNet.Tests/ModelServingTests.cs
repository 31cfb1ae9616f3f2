using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.ML;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet.Tests;

/// <summary>The service in docs/mlnet.md answers concurrent requests by a pool of engines, and by a model trained on new rows, without a pause.</summary>
public sealed class ModelServingTests : IDisposable
{
    private const string Listening = "Now listening on: ";

    // The center of each species: stem length, leaf length and leaf width. The last is not in the table at first.
    private static readonly (string Species, float[] Center)[] Known =
    [
        ("bellwort", [3.2f, 1.6f, 0.9f]),
        ("fernlily", [4.6f, 2.9f, 0.7f]),
        ("moonmint", [3.9f, 1.9f, 1.6f]),
    ];
    private static readonly (string Species, float[] Center) New = ("sunsedge", [7.5f, 4.8f, 2.6f]);

    private readonly TemporaryFolder _folder = new();
    private readonly RandomSource _random = new(3);

    private sealed record Plant(float? StemLength, float? LeafLength, float? LeafWidth, string Species = "");

    private sealed record Answer(string PredictedLabel, float[] Score);

    private sealed class Row
    {
        public float StemLength { get; set; }

        public float LeafLength { get; set; }

        public float LeafWidth { get; set; }

        public string Species { get; set; } = "";
    }

    private sealed class RowPrediction
    {
        public string PredictedLabel { get; set; } = "";
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serves_and_learns_at_the_same_time()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        File.WriteAllLines(
            _folder["plants.csv"],
            [
                "stemLength,leafLength,leafWidth,species",
                .. Enumerable
                    .Range(0, 300)
                    .Select(i => Near(Known[i % 3]))
                    .Select(plant =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{plant.StemLength},{plant.LeafLength},{plant.LeafWidth},{plant.Species}"
                        )
                    ),
            ]
        );
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ModelServing.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            using HttpClient client = new() { BaseAddress = await AddressOf(process, cancellation) };
            Task log = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Predicts(client, Known[i % 3], cancellation)));
            await Rejects(client, cancellation);

            // Of the last of 100 rows, the answer comes at once: training has begun.
            for (int i = 0; i < 100; i++)
                Assert.Equal(
                    HttpStatusCode.Accepted,
                    (await client.PostAsJsonAsync("/api/observations", Near(New), cancellation)).StatusCode
                );
            ConcurrentBag<string> answers = [];
            Stopwatch time = Stopwatch.StartNew();
            while (!answers.Contains(New.Species) && time.Elapsed < TimeSpan.FromMinutes(1))
            {
                await Task.WhenAll(
                    Enumerable.Range(0, 8).Select(async _ => answers.Add((await Ask(client, Near(New), cancellation)).PredictedLabel))
                );
                await Predicts(client, Known[0], cancellation);
            }

            Assert.Contains(New.Species, answers);
            Assert.Superset(answers.ToHashSet(), (HashSet<string>)[.. Known.Select(one => one.Species), New.Species]);
            await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Predicts(client, i % 4 == 3 ? New : Known[i % 4], cancellation)));
            Assert.Equal(
                ["plants.csv", "plants.zip"],
                Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            );
            Assert.Equal(401, File.ReadLines(_folder["plants.csv"]).Count());
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        // Another program reads the file in a context that knows nothing of it.
        MLContext context = new();
        using PredictionEngine<Row, RowPrediction> engine = context.Model.CreatePredictionEngine<Row, RowPrediction>(
            context.Model.Load(_folder["plants.zip"], out _)
        );
        Row row = new()
        {
            StemLength = New.Center[0],
            LeafLength = New.Center[1],
            LeafWidth = New.Center[2],
        };
        Assert.Equal(New.Species, engine.Predict(row).PredictedLabel);
    }

    private static async Task Rejects(HttpClient client, CancellationToken cancellation)
    {
        foreach (string species in (string[])["", "a,b", "two\nlines", "\"quoted"])
        {
            using HttpResponseMessage response = await client.PostAsJsonAsync(
                "/api/observations",
                new Plant(1, 1, 1, species),
                cancellation
            );
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        // A part that was not measured is left out.
        using HttpResponseMessage partly = await client.PostAsJsonAsync(
            "/api/plants",
            new { StemLength = 4.6f, LeafLength = 2.9f },
            cancellation
        );
        Assert.Equal("fernlily", (await partly.Content.ReadFromJsonAsync<Answer>(cancellation))!.PredictedLabel);
    }

    private static async Task Predicts(HttpClient client, (string Species, float[] Center) kind, CancellationToken cancellation)
    {
        Plant center = new(kind.Center[0], kind.Center[1], kind.Center[2]);
        Answer answer = await Ask(client, center, cancellation);
        Assert.Equal(kind.Species, answer.PredictedLabel);
        Assert.Equal(1, answer.Score.Sum(), 1e-5f);
    }

    private static async Task<Answer> Ask(HttpClient client, Plant plant, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync("/api/plants", plant, cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Answer>(cancellation))!;
    }

    private Plant Near((string Species, float[] Center) kind)
    {
        lock (_random)
        {
            float[] values = [.. kind.Center.Select(value => value * (float)_random.NextDouble(0.9, 1.1))];
            return new Plant(values[0], values[1], values[2], kind.Species);
        }
    }

    private static async Task<Uri> AddressOf(Process process, CancellationToken cancellation)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellation) is string line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is int at and >= 0)
                return new Uri(line[(at + Listening.Length)..]);
        }

        throw new InvalidOperationException("The service ended before it listened.");
    }
}
