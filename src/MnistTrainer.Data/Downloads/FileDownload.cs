namespace MnistTrainer.Data;

/// <summary>
/// Fetches one file from the first mirror that delivers it. Data is collected in <c>NAME.part</c>, which survives failures and is resumed
/// from any mirror later: only a file with the right checksum gets its final name.
/// </summary>
internal sealed class FileDownload(HttpClient client, DownloadOptions options, DownloadableFile file, string path, Action<long> report)
{
    /// <summary>The suffix of incomplete files.</summary>
    public const string PartExtension = ".part";

    private readonly string _partPath = path + PartExtension;
    private readonly List<string> _failures = [];

    /// <summary>One line for each failed mirror: its URL and the reason.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Tries the mirrors in order.</summary>
    /// <returns>Whether the file is complete; if not, see <see cref="Failures"/>.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        if (await CompleteAsync(cancellation))
            return true;
        foreach (Uri mirror in file.Mirrors)
        {
            try
            {
                await FromMirrorAsync(mirror, cancellation);
                return true;
            }
            catch (TransferException error)
            {
                _failures.Add($"{mirror}: {error.Message}");
            }
        }

        return false;
    }

    private async Task FromMirrorAsync(Uri mirror, CancellationToken cancellation)
    {
        MirrorTransfer transfer = new(client, mirror, file.Length, options.StallTimeout);
        long furthest = PartLength();
        for (int failed = 0; ; )
        {
            try
            {
                await AttemptAsync(transfer, cancellation);
                return;
            }
            catch (TransferException error) when (error.IsTransient)
            {
                long reached = PartLength();
                failed = reached > furthest + (file.Length / 64) ? 0 : failed + 1;
                furthest = Math.Max(furthest, reached);
                if (failed >= options.Attempts)
                    throw;
                await Task.Delay(options.BackOff * Math.Pow(2, Math.Max(0, failed - 1)), cancellation);
            }
        }
    }

    private async Task AttemptAsync(MirrorTransfer transfer, CancellationToken cancellation)
    {
        bool isFromOneRequest;
        // Whoever planted a link there does not decide what is written.
        if (new FileInfo(_partPath).LinkTarget is not null)
            File.Delete(_partPath);
        try
        {
            await using FileStream part = new(_partPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            isFromOneRequest = await transfer.RunAsync(part, report, cancellation);
        }
        finally
        {
            if (PartLength() == 0)
                File.Delete(_partPath);
        }

        if (!await CompleteAsync(cancellation))
        {
            // Data from several requests may mix versions; that of one request is what the mirror has.
            throw new TransferException("delivers a different file than was published (SHA-256 differs)", transient: !isFromOneRequest);
        }
    }

    /// <summary>Renames a full-length part into place if the checksum matches, and deletes it otherwise.</summary>
    private async Task<bool> CompleteAsync(CancellationToken cancellation)
    {
        if (PartLength() < file.Length)
            return false;
        bool matches = await FileChecksum.MatchesAsync(_partPath, file, cancellation);
        if (matches)
            File.Move(_partPath, path, overwrite: true);
        else
            File.Delete(_partPath);
        return matches;
    }

    private long PartLength() => File.Exists(_partPath) ? new FileInfo(_partPath).Length : -1;
}
