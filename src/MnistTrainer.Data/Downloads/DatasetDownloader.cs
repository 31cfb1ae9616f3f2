using System.Net.Http.Headers;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Downloads data sets. Files that are there already, with the right checksum, are left alone; one that was begun is gone on with;
/// a mirror that fails is asked again, and then the next one. Not for several downloads at once.
/// </summary>
public sealed class DatasetDownloader : IDisposable
{
    private readonly HttpClient _client;
    private readonly DownloadOptions _options;

    /// <summary>A downloader.</summary>
    /// <param name="options">How patient it is; the defaults unless told.</param>
    /// <param name="handler">What sends the requests, disposed of with this; one that heeds the system's proxy unless told.</param>
    public DatasetDownloader(DownloadOptions? options = null, HttpMessageHandler? handler = null)
    {
        _options = options ?? new DownloadOptions();
        // The stall timeout bounds every step; a limit on the whole would fail a slow line.
        _client = new HttpClient(handler ?? new SocketsHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("MnistTrainer", null));
    }

    /// <summary>Downloads the data set that the catalog has under a name, as the other overload does.</summary>
    /// <param name="name">A name in <see cref="DatasetCatalog"/>.</param>
    /// <param name="folder">Where its files go; made if need be.</param>
    /// <param name="progress">Told how far each file is.</param>
    /// <param name="cancellation">Stops it; what has arrived stays for the next time.</param>
    /// <returns>How many files were fetched: 0 where all were there.</returns>
    public Task<int> DownloadAsync(
        string name,
        string folder,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default
    ) => DownloadAsync(DatasetCatalog.Find(name), folder, progress, cancellation);

    /// <summary>Downloads a data set's files into a folder. Each gets its name only when it is whole and its checksum is right.</summary>
    /// <param name="dataset">What to fetch.</param>
    /// <param name="folder">Where its files go; made if need be. What has a file's name but other bytes is replaced.</param>
    /// <param name="progress">Told how far each file is.</param>
    /// <param name="cancellation">Stops it; what has arrived stays in <c>NAME.part</c> for the next time.</param>
    /// <returns>How many files were fetched: 0 where all were there.</returns>
    /// <exception cref="InvalidInputException">No mirror delivered a file, or the folder cannot be written to.</exception>
    public async Task<int> DownloadAsync(
        DownloadableDataset dataset,
        string folder,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            Directory.CreateDirectory(folder);
            return await new DatasetDownload(_client, _options, dataset, folder, progress).RunAsync(cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                folder,
                "a folder to write to",
                error.Message.TrimEnd('.'),
                "Free it or make room, or give another folder",
                error
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
