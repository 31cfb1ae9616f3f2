using System.Security.Cryptography;

namespace MnistTrainer.Data.Tests;

/// <summary>The base of the download tests: a folder, a file to fetch, and a downloader that uses local servers.</summary>
public abstract class DownloadTests : IDisposable
{
    private protected const string Name = "train-images-idx3-ubyte.gz";

    // Larger than the buffers of sockets and downloader, so that an interruption occurs in mid-transfer.
    private protected static readonly byte[] Content = Noise(1, 400_000);
    private protected static readonly byte[] OtherContent = Noise(2, 400_000);

    private protected static DownloadOptions Options =>
        new()
        {
            Attempts = 3,
            BackOff = TimeSpan.FromMilliseconds(5),
            StallTimeout = TimeSpan.FromSeconds(10),
        };

    // For tests that wait for it; other tests must not fail on a busy machine.
    private protected static DownloadOptions Impatient => Options with { StallTimeout = TimeSpan.FromMilliseconds(400) };

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("mnist-download-").FullName;

    private protected string FilePath => Path.Combine(Folder, Name);

    private protected string PartPath => FilePath + ".part";

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected Task<int> DownloadAsync(
        LocalHttpServer[] mirrors,
        Reports? reports = null,
        DownloadOptions? options = null,
        CancellationToken? cancellation = null
    ) => DownloadAsync(Dataset(Described(Name, Content, mirrors)), reports, options, cancellation);

    private protected async Task<int> DownloadAsync(
        DownloadableDataset dataset,
        Reports? reports = null,
        DownloadOptions? options = null,
        CancellationToken? cancellation = null
    )
    {
        // A proxy from the environment must not intercept requests to 127.0.0.1.
        using DatasetDownloader downloader = new(options ?? Options, new SocketsHttpHandler { UseProxy = false });
        return await downloader.DownloadAsync(dataset, Folder, reports, cancellation ?? TestContext.Current.CancellationToken);
    }

    private protected void AssertFetched()
    {
        Assert.Equal([Name], Directory.GetFiles(Folder).Select(Path.GetFileName));
        Assert.Equal(Content, File.ReadAllBytes(FilePath));
    }

    private protected static DownloadableDataset Dataset(params DownloadableFile[] files) =>
        new("test", "", "", "", new("http://127.0.0.1"), files);

    private protected static DownloadableFile Described(string name, byte[] content, params LocalHttpServer[] mirrors)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        return new(name, content.Length, sha256, [.. mirrors.Select(mirror => mirror.Address(name))]);
    }

    private protected static byte[] Noise(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private protected sealed class Reports(Action<DownloadProgress>? then = null) : List<DownloadProgress>, IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            Add(value);
            then?.Invoke(value);
        }
    }
}
