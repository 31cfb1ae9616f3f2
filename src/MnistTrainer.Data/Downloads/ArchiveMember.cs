using System.IO.Compression;

namespace MnistTrainer.Data;

/// <summary>Extracts a file of known length and checksum from a zip archive, which may contain it compressed by <c>compress</c>.</summary>
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
        string name = folder.Length == 0 ? file.Name : $"{folder}/{file.Name}";
        // Deleted rather than overwritten: it may be a link to another file.
        File.Delete(partPath);
        // The length stated by the archive bounds what is extracted, so it must be the known one.
        if (archive.GetEntry(name) is { } member && member.Length == file.Length)
            await member.ExtractToFileAsync(partPath, overwrite: false, cancellation);
        else if (
            archive.GetEntry(name + ".Z") is not { } compressed
            || !await DecompressAsync(compressed, partPath, file.Length, cancellation)
        )
            return false;
        bool matches = await FileChecksum.MatchesAsync(partPath, file, cancellation);
        if (matches)
            File.Move(partPath, path, overwrite: true);
        else
            File.Delete(partPath);
        return matches;
    }

    /// <summary>Decompresses a member that is itself compressed, as older archives of UCI contain them.</summary>
    /// <returns>Whether it could be decompressed.</returns>
    private static async Task<bool> DecompressAsync(ZipArchiveEntry member, string path, long length, CancellationToken cancellation)
    {
        try
        {
            await using Stream compressed = await member.OpenAsync(cancellation);
            await using BufferedStream content = new(new FileStream(path, FileMode.CreateNew, FileAccess.Write));
            UnixCompress.Decompress(compressed, content, length);
            return true;
        }
        catch (InvalidDataException)
        {
            File.Delete(path);
            return false;
        }
    }
}
