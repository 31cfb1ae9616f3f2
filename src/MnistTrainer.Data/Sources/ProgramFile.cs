namespace MnistTrainer.Data;

/// <summary>Programs and scripts, which nobody means as data.</summary>
internal static class ProgramFile
{
    /// <summary>Whether a file begins like one of Linux, macOS or Windows.</summary>
    public static bool Is(string path)
    {
        // A pipe has the length 0 or that of a link; what was read of it here would be missing later.
        if (new FileInfo(path).Length == 0)
            return false;
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            if (!file.CanSeek)
                return false;
            byte[] start = new byte[4];
            file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return start
                is [(byte)'#', (byte)'!', ..]
                    or [(byte)'M', (byte)'Z', ..]
                    or [0x7F, (byte)'E', (byte)'L', (byte)'F']
                    or [0xCF, 0xFA, 0xED, 0xFE];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
