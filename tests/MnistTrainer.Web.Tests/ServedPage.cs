using MnistTrainer.Recognition;

namespace MnistTrainer.Web.Tests;

/// <summary>The page to draw on, served as <c>mnist serve</c> serves it: the model that ships, a port that is free, a folder of its own for corrections.</summary>
public sealed class ServedPage : IAsyncDisposable
{
    private static readonly Lazy<Recognizer> Model = new(() => Recognizer.Load(Path.Combine(Repository.Root, "models", "digits.zip")));

    private readonly WebServer _server;
    private readonly DirectoryInfo _folder;

    private ServedPage(WebServer server, DirectoryInfo folder)
    {
        _server = server;
        _folder = folder;
        Client = new HttpClient { BaseAddress = server.Address };
    }

    /// <summary>The model that ships.</summary>
    public static Recognizer Recognizer => Model.Value;

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>Where it is.</summary>
    public Uri Address => _server.Address;

    /// <summary>Where corrected drawings go.</summary>
    public string CorrectionFolder => Path.Combine(_folder.FullName, "corrections");

    /// <summary>Serves it, with as many requests as one likes unless told.</summary>
    public static async Task<ServedPage> StartAsync(Func<WebServerOptions, WebServerOptions>? change = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mnist-web-");
        WebServerOptions options = new()
        {
            Port = 0,
            RequestsPerSecond = 0,
            CorrectionFolder = Path.Combine(folder.FullName, "corrections"),
        };
        return new ServedPage(
            await WebServer.StartAsync(
                change is null ? options : change(options),
                new DrawingSite(Recognizer, "digits.zip"),
                TestContext.Current.CancellationToken
            ),
            folder
        );
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
