using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Tests;

/// <summary>The service in docs/mlnet.md answers concurrent requests with a single recognizer.</summary>
public sealed class RecognitionWebApiTests : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-recognition-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Serves_concurrent_requests_with_one_recognizer()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        SaveModel(TestNetworks.Echo("bellwort", "fernlily", "moonmint"));
        ProcessStartInfo start = new(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "RecognitionWebApi.dll"), "--urls", "http://127.0.0.1:0"]
        )
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            using HttpClient client = new() { BaseAddress = await AddressOf(process, cancellation) };
            await Task.WhenAll(
                Enumerable
                    .Range(0, 60)
                    .Select(async i =>
                    {
                        float[] features = [1, 1, 1];
                        features[i % 3] = 6;
                        using HttpResponseMessage response = await client.PostAsJsonAsync("/api/plants", features, cancellation);
                        RankedClass[] ranked = (await response.Content.ReadFromJsonAsync<RankedClass[]>(cancellation))!;
                        Assert.Equal(new[] { "bellwort", "fernlily", "moonmint" }[i % 3], ranked[0].Label);
                        Assert.Equal([0.75, 0.125, 0.125], ranked.Select(one => Math.Round(one.Probability, 5)));
                    })
            );
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
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

    private void SaveModel(Network network)
    {
        using ZipArchive zip = ZipFile.Open(Path.Combine(_folder, "plants.zip"), ZipArchiveMode.Create);
        using Stream entry = zip.CreateEntry("Model.key").Open();
        NetworkFile.Write(network, entry);
    }
}
