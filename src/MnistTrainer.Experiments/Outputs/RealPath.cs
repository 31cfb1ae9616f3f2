namespace MnistTrainer.Experiments;

/// <summary>The one path of a file that may have several: without symbolic links, also in its folders.</summary>
internal static class RealPath
{
    private const int MaximumLinks = 40;

    /// <summary>Compares such paths as the usual file systems of this operating system do.</summary>
    public static StringComparer Comparer =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Returns it. What does not exist is left as it is.</summary>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        for (int links = 0; links < MaximumLinks; links++)
        {
            if (FirstLink(full) is not (string link, string target))
                return full;
            string rest = Path.GetRelativePath(link, full);
            full = Path.GetFullPath(rest == "." ? target : Path.Combine(target, rest), Path.GetDirectoryName(link)!);
        }

        return full;
    }

    private static (string Link, string Target)? FirstLink(string full)
    {
        string root = Path.GetPathRoot(full)!,
            reached = root;
        foreach (string part in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            reached = Path.Combine(reached, part);
            if (new FileInfo(reached).LinkTarget is string target)
                return (reached, target);
        }

        return null;
    }
}
