using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>Stores drawings as PNG files in a folder per class, named by time and identifier. Only those of this server can be deleted.</summary>
/// <param name="root">The folder.</param>
/// <param name="maximum">The maximum number of drawings.</param>
/// <param name="write">Writes a file. Default: <see cref="AtomicFile.Write"/>.</param>
internal sealed class FolderStore(string root, int maximum, Action<string, Action<Stream>>? write = null) : ICorrectionStore
{
    private readonly Action<string, Action<Stream>> _write = write ?? ((path, content) => AtomicFile.Write(path, content));
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _stored = [];

    /// <inheritdoc/>
    public int Count => FilesOf("*").Take(maximum + 1).Count();

    /// <inheritdoc/>
    public bool IsElsewhere => false;

    /// <inheritdoc/>
    public Task TryAsync(CancellationToken cancellation)
    {
        CorrectionTrial.Run(root);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StoreAsync(CorrectedDrawing drawing, CancellationToken cancellation)
    {
        lock (_lock)
            _stored[drawing.Id] = Store(drawing);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string id, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!_stored.Remove(id, out string? path))
                return Task.FromResult(false);
            Delete(path);
            return Task.FromResult(true);
        }
    }

    public void Dispose() { }

    private string Store(CorrectedDrawing drawing)
    {
        // A file from a bucket is named by its identifier alone.
        string[] same = [.. FilesOf($"*{drawing.Id}")];
        if (same.Length == 0 && Count >= maximum)
            throw StorageProblem.Full(maximum);
        string time = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string path = Path.Combine(root, drawing.Folder, $"{time}-{drawing.Id}.png");
        try
        {
            _write(path, stream => stream.Write(drawing.File));
        }
        catch (InvalidInputException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            throw StorageProblem.Of(e.InnerException);
        }

        foreach (string other in same.Where(other => other != path))
            Delete(other);
        return path;
    }

    private IEnumerable<string> FilesOf(string name) =>
        Directory.Exists(root) ? Directory.EnumerateFiles(root, $"{name}.png", SearchOption.AllDirectories) : [];

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StorageProblem.Of(e);
        }
    }
}
