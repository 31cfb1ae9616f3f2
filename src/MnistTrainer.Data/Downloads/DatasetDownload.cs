using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>One data set on its way into one folder.</summary>
internal sealed class DatasetDownload(
    HttpClient client,
    DownloadOptions options,
    DownloadableDataset dataset,
    string folder,
    IProgress<DownloadProgress>? progress
)
{
    /// <summary>Sees to it that every file is there.</summary>
    /// <returns>How many had to be fetched.</returns>
    /// <exception cref="InvalidInputException">No mirror delivered one.</exception>
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

            await FetchAsync(file, cancellation);
            fetched++;
        }

        if (dataset.Archive is { } archive)
            File.Delete(PathOf(archive.File));
        return fetched;
    }

    private async Task FetchAsync(DownloadableFile file, CancellationToken cancellation)
    {
        List<string> failures = [];
        if (await FromMirrorsAsync(file, failures, cancellation))
            return;
        if (dataset.Archive is not null && await FromArchiveAsync(dataset.Archive, file, failures, cancellation))
            return;
        throw new InvalidInputException(
            $"{file.Name} could not be downloaded. Tried {string.Join("; ", failures)}. Check the connection and try again, which goes on "
                + $"where this stopped, or fetch the file by other means into {Path.GetFullPath(folder)}."
        );
    }

    private async Task<bool> FromMirrorsAsync(DownloadableFile file, List<string> failures, CancellationToken cancellation)
    {
        FileDownload download = new(client, options, file, PathOf(file), bytes => progress?.Report(new(file.Name, bytes, file.Length)));
        bool done = await download.RunAsync(cancellation);
        failures.AddRange(download.Failures);
        return done;
    }

    private async Task<bool> FromArchiveAsync(
        DownloadableArchive archive,
        DownloadableFile file,
        List<string> failures,
        CancellationToken cancellation
    )
    {
        // Kept until every file is there, for the others may need it too.
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

        failures.Add($"{archive.File.Name}: does not hold this file");
        return false;
    }

    private string PathOf(DownloadableFile file) => Path.Combine(folder, file.Name);
}
