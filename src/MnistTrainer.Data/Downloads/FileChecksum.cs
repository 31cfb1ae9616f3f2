using System.Security.Cryptography;

namespace MnistTrainer.Data;

/// <summary>Verifies that a file on disk is the published one.</summary>
internal static class FileChecksum
{
    /// <summary>Whether the file at <paramref name="path"/> exists and has the expected length and SHA-256.</summary>
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
