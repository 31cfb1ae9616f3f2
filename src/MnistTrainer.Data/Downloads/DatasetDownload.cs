using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The download of one data set into one folder.</summary>
internal sealed class DatasetDownload(
    HttpClient client,
    DownloadOptions options,
    DownloadableDataset dataset,
    string folder,
    IProgress<DownloadProgress>? progress
)
{
    /// <summary>The data sets whose files are not replaced by those of another.</summary>
    public required IReadOnlyList<DownloadableDataset> Known { get; init; }

    /// <summary>Fetches every file that is missing or different.</summary>
    /// <returns>The number of files fetched.</returns>
    /// <exception cref="InvalidInputException">No mirror delivered a file.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        int fetched = 0;
        foreach (DownloadableFile file in dataset.Files)
        {
            if (await FileChecksum.MatchesAsync(PathOf(file), file, cancellation))
            {
                progress?.Report(new(file.Name, file.Length, file.Length));
                continue;
            }

            await CheckReplaceableAsync(file, cancellation);
            await FetchAsync(file, cancellation);
            fetched++;
        }

        if (dataset.Archive is { } archive)
            File.Delete(PathOf(archive.File));
        return fetched;
    }

    /// <summary>Data sets share the names of files, so that of another set is not replaced.</summary>
    private async Task CheckReplaceableAsync(DownloadableFile file, CancellationToken cancellation)
    {
        if (!File.Exists(PathOf(file)))
            return;
        foreach (DownloadableDataset other in Known.Where(other => other.Name != dataset.Name))
        {
            foreach (DownloadableFile same in other.Files.Where(one => one.Name == file.Name))
            {
                if (await FileChecksum.MatchesAsync(PathOf(file), same, cancellation))
                    throw new InvalidInputException(
                        PathOf(file),
                        $"a folder without files of another data set for {dataset.Name}",
                        $"a file of {other.Name}, which would be lost",
                        "Specify another folder"
                    );
            }
        }
    }

    private async Task FetchAsync(DownloadableFile file, CancellationToken cancellation)
    {
        List<string> failures = [];
        if (await FromMirrorsAsync(file, failures, cancellation))
            return;
        if (dataset.Archive is not null && await FromArchiveAsync(dataset.Archive, file, failures, cancellation))
            return;
        throw new InvalidInputException(
            $"{file.Name} could not be downloaded. Tried {string.Join("; ", failures)}. Check the connection and try again to "
                + $"resume, or save the file to {Path.GetFullPath(folder)} by other means."
        );
    }

    private async Task<bool> FromMirrorsAsync(DownloadableFile file, List<string> failures, CancellationToken cancellation)
    {
        FileDownload download = new(client, options, file, PathOf(file), bytes => progress?.Report(new(file.Name, bytes, file.Length)));
        bool isDone = await download.RunAsync(cancellation);
        failures.AddRange(download.Failures);
        return isDone;
    }

    private async Task<bool> FromArchiveAsync(
        DownloadableArchive archive,
        DownloadableFile file,
        List<string> failures,
        CancellationToken cancellation
    )
    {
        // Not deleted until all files are complete, since other files may need it, too.
        string archivePath = PathOf(archive.File);
        if (
            !await FileChecksum.MatchesAsync(archivePath, archive.File, cancellation)
            && !await FromMirrorsAsync(archive.File, failures, cancellation)
        )
            return false;
        if (await ArchiveMember.ExtractAsync(archivePath, archive.Folder, file, PathOf(file), cancellation))
        {
            progress?.Report(new(file.Name, file.Length, file.Length));
            return true;
        }

        failures.Add($"{archive.File.Name}: does not contain this file");
        return false;
    }

    private string PathOf(DownloadableFile file) => Path.Combine(folder, file.Name);
}
