namespace MnistTrainer.Data;

/// <summary>
/// Names of files that are not UTF-8, such as those of old archives. The system lists them with the replacement character, under which
/// nothing can be opened.
/// </summary>
internal static class FileNameEncoding
{
    /// <summary>What was found, for messages.</summary>
    public const string Found = "a name that is not valid UTF-8, shown here with \uFFFD in place of its other bytes";

    /// <summary>What to do, for messages.</summary>
    public const string Remedy = "Rename it, for example with the program convmv";

    /// <summary>Whether a path that does not exist has such a name.</summary>
    public static bool IsUndecodable(string path) => path.Contains('\uFFFD', StringComparison.Ordinal);
}
