using System.Security.Cryptography;

namespace MnistTrainer.Data;

/// <summary>Tells whether a file on disk is the one that was published.</summary>
internal static class FileChecksum
{
    /// <summary>Whether there is a file at <paramref name="path"/> of the right length and SHA-256.</summary>
    public static async Task<bool> MatchesAsync(string path, DownloadableFile file, CancellationToken cancellation)
    {
        FileInfo found = new(path);
        if (!found.Exists || found.Length != file.Length)
            return false;
        using FileStream stream = found.OpenRead();
        byte[] hash = await SHA256.HashDataAsync(stream, cancellation);
        return Convert.ToHexString(hash).Equals(file.Sha256, StringComparison.OrdinalIgnoreCase);
    }
}
