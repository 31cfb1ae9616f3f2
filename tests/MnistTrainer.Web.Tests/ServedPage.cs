using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web.Tests;

/// <summary>
/// The drawing page as <c>mnist serve</c> serves it, with the included model, a free port and a temporary folder for corrections.
/// </summary>
public sealed class ServedPage : IAsyncDisposable
{
    private static readonly Lazy<ImageRecognizer> Model = new(() =>
        ImageRecognizer.Load(Path.Combine(Repository.Root, "models", "digits.zip"))
    );

    private readonly WebServer _server;
    private readonly DirectoryInfo _folder;

    private ServedPage(WebServer server, DirectoryInfo folder)
    {
        _server = server;
        _folder = folder;
        Client = new HttpClient { BaseAddress = server.Address };
    }

    /// <summary>The included model.</summary>
    public static ImageRecognizer Recognizer => Model.Value;

    /// <summary>A client of the server.</summary>
    public HttpClient Client { get; }

    /// <summary>The address of the page.</summary>
    public Uri Address => _server.Address;

    /// <summary>The services of the server.</summary>
    internal IServiceProvider Services => _server.Services;

    /// <summary>The folder for corrected drawings.</summary>
    public string CorrectionFolder => Path.Combine(_folder.FullName, "corrections");

    /// <summary>The included model with other names for its ten classes.</summary>
    public static ImageRecognizer Named(params string[] classNames) => new(NamedNetwork(classNames));

    /// <summary>The network of <see cref="Named"/>.</summary>
    public static Network NamedNetwork(params string[] classNames)
    {
        Network digits = ModelFile.Load(Path.Combine(Repository.Root, "models", "digits.zip"));
        return Network.Create(digits.Definition with { ClassNames = [.. classNames] }, digits.Parameters);
    }

    /// <summary>Serves the page, by default without a rate limit.</summary>
    public static async Task<ServedPage> StartAsync(Func<WebServerOptions, WebServerOptions>? change = null, ISite? site = null)
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
                site ?? new DrawingSite(Recognizer, "digits.zip"),
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
