using System.Runtime.ExceptionServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Opens files that a user specifies for reading. A device such as <c>/dev/zero</c> may never end, and opening a named pipe waits for a program that writes to it; both are
/// rejected with a message that names the cause.
/// </summary>
public static class ReadableFile
{
    /// <summary>How long to wait for a program that writes to a named pipe.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file. Standard input and other descriptors, <c>/dev/fd/3</c>, are opened without a time limit.</param>
    /// <param name="bufferSize">The size of the stream's buffer in bytes; 0 or 1 for none.</param>
    /// <param name="options">How it will be read. Default: nothing special.</param>
    /// <exception cref="IOException">The file cannot be opened, is a device, or is a pipe that no program opens for writing within <see cref="Patience"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static FileStream Open(string path, int bufferSize = 4096, FileOptions options = FileOptions.None)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (OutputDevice.IsEndless(OutputDevice.TargetOf(path)))
            throw new IOException("a device, not a file");
        // Neither a pipe nor an empty file has a length.
        if (OperatingSystem.IsWindows() || OutputDevice.IsIn(path) || new FileInfo(path) is not { Exists: true, Length: 0 })
            return Start();
        var opening = Task.Factory.StartNew(Start, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Task.WaitAny([opening], Patience) < 0)
        {
            _ = opening.ContinueWith(late => late.Result.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
            throw new IOException("a pipe that no program writes to");
        }

        if (opening.Exception is AggregateException { InnerException: Exception cause })
            ExceptionDispatchInfo.Throw(cause);
        return opening.Result;

        FileStream Start() => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize, options);
    }
}
