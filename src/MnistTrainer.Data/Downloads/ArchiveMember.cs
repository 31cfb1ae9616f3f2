using System.IO.Compression;

namespace MnistTrainer.Data;

/// <summary>Extracts a file of known length and checksum from a zip archive.</summary>
internal static class ArchiveMember
{
    /// <summary>Extracts the member next to <paramref name="path"/> and renames it into place once its checksum matches.</summary>
    /// <returns>Whether the member exists and matches.</returns>
    public static async Task<bool> ExtractAsync(
        string archivePath,
        string folder,
        DownloadableFile file,
        string path,
        CancellationToken cancellation
    )
    {
        string partPath = path + FileDownload.PartExtension;
        await using ZipArchive archive = await ZipFile.OpenReadAsync(archivePath, cancellation);
        // The length stated by the archive bounds what is extracted, so it must be the known one.
        if (archive.GetEntry($"{folder}/{file.Name}") is not { } member || member.Length != file.Length)
            return false;
        // Deleted rather than overwritten: it may be a link to another file.
        File.Delete(partPath);
        await member.ExtractToFileAsync(partPath, overwrite: false, cancellation);
        bool matches = await FileChecksum.MatchesAsync(partPath, file, cancellation);
        if (matches)
            File.Move(partPath, path, overwrite: true);
        else
            File.Delete(partPath);
        return matches;
    }
}
