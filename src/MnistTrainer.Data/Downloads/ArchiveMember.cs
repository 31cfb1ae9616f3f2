using System.IO.Compression;

namespace MnistTrainer.Data;

/// <summary>Takes a file of known length and checksum out of a zip archive.</summary>
internal static class ArchiveMember
{
    /// <summary>Writes the member beside <paramref name="path"/> and renames it into place once its checksum is right.</summary>
    /// <returns>Whether it was there, and right.</returns>
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
        // The length the archive claims bounds what is unpacked, and must be the known one.
        if (archive.GetEntry($"{folder}/{file.Name}") is not { } member || member.Length != file.Length)
            return false;
        await member.ExtractToFileAsync(partPath, overwrite: true, cancellation);
        bool right = await FileChecksum.MatchesAsync(partPath, file, cancellation);
        if (right)
            File.Move(partPath, path, overwrite: true);
        else
            File.Delete(partPath);
        return right;
    }
}
