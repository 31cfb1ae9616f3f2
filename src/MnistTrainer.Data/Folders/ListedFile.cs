namespace MnistTrainer.Data;

/// <summary>A file inside a folder.</summary>
/// <param name="File">The file.</param>
/// <param name="Folders">The names of the folders on the way to it, the outermost first; empty for a file directly inside the folder.</param>
internal sealed record ListedFile(DataFile File, string[] Folders)
{
    /// <summary>The path inside the folder, with slashes.</summary>
    public string Name => string.Join('/', [.. Folders, File.Name]);

    /// <summary>The same file, seen from a folder further inside.</summary>
    /// <param name="depth">The number of folders to leave out.</param>
    public ListedFile From(int depth) => depth == 0 ? this : this with { Folders = Folders[depth..] };
}
