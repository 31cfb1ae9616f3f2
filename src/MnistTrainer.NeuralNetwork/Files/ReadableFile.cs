using System.Runtime.ExceptionServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Opens files that a user names for reading. A device, such as <c>/dev/zero</c>, may never end, and opening a named pipe waits for a program that writes into it: both are
/// rejected by what they are.
/// </summary>
public static class ReadableFile
{
    /// <summary>How long a program that writes into a named pipe is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file. Standard input and other descriptors, <c>/dev/fd/3</c>, are opened without a limit of time.</param>
    /// <param name="bufferSize">The size of the stream's buffer in bytes; 0 or 1 for none.</param>
    /// <param name="options">How it will be read. Default: nothing special.</param>
    /// <exception cref="IOException">It cannot be opened, is a device, or a pipe that no program opens for writing within <see cref="Patience"/>.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileStream Open(string path, int bufferSize = 4096, FileOptions options = FileOptions.None)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (OutputDevice.IsEndless(OutputDevice.TargetOf(path)))
            throw new IOException("a device, which is no file");
        // A pipe has no length, and neither has an empty file.
        if (OperatingSystem.IsWindows() || OutputDevice.IsIn(path) || new FileInfo(path) is not { Exists: true, Length: 0 })
            return Start();
        var opening = Task.Factory.StartNew(Start, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Task.WaitAny([opening], Patience) < 0)
        {
            _ = opening.ContinueWith(late => late.Result.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
            throw new IOException("a pipe that no program writes into");
        }

        if (opening.Exception is AggregateException { InnerException: Exception cause })
            ExceptionDispatchInfo.Throw(cause);
        return opening.Result;

        FileStream Start() => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize, options);
    }
}
