using System.Net.Http.Headers;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Downloads data sets. Existing files with the right checksum are left alone, partial files are resumed, and a failing mirror is retried
/// before the next one is used. Does not support concurrent downloads.
/// </summary>
public sealed class DatasetDownloader : IDisposable
{
    private readonly HttpClient _client;
    private readonly DownloadOptions _options;

    /// <summary>Creates a downloader.</summary>
    /// <param name="options">Retries and timeouts. Default: those of <see cref="DownloadOptions"/>.</param>
    /// <param name="handler">The message handler, disposed with the downloader. Default: a handler that uses the system proxy.</param>
    public DatasetDownloader(DownloadOptions? options = null, HttpMessageHandler? handler = null)
    {
        _options = options ?? new DownloadOptions();
        // The stall timeout bounds every step; an overall timeout would fail slow connections.
        _client = new HttpClient(handler ?? new SocketsHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("MnistTrainer", null));
    }

    /// <summary>The data sets whose files are not replaced by those of another. Default: those of the catalog.</summary>
    internal IReadOnlyList<DownloadableDataset> Known { get; init; } = DatasetCatalog.All;

    /// <summary>Downloads a data set of the catalog.</summary>
    /// <param name="name">A name in <see cref="DatasetCatalog"/>.</param>
    /// <param name="folder">The target folder, created if it does not exist.</param>
    /// <param name="progress">Receives the progress of each file.</param>
    /// <param name="cancellation">Cancels the download; received data is kept so that it can be resumed.</param>
    /// <returns>The number of files fetched: 0 if all were already present.</returns>
    public Task<int> DownloadAsync(
        string name,
        string folder,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default
    ) => DownloadAsync(DatasetCatalog.Find(name), folder, progress, cancellation);

    /// <summary>Downloads a data set's files into a folder. A file gets its final name only when it is complete and its checksum matches.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="folder">The target folder, created if it does not exist. Existing files with different content are replaced.</param>
    /// <param name="progress">Receives the progress of each file.</param>
    /// <param name="cancellation">Cancels the download; received data is kept in <c>NAME.part</c> so that it can be resumed.</param>
    /// <returns>The number of files fetched: 0 if all were already present.</returns>
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
            return await new DatasetDownload(_client, _options, dataset, folder, progress) { Known = Known }.RunAsync(cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                folder,
                "a writable folder",
                FileFault.Describe(error),
                "Check its permissions and free space, or specify another folder",
                error
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
