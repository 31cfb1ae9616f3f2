using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Where the rows of a data view are converted to: a file of the caller's, which stays, or a temporary one, which is deleted, also where training fails.</summary>
internal sealed class TemporaryRows : IDisposable
{
    private readonly bool _isTemporary;

    /// <param name="path">The file; null for a temporary one.</param>
    public TemporaryRows(string? path)
    {
        _isTemporary = path is null;
        Path = path ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"mnist-{Guid.NewGuid():N}.rows");
        if (path is not null && File.Exists(path))
            RowFile.Open(path).Dispose();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Takes note that a file has been opened: a temporary one loses its name, so that nothing is left even where the process is killed.</summary>
    /// <returns>The same.</returns>
    public RowFile Opened(RowFile file)
    {
        // Windows deletes no file that is open.
        if (_isTemporary && !OperatingSystem.IsWindows())
            File.Delete(Path);
        return file;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isTemporary)
            File.Delete(Path);
    }
}
