namespace MnistTrainer.Data;

/// <summary>
/// Fetches one file from the first of its mirrors that delivers it. Bytes gather in <c>NAME.part</c> beside it, which outlives a failure
/// and is gone on with next time, from whichever mirror: only a file with the right checksum gets its name.
/// </summary>
internal sealed class FileDownload(HttpClient client, DownloadOptions options, DownloadableFile file, string path, Action<long> report)
{
    /// <summary>What stands behind the name of a file that is not whole yet.</summary>
    public const string PartExtension = ".part";

    private readonly string _partPath = path + PartExtension;
    private readonly List<string> _failures = [];

    /// <summary>A line for each mirror that failed: its address, and why.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Tries one mirror after the other.</summary>
    /// <returns>Whether the file is at its path now; if not, see <see cref="Failures"/>.</returns>
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
        for (int fruitless = 0; ; )
        {
            try
            {
                await AttemptAsync(transfer, cancellation);
                return;
            }
            catch (TransferException error) when (error.IsTransient)
            {
                long reached = PartLength();
                fruitless = reached > furthest + (file.Length / 64) ? 0 : fruitless + 1;
                furthest = Math.Max(furthest, reached);
                if (fruitless >= options.Attempts)
                    throw;
                await Task.Delay(options.BackOff * Math.Pow(2, Math.Max(0, fruitless - 1)), cancellation);
            }
        }
    }

    private async Task AttemptAsync(MirrorTransfer transfer, CancellationToken cancellation)
    {
        bool inOnePiece;
        try
        {
            await using FileStream part = new(_partPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            inOnePiece = await transfer.RunAsync(part, report, cancellation);
        }
        finally
        {
            if (PartLength() == 0)
                File.Delete(_partPath);
        }

        if (!await CompleteAsync(cancellation))
        {
            // Joined bytes may be of two versions; those of one request are what the mirror has.
            throw new TransferException("delivers other bytes than were published (SHA-256 differs)", transient: !inOnePiece);
        }
    }

    /// <summary>Gives a full-length part its name if the checksum is right, and removes it otherwise.</summary>
    private async Task<bool> CompleteAsync(CancellationToken cancellation)
    {
        if (PartLength() < file.Length)
            return false;
        bool right = await FileChecksum.MatchesAsync(_partPath, file, cancellation);
        if (right)
            File.Move(_partPath, path, overwrite: true);
        else
            File.Delete(_partPath);
        return right;
    }

    private long PartLength() => File.Exists(_partPath) ? new FileInfo(_partPath).Length : -1;
}
